// SPDX-License-Identifier: GPL-2.0-or-later
#include <ctype.h>
#include <string.h>

#include "census.h"

/*
 * Drops the instance of getty@tty1.service and the number of run-u17.service, of which there is no
 * end.
 */
static size_t kind_of_unit(const char *unit, size_t size)
{
	const char *at = memchr(unit, '@', size);
	size_t i;

	if (at)
		return at - unit + 1;
	if (size < 4 || memcmp(unit, "run-", 4))
		return size;
	for (i = 4; i < size; i++) {
		if (isdigit((unsigned char)unit[i]))
			return 4;
	}
	return size;
}

/**
 * census_key_of() - which numbers a process is added to
 * @comm: its name
 * @unit: of a unit, not terminated; "" for none
 * @size: of @unit in bytes
 *
 * Return: the key
 */
struct census_key census_key_of(const char *comm, const char *unit, size_t size)
{
	struct census_key key = { 0 };
	size_t kept = kind_of_unit(unit, size);

	strncpy(key.program, comm, sizeof(key.program) - 1);
	memcpy(key.unit, unit, kept < sizeof(key.unit) ? kept : sizeof(key.unit) - 1);
	return key;
}

static struct census_group *rest(struct census *census)
{
	struct census_group *group = &census->groups[CENSUS_GROUPS];

	if (census->nr == CENSUS_GROUPS)
		*group = (struct census_group){ .rest = true };
	census->nr = CENSUS_GROUPS + 1;
	return group;
}

/**
 * census_group() - where the numbers of a program in a unit are
 *
 * Return: the group, new or not; that of the rest when there are too many
 */
struct census_group *census_group(struct census *census, const struct census_key *key)
{
	size_t i;

	for (i = 0; i < census->nr && i < CENSUS_GROUPS; i++) {
		if (!memcmp(&census->groups[i].key, key, sizeof(*key)))
			return &census->groups[i];
	}
	if (census->nr >= CENSUS_GROUPS)
		return rest(census);
	census->groups[census->nr] = (struct census_group){ .key = *key };
	return &census->groups[census->nr++];
}
