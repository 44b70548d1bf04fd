/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_FOREST_H
#define MODEL_FOREST_H

#include "../process/process.h"
#include "../trace/event.h"
#include "../process/profile.h"
#include "../process/threads.h"

/**
 * struct forest - the parents of all processes
 * @table: the processes
 * @threads: their threads
 * @profiles: what is known of them beside that
 * @now: time of the latest event
 * @events: how many events have been applied
 * @dumps: how many dumps of the state have begun
 * @dump_begin: number of the event that began the latest
 * @dump_pid: the last pid it listed
 * @lost_in_dump: whether it may have listed others: something was lost since it began, or the
 *	trace is left in its middle
 * @lost: whether anything was ever lost, or not seen by the module
 * @events_lost: whether events were
 * @lost_time: when that was seen last, on the trace's clock, in ns
 * @lost_event: how many events had been applied by then
 * @inferring: whether the event that is being applied is inferred
 * @retold: whether the latest reparent repeats what was inferred before
 * @gaps: how often the module did not see what happened
 * @heard: EVENT_BIT() of the types that have come
 * @exits_unknown: whether a thread has exited of which nothing was known before
 * @held: EVENT_BIT() of the types that the trace was made to hold; 0 if that is not known
 * @bare: what lists processes is /proc, which shows no flags and no adoptions
 *
 * All zero is an empty forest.
 */
struct forest {
	struct process_table table;
	struct threads threads;
	struct profiles profiles;
	uint64_t now;
	size_t events;
	unsigned int dumps;
	size_t dump_begin;
	int32_t dump_pid;
	bool lost_in_dump;
	bool lost;
	bool events_lost;
	uint64_t lost_time;
	size_t lost_event;
	bool inferring;
	bool retold;
	size_t gaps;
	unsigned int heard;
	unsigned int held;
	bool bare;
	bool exits_unknown;
};

void forest_deinit(struct forest *forest);
int forest_apply(struct forest *forest, const struct event *event);
void forest_break_off(struct forest *forest, const struct event *next);
void forest_learn_level(struct forest *forest, struct process *parent,
			const struct walk_event *walk);
void forest_number(struct forest *forest, struct event *event);
bool forest_holds(const struct forest *forest, enum event_type type);
bool forest_is_probed(const struct forest *forest);
bool forest_hears_marks(const struct forest *forest);
bool forest_is_unlisted(const struct forest *forest, const struct process *process);
void forest_settle_hop(struct hop *hop);
int forest_conclude(struct forest *forest);
int forest_conclude_of(struct forest *forest, const struct process_list *list);

/* What its own files share. */
int forest_meet(struct forest *forest, int32_t pid, uint64_t start, struct process **ret);
void forest_learn_namespace(struct forest *forest, struct process *process, int32_t nspid,
			    unsigned int level);
void forest_correct_parent(const struct forest *forest, struct process *process,
			   struct process *parent, int32_t tid);
int forest_list(struct forest *forest, const struct process_event *told);

#endif /* MODEL_FOREST_H */
