// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../../base/memory/array.h"
#include "tally.h"

/**
 * tally_deinit() - free what was counted
 */
void tally_deinit(struct tally *tally)
{
	size_t i;

	for (i = 0; i < tally->nr; i++)
		free(tally->adopters[i]);
	free(tally->adopters);
	idmap_deinit(&tally->by_pid);
}

static int create_adopter(struct tally *tally, uint8_t host, int32_t pid, unsigned int ordinal,
			  struct adopter **ret)
{
	struct adopter *adopter = calloc(1, sizeof(*adopter));

	if (!adopter)
		return -ENOMEM;
	adopter->host = host;
	adopter->pid = pid;
	adopter->ordinal = ordinal;
	if (array_reserve(&tally->adopters, &tally->capacity, tally->nr + 1, sizeof(adopter)) ||
	    idmap_set(&tally->by_pid, pid, host, adopter)) {
		free(adopter);
		return -ENOMEM;
	}
	tally->adopters[tally->nr++] = adopter;
	*ret = adopter;
	return 0;
}

/* A start that is not known may be that of the process in the list. */
static int find_adopter(struct tally *tally, const struct event *event, int32_t pid, uint64_t start,
			struct adopter **ret)
{
	struct adopter *found = idmap_get(&tally->by_pid, pid, event->host);
	uint32_t ordinal = event->ordinals[PARTY_OTHER];
	bool another = found && start && found->start && start != found->start;
	int err = 0;

	if (found && ordinal)
		another = ordinal != found->ordinal;
	if (!found || another)
		err = create_adopter(tally, event->host, pid,
				     ordinal ? ordinal
				     : found ? found->ordinal + 1
					     : 1,
				     &found);
	if (err)
		return err;
	if (start)
		found->start = start;
	*ret = found;
	return 0;
}

static unsigned int known(unsigned int decision)
{
	return decision < TALLY_DECISIONS ? decision : 0;
}

/* A thread's name may differ from its process's, and is better than none. */
static void learn_name(struct adopter *adopter, const char *comm, bool is_main)
{
	if (comm[0] && (is_main || !adopter->comm[0]))
		memcpy(adopter->comm, comm, sizeof(adopter->comm));
}

/* An adoption that is not certain counts for no adopter. */
static int add_doubtful(struct tally *tally, const struct event *event)
{
	tally->children[0]++;
	tally->inferred_children += event->inferred;
	return 0;
}

static bool is_of_latest_parent(const struct tally *tally, const struct event *event)
{
	return tally->parent_host == event->host &&
	       tally->parent_tid == event->reparent.parent_tid &&
	       tally->parent_start == event->reparent.parent_start;
}

static void set_latest_parent(struct tally *tally, uint8_t host, int32_t tid, uint64_t start)
{
	tally->parent_host = host;
	tally->parent_tid = tid;
	tally->parent_start = start;
}

/* A probe sees no walks, but all children of a parent one after the other. */
static void add_parent(struct tally *tally, const struct event *event)
{
	const struct reparent_event *reparent = &event->reparent;

	if (!reparent->probed || is_of_latest_parent(tally, event))
		return;
	set_latest_parent(tally, event->host, reparent->parent_tid, reparent->parent_start);
	tally->parents[known(reparent->decision)]++;
}

/* The walk counted this child among those without a reparent; now it has one.
 */
static bool is_counted(struct tally *tally, const struct event *event)
{
	if (!event->inferred || !tally->untold || !is_of_latest_parent(tally, event))
		return false;
	tally->untold--;
	tally->inferred_children++;
	return true;
}

static int add_reparent(struct tally *tally, const struct event *event)
{
	const struct reparent_event *reparent = &event->reparent;
	bool within = reparent->adopter_tgid == reparent->parent_tgid;
	struct adopter *adopter;
	int err = find_adopter(tally, event, reparent->adopter_tgid, reparent->adopter_start,
			       &adopter);
	size_t bit;

	if (err)
		return err;
	learn_name(adopter, reparent->adopter_comm,
		   reparent->adopter_tid == reparent->adopter_tgid);
	add_parent(tally, event);
	tally->children[known(reparent->decision)]++;
	tally->inferred_children += event->inferred;
	adopter->adopted += !within;
	adopter->decisions[known(reparent->decision)]++;
	for (bit = 0; bit < TALLY_EFFECTS; bit++)
		adopter->effects[bit] += reparent->effects >> bit & 1;
	return 0;
}

/* Children without a reparent are counted all the same. */
static int add_untold(struct tally *tally, const struct event *event)
{
	const struct walk_event *walk = &event->walk;
	uint32_t untold = walk->children - walk->children_told;
	struct adopter *adopter;
	int err;

	if (walk->children_told >= walk->children || !walk->adopter_tgid)
		return 0;
	err = find_adopter(tally, event, walk->adopter_tgid, walk->adopter_start, &adopter);
	if (err)
		return err;
	learn_name(adopter, walk->adopter_comm, walk->adopter_tid == walk->adopter_tgid);
	tally->children[known(walk->decision)] += untold;
	set_latest_parent(tally, event->host, walk->parent_tid, walk->parent_start);
	tally->untold = untold;
	adopter->adopted += untold;
	adopter->decisions[known(walk->decision)] += untold;
	return 0;
}

/* A decision without a look at an ancestor had no walk. */
static int add_walk(struct tally *tally, const struct event *event)
{
	const struct walk_event *walk = &event->walk;
	struct walk_lengths *lengths = &tally->walks;
	uint32_t steps = walk->nr_steps;

	tally->inferred_parents += event->inferred;
	tally->parents[walk->doubts ? 0 : known(walk->decision)]++;
	if (!steps)
		return add_untold(tally, event);
	if (!lengths->nr++ || steps < lengths->min)
		lengths->min = steps;
	if (steps > lengths->max)
		lengths->max = steps;
	lengths->sum += steps;
	lengths->by_length[steps <= TALLY_LENGTHS ? steps : TALLY_LENGTHS + 1]++;
	return add_untold(tally, event);
}

/**
 * tally_add() - count one more event
 * @tally: in what
 * @event: the event, of any type
 *
 * Return: 0 or -ENOMEM
 */
int tally_add(struct tally *tally, const struct event *event)
{
	if (event->type == EVENT_REPARENT && is_counted(tally, event))
		return 0;
	if (event->type == EVENT_REPARENT)
		return event->reparent.doubts ? add_doubtful(tally, event)
					      : add_reparent(tally, event);
	return event->type == EVENT_WALK ? add_walk(tally, event) : 0;
}

static int compare_adopters(const void *one, const void *other)
{
	const struct adopter *a = *(struct adopter * const *)one;
	const struct adopter *b = *(struct adopter * const *)other;

	if (a->adopted != b->adopted)
		return a->adopted < b->adopted ? 1 : -1;
	if (a->host != b->host)
		return a->host < b->host ? -1 : 1;
	if (a->pid != b->pid)
		return a->pid < b->pid ? -1 : 1;
	return a->ordinal < b->ordinal ? -1 : 1;
}

/**
 * tally_sort() - sort the adopters, those with most adoptions first
 */
void tally_sort(struct tally *tally)
{
	if (tally->nr)
		qsort(tally->adopters, tally->nr, sizeof(*tally->adopters), compare_adopters);
}

/**
 * walk_length_at() - a percentile of the lengths of walks
 * @lengths: of all walks
 * @percent: how large a part of them
 *
 * Return: the length that so many do not exceed; 0 without walks
 */
uint32_t walk_length_at(const struct walk_lengths *lengths, unsigned int percent)
{
	uint64_t wanted = (lengths->nr * percent + 99) / 100;
	uint64_t seen = 0;
	uint32_t length;

	for (length = 0; length <= TALLY_LENGTHS; length++) {
		seen += lengths->by_length[length];
		if (seen && seen >= wanted)
			return length;
	}
	return lengths->max;
}

/**
 * walks_up_to() - how many walks were no longer than so
 * @lengths: of all walks
 * @steps: TALLY_LENGTHS at most
 *
 * Return: how many
 */
uint64_t walks_up_to(const struct walk_lengths *lengths, uint32_t steps)
{
	uint64_t seen = 0;
	uint32_t length;

	for (length = 0; length <= steps; length++)
		seen += lengths->by_length[length];
	return seen;
}
