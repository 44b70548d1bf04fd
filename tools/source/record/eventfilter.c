// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The user's filters as event filters of the kernel. They pass everything that filter_passes()
 * does, and more where the kernel cannot express it:
 *
 * - A pattern matches the name as it is shown, but the kernel compares bytes, and its patterns have
 * other special characters. So only letters, digits and a few other characters are passed on, and
 * all else becomes a star. So no text of the user can end the quotes around it. - A walk does not
 * name the children, so filters by name do not apply to it: the walk of a wanted child is wanted
 * too. - Marks are few, and without them it is unknown later which processes were subreapers.
 */
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "../../base/memory/array.h"
#include "eventfilter.h"

/* A name has 15 bytes, each of which is shown in 4 characters at most; what is longer is cut. */
#define FILTER_GLOB_MAX 64

/* A filter that is being made. */
struct draft {
	char *text;
	size_t used;
	bool full;
	/* Within a group of alternatives: is there one already? */
	bool follows;
};

static void put(struct draft *draft, const char *text)
{
	size_t length = strlen(text);

	if (length >= EVENTFILTER_SIZE - draft->used) {
		draft->full = true;
		return;
	}
	memcpy(draft->text + draft->used, text, length + 1);
	draft->used += length;
}

static void begin_group(struct draft *draft)
{
	put(draft, draft->used ? " && (" : "(");
	draft->follows = false;
}

static void begin_alternative(struct draft *draft)
{
	if (draft->follows)
		put(draft, " || ");
	draft->follows = true;
}

static void put_number(struct draft *draft, const char *field, uint64_t number)
{
	char text[96];

	begin_alternative(draft);
	snprintf(text, sizeof(text), "%s == %" PRIu64, field, number);
	put(draft, text);
}

/* Characters that the kernel compares literally, and that are not special in shell patterns. */
static bool is_plain(char c)
{
	return isascii((unsigned char)c) && (isalnum((unsigned char)c) || strchr("-_./:+@,=% ", c));
}

/*
 * The kernel's pattern for a pattern of names; at least as wide. A pattern with a bracket or a
 * backslash becomes a star from there on. A star is put before a leading digit, because the kernel
 * would read the pattern as a number.
 */
static void widen(const char *glob, char *ret)
{
	size_t out = 0;

	if (!*glob || isdigit((unsigned char)*glob))
		ret[out++] = '*';
	for (; *glob && out < FILTER_GLOB_MAX; glob++) {
		bool plain = *glob && is_plain(*glob);

		if (plain)
			ret[out++] = *glob;
		else if (!out || ret[out - 1] != '*')
			ret[out++] = '*';
		if (*glob == '[' || *glob == '\\')
			break;
	}
	if (*glob && ret[out - 1] != '*')
		ret[out++] = '*';
	ret[out] = '\0';
}

static bool is_anything(const char *glob)
{
	char wide[FILTER_GLOB_MAX + 3];

	widen(glob, wide);
	return !strcmp(wide, "*");
}

static bool any_is_anything(const struct process_match *match)
{
	size_t i;

	for (i = 0; i < match->nr_globs; i++) {
		if (is_anything(match->globs[i]))
			return true;
	}
	return false;
}

static void put_glob(struct draft *draft, const char *field, const char *glob)
{
	char wide[FILTER_GLOB_MAX + 3];

	widen(glob, wide);
	begin_alternative(draft);
	put(draft, field);
	put(draft, " ~ \"");
	put(draft, wide);
	put(draft, "\"");
}

static void put_adopters(struct draft *draft, const struct process_match *adopters)
{
	size_t i;

	if ((!adopters->nr_pids && !adopters->nr_globs) || any_is_anything(adopters))
		return;
	begin_group(draft);
	for (i = 0; i < adopters->nr_pids; i++) {
		put_number(draft, "adopter_tgid", adopters->pids[i]);
		put_number(draft, "adopter_tid", adopters->pids[i]);
	}
	for (i = 0; i < adopters->nr_globs; i++)
		put_glob(draft, "adopter_comm", adopters->globs[i]);
	put(draft, ")");
}

static void put_set(struct draft *draft, const char *field, uint64_t set)
{
	unsigned int number;

	if (!set)
		return;
	begin_group(draft);
	for (number = 0; number < 64; number++) {
		if (set >> number & 1)
			put_number(draft, field, number);
	}
	put(draft, ")");
}

static void put_comms(struct draft *draft, const struct process_match *comms)
{
	static const char * const fields[] = { "child_comm", "parent_comm", "adopter_comm" };
	size_t i, j;

	if (!comms->nr_globs || any_is_anything(comms))
		return;
	begin_group(draft);
	for (i = 0; i < comms->nr_globs; i++) {
		for (j = 0; j < ARRAY_SIZE(fields); j++)
			put_glob(draft, fields[j], comms->globs[i]);
	}
	put(draft, ")");
}

static void put_what_both_have(struct draft *draft, const struct filter *filter)
{
	put_set(draft, "decision", filter->decisions);
	put_set(draft, "level", filter->levels);
	put_adopters(draft, &filter->adopters);
}

/**
 * eventfilter_make() - translate a filter for the kernel
 * @filter: its pids and times are ignored
 * @why: explains an error in one line
 *
 * Return: 0, or -E2BIG when the kernel would not take it
 */
int eventfilter_make(struct eventfilter *ret, const struct filter *filter, struct message *why)
{
	struct draft reparent = { .text = ret->reparent };
	struct draft walk = { .text = ret->walk };

	ret->reparent[0] = ret->walk[0] = '\0';
	put_what_both_have(&walk, filter);
	put_what_both_have(&reparent, filter);
	put_comms(&reparent, &filter->comms);
	if (reparent.full || walk.full)
		return message_set(
			why, -E2BIG,
			"the filter is too long for the kernel; use fewer values, or filter in "
			"report");
	return 0;
}
