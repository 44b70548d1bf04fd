/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_PROCESS_H
#define MODEL_PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../../base/memory/arena.h"
#include "../../base/memory/runmap.h"
#include "../../../tracing/vocabulary.h"
#include "history.h"

/* The same processes are in two forests: with subreapers, as recorded, and without. */
enum world {
	WITH_SUBREAPERS,
	WITHOUT_SUBREAPERS,
};

#define WORLDS 2

/* Of the init of a pid namespace, as it is seen inside. */
#define INIT_PID 1

/**
 * struct instant - when something happened
 * @known: whether it did, as far as is known
 * @time: on the trace's clock, in ns
 */
struct instant {
	bool known;
	uint64_t time;
};

/**
 * struct flags - what the kernel keeps about subreapers in a process, beside whether it is one
 * @mark_known: was anything heard of whether it is marked?
 * @has_subreaper: would the kernel look for a subreaper above it?
 * @has_known: does that follow from what was heard?
 * @has_assumed: does it follow only if no pid namespace lies between?
 * @lost: did the kernel's answer contradict what follows from its rules?
 * @covered: when it was covered by the mark of an ancestor
 * @marked: when it was last marked
 * @argument: what it was last marked with
 * @marked_as: the name that it had then
 * @marked_execs: how many times it had called exec by then, in the trace
 */
struct flags {
	bool mark_known;
	bool has_subreaper;
	bool has_known;
	bool has_assumed;
	bool lost;
	struct instant covered;
	struct instant marked;
	uint64_t argument;
	char marked_as[SUBREAPER_COMM_LEN];
	unsigned int marked_execs;
};

/**
 * struct creator - which thread cloned a process, which need not be of its parent
 * @process: its process; NULL if unknown
 * @tid: the thread
 * @comm: its name then
 */
struct creator {
	struct process *process;
	int32_t tid;
	char comm[SUBREAPER_COMM_LEN];
};

/**
 * struct birth - how a process came to be
 * @at: when; unknown for what is older than the trace
 * @parent: its parent at birth; NULL if unknown
 * @parent_tid: which thread of that
 * @comm: name of the parent's thread then; "" if unknown
 * @creator: the process that cloned it
 * @by_fork: whether this is from sched_process_fork, which lacks the clone flags
 * @confirmed: whether an event has named the same parent since
 * @new_namespace: whether it was cloned as the init of a pid namespace
 * @clone_parent: whether it is its creator's sibling
 * @autoreap: whether it was cloned to be released as it exits, without a wait
 */
struct birth {
	struct instant at;
	struct process *parent;
	int32_t parent_tid;
	char comm[SUBREAPER_COMM_LEN];
	struct creator creator;
	bool by_fork;
	bool confirmed;
	bool new_namespace;
	bool clone_parent;
	bool autoreap;
};

/**
 * struct listing - what the latest dump holds of a process, beside what has a place of its own
 * @known: whether one listed it
 * @at: when, on the trace's clock, in ns
 * @cgroup: id of its cgroup in the unified hierarchy; 0 for none
 * @adopted_time: when it was last adopted, on CLOCK_MONOTONIC in ns
 * @adopted_number: in which decision
 * @adopted_by_start: birth of @adopted_by
 * @adopted_by: which process has adopted it, as far as the module saw that; 0 if it did not
 * @tracer: which process traces it; 0 for none
 * @pgrp: its process group
 * @session: its session
 * @threads_alive: how many of its threads have not exited
 * @exit_signal: what its parent is sent when it exits
 * @sigchld: a SUBREAPER_SIGCHLD_* number: what it does with SIGCHLD
 * @pdeath_signal: what it is sent when its parent exits; 0 for nothing
 * @adopted_decision: why it was adopted
 * @userspace: it is known to be no thread of the kernel, whatever its pid is
 */
struct listing {
	bool known;
	uint64_t at;
	uint64_t cgroup;
	uint64_t adopted_time;
	uint64_t adopted_number;
	uint64_t adopted_by_start;
	int32_t adopted_by;
	int32_t tracer;
	int32_t pgrp;
	int32_t session;
	uint32_t threads_alive;
	int32_t exit_signal;
	uint8_t sigchld;
	uint8_t pdeath_signal;
	uint8_t adopted_decision;
	bool userspace;
};

/**
 * struct reaping - how a process was released
 * @at: when; unknown without an event reap
 * @reaper: the process that did it; NULL if unknown
 * @reaper_tid: which thread of it
 * @reaper_comm: name of that thread
 * @release: a SUBREAPER_RELEASE_* number: whether that thread waited for it
 * @moved: whether it had another parent by then than the events before show
 */
struct reaping {
	struct instant at;
	struct process *reaper;
	int32_t reaper_tid;
	char reaper_comm[SUBREAPER_COMM_LEN];
	uint8_t release;
	bool moved;
};

/**
 * struct forgotten_children - what is kept of children that were forgotten, all of which are gone
 * @adopted: how many of them had been adopted
 * @vanished: how many of these without a wait
 */
struct forgotten_children {
	uint32_t adopted;
	uint32_t vanished;
};

/**
 * struct thread - a thread, other than the main thread of a process
 * @tid: in the initial pid namespace
 * @process: its process; NULL when it has ended
 * @next: next living thread of the same process, in the order in which they were first seen
 * @previous: the one before it; of the first the last
 * @tgid: pid of its process, also when it has ended
 * @was: the process that it was of when it ended; NULL before that
 */
struct thread {
	int32_t tid;
	struct process *process;
	struct thread *next;
	struct thread *previous;
	int32_t tgid;
	const struct process *was;
};

/**
 * struct process - one process, identified by (pid, start)
 * @pid: in the initial pid namespace
 * @ordinal: 2 for the second process with this pid, and so on
 * @serial: 1 for the first process of the table, and so on; those that are forgotten count
 * @start: birth on CLOCK_BOOTTIME in ns; 0 as long as it is unknown
 * @parent: the parent in each world; NULL when unknown, and above init. See process_set_parent().
 * @pass: number of the latest pass over the table that came by
 * @link: private to that pass
 * @last_seen: number of the latest event that spoke of it
 * @dump: number of the latest dump that listed it; 0 for none
 * @listed: when that was, on the trace's clock, in ns
 * @decision: why its last adopter adopted it; 0 when it was never orphaned
 * @effects: of that adoption
 * @hops: how often it was adopted
 * @alive: does it exist at the end? See process_revive().
 * @remains: is it in the list of processes that may still exist?
 * @kept: may others refer to it, as to a parent?
 * @shown: is it to be rendered?
 * @recorder: does it belong to the recording itself?
 * @subreaper: is it marked?
 * @adopter: did it adopt a process?
 * @escaped: has it left the tree that it was born into? See lineage.c.
 * @has_movers: did a descendant of it by birth get another parent? See lineage.c.
 * @proven: is it shown that its pid is that of a process? See process_may_be_thread().
 * @parent_told: has an event of the module named its parent?
 * @ended_child: is it among those of its parent's children that have ended?
 * @leader_ended: whether its main thread has ended
 * @ended_before: whether all of it had before the trace began
 * @sigchld_changed: did dumps differ in whether it ignores SIGCHLD?
 * @children_untold: did it leave more children than there are reparent events?
 * @children_unnamed: how many of these it is not known which they are
 * @level_known: was anything heard of its depth?
 * @level_inherited: is that only its creator's?
 * @state: letter of its state when it was last dumped; 0 if unknown
 * @ended: when its last thread ended
 * @exit_known: is its wait status known?
 * @exit_code: that status, as of wait(2)
 * @freed: when it was gone, having been waited for or reaped by the kernel itself
 * @emigrates: whether its children are born in another pid namespace, as record found at the end
 * @stranded_forks: whether that has ended, so that each fork fails
 * @watched: has the module seen all decisions since it was born?
 * @named: whether an event gave it that name; at birth it has its creator's name
 * @comm: the latest name of its main thread
 * @thread_of: the process that this was found to be a thread of; or NULL
 * @namesake: the process that had the pid before; or NULL
 * @parent_tid: which thread of the parent it is a child of, in the world as it is; 0 if unknown
 * @nr_threads: how many threads of it were ever seen, the main thread not counted
 * @threads_unmet: how many threads may live of which only a dump's count is known
 * @execs: how often it called exec, in the trace
 * @adoptions: how many children it was given by the death of other processes, in the trace
 * @first_child: its children that have not ended, in the world as it is
 * @first_ended: its children that have ended
 * @next_sibling: next one in the same list of the same parent
 * @previous_sibling: previous one
 * @forgotten: those of its children that were forgotten
 * @threads: its other threads that were seen and live; see threads.h
 * @nspid: its pid in its own namespace; 0 if unknown
 * @level: depth of that namespace
 * @stranded: the parent that left it to an init yet to be found, in the other world; or NULL
 * @moved_from: its last certain parent before a dump or its reap named another one; or NULL
 * @old_parent: its parent when it was first orphaned; NULL when that never happened
 * @old_parent_comm: that one's name when it died
 * @history: its changes of parent, also of the parent's thread alone
 * @birth: how it came to be
 * @flags: the rest of its flags
 * @listing: what the latest dump holds of it
 * @reaping: how it was released
 * @executed: when it last called exec, in the trace
 * @file: the file name that it called exec with; NULL if unknown; lent
 * @latest_hop: number of its latest change of parent in a scene, from 1 on; 0 for none
 * @place: of those that are shown, which it is; for scene.c
 * @next_init: the next init of a namespace in a list of namespace.c
 * @previous_init: the one before it
 *
 * What a pass over all processes looks at stands first, so that it is in few lines of the cache.
 */
struct process {
	int32_t pid;
	unsigned int ordinal;
	uint64_t start;
	struct process *parent[WORLDS];
	size_t pass;
	struct process *link;
	size_t last_seen;
	unsigned int dump;
	uint64_t listed;
	unsigned int decision;
	unsigned int effects;
	unsigned int hops;
	bool alive;
	bool remains;
	bool kept;
	bool shown;
	bool recorder;
	bool subreaper;
	bool adopter;
	bool escaped;
	bool has_movers;
	bool proven;
	bool parent_told;
	bool ended_child;
	bool leader_ended;
	bool ended_before;
	bool children_untold;
	bool sigchld_changed;
	bool watched;
	bool named;
	bool emigrates;
	bool stranded_forks;
	bool level_known;
	bool level_inherited;
	char state;
	struct instant ended;
	bool exit_known;
	int32_t exit_code;
	struct instant freed;
	char comm[SUBREAPER_COMM_LEN];
	struct process *thread_of;
	struct process *namesake;
	int32_t parent_tid;
	unsigned int nr_threads;
	unsigned int threads_unmet;
	unsigned int execs;
	uint32_t children_unnamed;
	size_t adoptions;
	struct process *first_child;
	struct process *first_ended;
	struct process *next_sibling;
	struct process *previous_sibling;
	struct forgotten_children forgotten;
	struct thread *threads;
	int32_t nspid;
	unsigned int level;
	struct process *stranded;
	struct process *moved_from;
	struct process *old_parent;
	char old_parent_comm[SUBREAPER_COMM_LEN];
	struct history history;
	struct birth birth;
	struct flags flags;
	struct listing listing;
	struct reaping reaping;
	struct instant executed;
	const char *file;
	size_t latest_hop;
	size_t place;
	struct process *next_init;
	struct process *previous_init;
	size_t serial;
};

/* More than a kernel nests: the inits of each depth have a list of their own. */
#define INIT_LISTS 64

/**
 * struct process_list - some of the processes of a table
 * @capacity: room in @all
 */
struct process_list {
	struct process **all;
	size_t nr;
	size_t capacity;
};

/**
 * struct process_table - all processes that a trace speaks of
 * @nr: how many there are at most
 * @met: in the order in which they were first seen, unless any are forgotten
 * @remaining: processes that may still exist, and perhaps some that are gone
 * @arena: where they and their histories lie
 * @by_pid: the latest one with a pid
 * @earlier: the others of a known start, by pid and start
 * @inits: the inits of namespaces by their depth, modulo INIT_LISTS
 * @created: how many processes it was ever given
 * @passes: how many passes were made over it
 * @nr_escaped: how many processes have the field escaped set
 * @forgets: whether a gone process is forgotten when its pid is used again, unless others refer to
 * it
 * @remembered: a pid: processes that have or had it are not forgotten, nor are their children
 * @forgotten: to be used again, linked by @link
 *
 * All zero is an empty table.
 */
struct process_table {
	size_t nr;
	struct process_list met;
	struct process_list remaining;
	struct arena arena;
	struct runmap by_pid;
	struct idmap earlier;
	struct process *inits[INIT_LISTS];
	size_t created;
	size_t passes;
	size_t nr_escaped;
	bool forgets;
	int32_t remembered;
	struct process *forgotten;
};

void process_table_deinit(struct process_table *table);
int process_table_make_room(struct process_table *table);
struct process *process_find(const struct process_table *table, int32_t pid, uint64_t start);
struct process *process_get(struct process_table *table, int32_t pid, uint64_t start);
struct process *process_latest(const struct process_table *table, int32_t pid);
struct process *process_born(struct process_table *table, int32_t pid);
void process_set_parent(struct process *process, struct process *parent, int32_t tid);
void process_end(struct process *process);
struct process *process_keep(struct process *process);
const struct process *process_next_child(const struct process *parent, const struct process *child);
int process_revive(struct process_table *table, struct process *process);
int process_go_on(struct process_table *table, struct process *process);
bool process_is_init(const struct process *process);
bool process_may_be_thread(const struct process *process);
void process_name(struct process *process, const char *comm);
bool process_leader_is_dead(const struct process *process);
unsigned int process_threads_left(const struct process *process);
bool process_is_zombie(const struct process *process);
bool process_is_dead(const struct process *process);
void process_learn_exit(struct process *process, int32_t code);

#endif /* MODEL_PROCESS_H */
