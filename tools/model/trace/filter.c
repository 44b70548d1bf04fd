// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "../../base/format/escape.h"
#include "filter.h"
#include "words.h"

/* MAX_PID_NS_LEVEL is 32. */
#define LEVEL_MAX   63
/* An event names so many at most. */
#define PARTIES_MAX 3

/* Calls @add for each piece between commas. */
static int for_each_piece(struct filter *filter, const char *text,
			  int (*add)(struct filter *filter, const char *piece, size_t length,
				     struct message *why),
			  struct message *why)
{
	while (true) {
		size_t length = strcspn(text, ",");
		int err = add(filter, text, length, why);

		if (err || !text[length])
			return err;
		text += length + 1;
	}
}

static bool parse_number(const char *text, size_t length, long most, long *ret)
{
	size_t i;

	*ret = 0;
	for (i = 0; i < length; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		*ret = *ret * 10 + (text[i] - '0');
		if (*ret > most)
			return false;
	}
	return length;
}

/* PID, PID#2, PID:TID, or as they are printed, with a name: sh[70#2]. */
static bool parse_process(const char *text, size_t length, long *pid, long *ordinal)
{
	const char *bracket = memchr(text, '[', length);
	size_t digits;

	*ordinal = 0;
	if (bracket && text[length - 1] == ']') {
		length -= bracket + 1 - text + 1;
		text = bracket + 1;
	}
	digits = strspn(text, "0123456789");
	if (digits > length)
		digits = length;
	if (!parse_number(text, digits, INT32_MAX, pid) || !*pid)
		return false;
	if (digits == length)
		return true;
	if (text[digits] == '#')
		return parse_number(text + digits + 1, length - digits - 1, INT32_MAX, ordinal) &&
		       *ordinal;
	return text[digits] == ':' &&
	       parse_number(text + digits + 1, length - digits - 1, INT32_MAX, pid) && *pid;
}

static int add_pid(struct process_match *match, long pid, long ordinal, struct message *why)
{
	if (match->nr_pids == FILTER_MAX)
		return message_set(why, -EINVAL, "takes %d at most", FILTER_MAX);
	match->ordinals[match->nr_pids] = ordinal;
	match->pids[match->nr_pids++] = pid;
	return 0;
}

static int add_glob(struct process_match *match, const char *glob, struct message *why)
{
	if (match->nr_globs == FILTER_MAX)
		return message_set(why, -EINVAL, "takes %d at most", FILTER_MAX);
	match->globs[match->nr_globs++] = glob;
	return 0;
}

static int add_one_pid(struct filter *filter, const char *piece, size_t length, struct message *why)
{
	long pid, ordinal;

	if (!parse_process(piece, length, &pid, &ordinal))
		return message_set(why, -EINVAL, "takes pids, not '%.*s'", (int)length, piece);
	return add_pid(&filter->pids, pid, ordinal, why);
}

/**
 * filter_add_pids() - want events that name one of these
 * @text: pids of the initial pid namespace, with commas between them; tids do as well
 * @why: explains an error in words that can follow the option's name
 *
 * Return: 0 or -EINVAL
 */
int filter_add_pids(struct filter *filter, const char *text, struct message *why)
{
	return for_each_piece(filter, text, add_one_pid, why);
}

/**
 * filter_add_comm() - want events that name one of a name
 * @text: a pattern as a shell's, of names as a terminal is shown them; lent
 * @why: explains an error in words that can follow the option's name
 *
 * Return: 0 or -EINVAL
 */
int filter_add_comm(struct filter *filter, const char *text, struct message *why)
{
	return add_glob(&filter->comms, text, why);
}

/**
 * filter_add_adopter() - want events in which one adopts
 * @text: a pid, or a pattern as of filter_add_comm()
 * @why: explains an error in words that can follow the option's name
 *
 * Return: 0 or -EINVAL
 */
int filter_add_adopter(struct filter *filter, const char *text, struct message *why)
{
	long pid, ordinal;

	if (parse_process(text, strlen(text), &pid, &ordinal))
		return add_pid(&filter->adopters, pid, ordinal, why);
	return add_glob(&filter->adopters, text, why);
}

static int add_decision(struct filter *filter, const char *piece, size_t length,
			struct message *why)
{
	unsigned int number = number_of(decision_words, piece, length);
	const struct word *word;

	if (number) {
		filter->decisions |= 1U << number;
		return 0;
	}
	message_set(why, 0, "takes");
	for (word = decision_words; word->word; word++)
		message_add(why, "%s %s", word == decision_words ? "" : ",", word->word);
	message_add(why, "; not '%.*s'", (int)length, piece);
	return -EINVAL;
}

/**
 * filter_add_decisions() - want events of one of these decisions
 * @text: their words, with commas between them
 * @why: explains an error in words that can follow the option's name
 *
 * Return: 0 or -EINVAL
 */
int filter_add_decisions(struct filter *filter, const char *text, struct message *why)
{
	return for_each_piece(filter, text, add_decision, why);
}

static int add_level(struct filter *filter, const char *piece, size_t length, struct message *why)
{
	long level;

	if (!parse_number(piece, length, LEVEL_MAX, &level))
		return message_set(why, -EINVAL, "takes a depth from 0 to %d, not '%.*s'",
				   LEVEL_MAX, (int)length, piece);
	filter->levels |= 1ULL << level;
	return 0;
}

/**
 * filter_add_levels() - want events of one of these depths of pid namespaces
 * @text: numbers, with commas between them
 * @why: explains an error in words that can follow the option's name
 *
 * Return: 0 or -EINVAL
 */
int filter_add_levels(struct filter *filter, const char *text, struct message *why)
{
	return for_each_piece(filter, text, add_level, why);
}

/* A process that an event names. */
struct party {
	uint32_t ordinal;
	int32_t tgid;
	int32_t tid;
	const char *comm;
};

static size_t find_parties(const struct event *event, struct party *ret)
{
	const uint32_t *ordinals = event->ordinals;
	const struct reparent_event *reparent = &event->reparent;
	const struct walk_event *walk = &event->walk;
	const struct mark_event *mark = &event->mark;
	const struct process_event *task = &event->process;
	const struct reap_event *reap = &event->reap;
	const struct life_event *life = &event->life;

	switch (event->type) {
	case EVENT_REPARENT:
		ret[0] = (struct party){ ordinals[PARTY_ITSELF], reparent->child, reparent->child,
					 reparent->child_comm };
		ret[1] = (struct party){ ordinals[PARTY_PARENT], reparent->parent_tgid,
					 reparent->parent_tid, reparent->parent_comm };
		ret[2] = (struct party){ ordinals[PARTY_OTHER], reparent->adopter_tgid,
					 reparent->adopter_tid, reparent->adopter_comm };
		return 3;
	case EVENT_WALK:
		ret[0] = (struct party){ ordinals[PARTY_PARENT], walk->parent_tgid,
					 walk->parent_tid, walk->parent_comm };
		ret[1] = (struct party){ ordinals[PARTY_OTHER], walk->adopter_tgid,
					 walk->adopter_tid, walk->adopter_comm };
		return 2;
	case EVENT_MARK:
		ret[0] =
			(struct party){ ordinals[PARTY_ITSELF], mark->tgid, mark->tid, mark->comm };
		return 1;
	case EVENT_PROCESS:
		ret[0] = (struct party){ ordinals[PARTY_ITSELF], task->pid, task->pid, task->comm };
		ret[1] = (struct party){ ordinals[PARTY_PARENT], task->parent_tgid,
					 task->parent_tid, "" };
		return 2;
	case EVENT_REAP:
		ret[0] = (struct party){ ordinals[PARTY_ITSELF], reap->pid, reap->pid, reap->comm };
		ret[1] = (struct party){ ordinals[PARTY_OTHER], reap->reaper_tgid, reap->reaper_tid,
					 reap->reaper_comm };
		return 2;
	case EVENT_LIFE_BIRTH:
	case EVENT_LIFE_EXEC:
	case EVENT_LIFE_EXIT:
	case EVENT_LIFE_FREE:
		ret[0] = (struct party){ ordinals[PARTY_ITSELF], life->pid, life->pid, life->comm };
		ret[1] = (struct party){ ordinals[PARTY_PARENT], life->parent_tgid,
					 life->parent_tgid, life->parent_comm };
		return 2;
	default:
		return 0;
	}
}

static bool is_any(const struct process_match *match)
{
	return !match->nr_pids && !match->nr_globs;
}

/* As a terminal shows it, whether or not that is one with UTF-8. */
static bool has_name(const char *comm, bool utf8, const struct process_match *match)
{
	char shown[ESCAPED_SIZE(SUBREAPER_COMM_LEN)];
	size_t i;

	escape_for_terminal(comm, strnlen(comm, SUBREAPER_COMM_LEN), utf8, shown);
	for (i = 0; i < match->nr_globs; i++) {
		if (!fnmatch(match->globs[i], shown, FNM_NOESCAPE))
			return true;
	}
	return false;
}

static bool is_one_of(const struct party *party, const struct process_match *match)
{
	size_t i;

	for (i = 0; i < match->nr_pids; i++) {
		if (party->tgid != match->pids[i] && party->tid != match->pids[i])
			continue;
		if (!match->ordinals[i] || party->ordinal == match->ordinals[i])
			return true;
	}
	if (!match->nr_globs || !party->comm[0])
		return false;
	return has_name(party->comm, true, match) || has_name(party->comm, false, match);
}

static bool names_one_of(const struct party *parties, size_t nr, const struct process_match *match)
{
	size_t i;

	for (i = 0; i < nr; i++) {
		if (is_one_of(&parties[i], match))
			return true;
	}
	return is_any(match);
}

/* The adopter is named last, by the events that have one. */
static bool has_adopter(const struct event *event, const struct party *parties, size_t nr,
			const struct process_match *match)
{
	if (is_any(match))
		return true;
	return (event->type == EVENT_REPARENT || event->type == EVENT_WALK) &&
	       is_one_of(&parties[nr - 1], match);
}

static bool is_among(uint64_t set, unsigned int number)
{
	return number < 64 && set >> number & 1;
}

static bool has_decision(const struct event *event, unsigned int decisions)
{
	if (!decisions)
		return true;
	if (event->type == EVENT_REPARENT)
		return is_among(decisions, event->reparent.decision);
	return event->type == EVENT_WALK && is_among(decisions, event->walk.decision);
}

static bool has_level(const struct event *event, uint64_t levels)
{
	if (!levels)
		return true;
	if (event->type == EVENT_REPARENT)
		return is_among(levels, event->reparent.level);
	if (event->type == EVENT_WALK)
		return is_among(levels, event->walk.level);
	return event->type == EVENT_PROCESS && is_among(levels, event->process.level);
}

/**
 * filter_is_in_time() - does an event lie in the time that is wanted?
 * @filter: what is wanted; its moments are anchored
 * @event: the event; a loss always does
 * @time: when it happened, on the clock of the moments, in ns
 *
 * Return: the answer
 */
bool filter_is_in_time(const struct filter *filter, const struct event *event, uint64_t time)
{
	if (EVENT_BIT(event->type) & EVENTS_MISSING)
		return true;
	return (!filter->since.kind || time >= filter->since.ns) &&
	       (!filter->until.kind || time <= filter->until.ns);
}

/**
 * filter_passes() - is an event wanted?
 * @filter: what is wanted; its moments are anchored
 * @time: when it happened, on the clock of the moments, in ns
 *
 * Losses always are, because it is unknown what was lost.
 *
 * Return: the answer
 */
bool filter_passes(const struct filter *filter, const struct event *event, uint64_t time)
{
	struct party parties[PARTIES_MAX];
	size_t nr;

	if (EVENT_BIT(event->type) & EVENTS_MISSING)
		return true;
	if (!filter_is_in_time(filter, event, time))
		return false;
	if (!has_decision(event, filter->decisions) || !has_level(event, filter->levels))
		return false;
	nr = find_parties(event, parties);
	return names_one_of(parties, nr, &filter->pids) &&
	       names_one_of(parties, nr, &filter->comms) &&
	       has_adopter(event, parties, nr, &filter->adopters);
}
