// SPDX-License-Identifier: GPL-2.0-or-later
/* The module's file stats in debugfs, or a copy of it: lines of a key and a number. */
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "../../base/memory/array.h"
#include "../../model/trace/words.h"
#include "stats.h"

static const struct {
	const char *key;
	size_t offset;
} counters[] = {
	{ "reparented", offsetof(struct standing, reparented) },
	{ "walks_truncated", offsetof(struct standing, truncated) },
	{ "marks", offsetof(struct standing, marks) },
	{ "unmarks", offsetof(struct standing, unmarks) },
	{ "adoptions_forgotten", offsetof(struct standing, forgotten) },
};

/* walk_steps_4-7 is that of 4 to 7 steps, and they come in their order. */
static uint64_t *find_counter(struct standing *standing, const char *key)
{
	static const char lengths[] = "walk_steps_";
	unsigned int decision = number_of(decision_words, key, strlen(key));
	size_t i;

	if (decision && decision < TALLY_DECISIONS)
		return &standing->decisions[decision];
	if (!strncmp(key, lengths, strlen(lengths)) && standing->nr_lengths < STANDING_LENGTHS)
		return &standing->lengths[standing->nr_lengths++];
	for (i = 0; i < ARRAY_SIZE(counters); i++) {
		if (!strcmp(counters[i].key, key))
			return (uint64_t *)((char *)standing + counters[i].offset);
	}
	return NULL;
}

static bool take_line(struct standing *standing, char *line)
{
	char *text = line, *key = strsep(&text, " "), *end;
	uint64_t *counter, value;

	if (!text || *text < '0' || *text > '9')
		return false;
	errno = 0;
	value = strtoull(text, &end, 10);
	if (*end || errno)
		return false;
	/* Counters of a later module are ignored. */
	counter = find_counter(standing, key);
	if (counter)
		*counter = value;
	return true;
}

/**
 * stats_read() - read the file stats, or a copy of it
 * @in: at its first line
 * @ret: the counters that it has are set
 * @why: explains an error in words that can follow the file's name
 *
 * Return: 0; -EINVAL for another kind of file, or a -errno of reading
 */
int stats_read(FILE *in, struct standing *ret, struct message *why)
{
	size_t room = 0, number = 0;
	char *line = NULL;
	bool good = true;
	int err;

	errno = 0;
	while (good && getline(&line, &room, in) > 0) {
		number++;
		line[strcspn(line, "\n")] = '\0';
		good = take_line(ret, line);
	}
	err = ferror(in) ? (errno ? -errno : -EIO) : 0;
	free(line);
	if (err)
		return message_set(why, err, "%s", strerror(-err));
	if (!good || !number)
		return message_set(why, -EINVAL, "line %zu is not a counter", number);
	return 0;
}
