/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the kernel reported, wherever it was read from. The fields are named after those of the
 * trace events (tracing/subreaper_events.h). Pids are those of the initial pid namespace, a
 * *_start is a birth on CLOCK_BOOTTIME in ns; pid and start together are a process's identity.
 */
#ifndef MODEL_EVENT_H
#define MODEL_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../../../tracing/vocabulary.h"

/* The thread of the kernel that is the parent of all others; on every machine. */
#define KTHREADD_PID 2

enum event_type {
	EVENT_REPARENT,
	EVENT_WALK,
	EVENT_MARK,
	EVENT_PROCESS,
	EVENT_REAP,
	EVENT_GAP,
	EVENT_BIRTH,
	EVENT_FORK,
	EVENT_EXEC,
	EVENT_EXIT,
	EVENT_FREE,
	EVENT_PRCTL,
	EVENT_MOVE, /* a source makes a reparent of it: see move.c */
	EVENT_NOTE,
	EVENT_RECORDER,
	EVENT_LOST,
	EVENT_CHILDREN,
	EVENT_READING,
	EVENT_PROFILE,
	/* What the four kinds of recorded lives mean for a process as a whole: see life.c. */
	EVENT_LIFE_BIRTH,
	EVENT_LIFE_EXEC,
	EVENT_LIFE_EXIT,
	EVENT_LIFE_FREE,
	EVENT_TYPES,
};

/* The types that a ring buffer holds, which are all before EVENT_RECORDER. */
#define EVENT_TYPES_RECORDED EVENT_RECORDER

#define EVENT_BIT(type) (1U << (type))

/* What the module publishes. */
#define EVENTS_SUBREAPER                                                             \
	(EVENT_BIT(EVENT_REPARENT) | EVENT_BIT(EVENT_WALK) | EVENT_BIT(EVENT_MARK) | \
	 EVENT_BIT(EVENT_PROCESS) | EVENT_BIT(EVENT_REAP) | EVENT_BIT(EVENT_GAP))
/* What is known of processes without it. */
#define EVENTS_LIVES                                                              \
	(EVENT_BIT(EVENT_BIRTH) | EVENT_BIT(EVENT_FORK) | EVENT_BIT(EVENT_EXEC) | \
	 EVENT_BIT(EVENT_EXIT) | EVENT_BIT(EVENT_FREE) | EVENT_BIT(EVENT_PRCTL))
/* What they mean for processes as a whole. */
#define EVENTS_LIFE                                                                              \
	(EVENT_BIT(EVENT_LIFE_BIRTH) | EVENT_BIT(EVENT_LIFE_EXEC) | EVENT_BIT(EVENT_LIFE_EXIT) | \
	 EVENT_BIT(EVENT_LIFE_FREE))
/* These events are always wanted. */
#define EVENTS_ALWAYS                                                                \
	(EVENT_BIT(EVENT_NOTE) | EVENT_BIT(EVENT_RECORDER) | EVENT_BIT(EVENT_LOST) | \
	 EVENT_BIT(EVENT_GAP))
/* What says that something is missing. */
#define EVENTS_MISSING (EVENT_BIT(EVENT_LOST) | EVENT_BIT(EVENT_GAP))

/* The decision of a reparent that a probe saw, if it is unknown; no number of the vocabulary. */
#define DECISION_UNTOLD 255

#define HOST_NAME_LEN 65
#define BOOT_ID_LEN   37

/* The most of one text that is kept of a process, in bytes; no path is longer. */
#define EVENT_TEXT_MAX 4096

/* A wait status is never this: the trace does not show how the process ended. */
#define EXIT_CODE_UNKNOWN (-1)

/* Any bytes, lent until the next event is read; none where @size is 0. */
struct event_text {
	const char *bytes;
	size_t size;
};

struct reparent_event {
	uint64_t child_start;
	uint64_t parent_start;
	uint64_t adopter_start;
	uint64_t number;
	char child_comm[SUBREAPER_COMM_LEN];
	char parent_comm[SUBREAPER_COMM_LEN];
	char adopter_comm[SUBREAPER_COMM_LEN];
	int32_t child;
	int32_t child_nspid;
	int32_t parent_tid;
	int32_t parent_tgid;
	int32_t adopter_tid;
	int32_t adopter_tgid;
	uint8_t level;
	uint8_t decision;
	uint8_t effects;
	uint8_t pdeath_signal;
	/* If inferred: the unknown facts that it depends on, an OR of enum walk_doubt. */
	uint8_t doubts;
	/* The same of whether that is the parent. */
	uint8_t parent_doubts;
	/* May the child be a thread? */
	uint8_t may_be_thread;
	/* Whether a probe saw it, without the module: then not all effects show. */
	uint8_t probed;
};

/* What a probe at kill_orphaned_pgrp() sees, just after the child has got its new parent. */
struct move_event {
	struct reparent_event reparent;
	uint32_t parent_level;
	uint32_t exit_state;
	uint32_t threads;
	uint32_t ptrace;
	uint8_t parent_has_subreaper;
	uint8_t adopter_is_subreaper;
	uint8_t adopter_is_init;
	uint8_t adopter_is_exiting;
};

struct walk_event {
	uint64_t parent_start;
	uint64_t adopter_start;
	uint64_t number;
	char parent_comm[SUBREAPER_COMM_LEN];
	char adopter_comm[SUBREAPER_COMM_LEN];
	int32_t parent_tid;
	int32_t parent_tgid;
	int32_t adopter_tid;
	int32_t adopter_tgid;
	int32_t parent_exit_code;
	uint32_t children;
	uint32_t children_told;
	uint32_t nr_steps;
	uint32_t kept_steps;
	uint8_t level;
	uint8_t has_flag;
	uint8_t decision;
	uint8_t truncated;
	/* As of a reparent. */
	uint8_t doubts;
	uint8_t parent_doubts;
	/* What the model expected, if that is another decision; 0 otherwise. */
	int32_t expected_adopter;
	uint8_t expected_decision;
	/* SUBREAPER_STEP() words, @kept_steps of them; lent until the next event is read. */
	const uint32_t *steps;
};

struct mark_event {
	uint64_t start;
	uint64_t argument;
	char comm[SUBREAPER_COMM_LEN];
	int32_t tid;
	int32_t tgid;
	int32_t descendants;
	/* As of a reparent, of what is marked. */
	uint8_t may_be_thread;
	uint8_t old;
	uint8_t new;
};

struct process_event {
	uint64_t start;
	uint64_t parent_start;
	uint64_t cgroup;
	uint64_t adopted_time;
	uint64_t adopted_number;
	uint64_t adopted_by_start;
	char comm[SUBREAPER_COMM_LEN];
	int32_t pid;
	int32_t nspid;
	int32_t parent_tid;
	int32_t parent_tgid;
	int32_t tracer_tgid;
	int32_t pgrp;
	int32_t session;
	int32_t adopted_by;
	uint32_t threads_alive;
	int32_t exit_code;
	int32_t exit_signal;
	uint8_t level;
	uint8_t subreaper;
	uint8_t has_subreaper;
	uint8_t sigchld;
	uint8_t pdeath_signal;
	uint8_t adopted_decision;
	uint8_t state;
	/* It is known to be no thread of the kernel, whatever its pid is. */
	bool userspace;
};

struct reap_event {
	uint64_t start;
	uint64_t parent_start;
	uint64_t reaper_start;
	char comm[SUBREAPER_COMM_LEN];
	char reaper_comm[SUBREAPER_COMM_LEN];
	int32_t pid;
	int32_t parent_tgid;
	int32_t reaper_tid;
	int32_t reaper_tgid;
	int32_t exit_code;
	uint8_t release;
};

/* On CLOCK_MONOTONIC, in ns; @until is 0 while it goes on, @count when it is not known. */
struct gap_event {
	uint64_t since;
	uint64_t until;
	uint64_t count;
	uint8_t gap;
};

/* From task_newtask, which holds the clone flags, or from sched_process_fork, which does not. */
struct birth_event {
	uint64_t flags;
	char comm[SUBREAPER_COMM_LEN];
	int32_t tid;
	int32_t parent_tid;
};

struct exec_event {
	char comm[SUBREAPER_COMM_LEN];
	int32_t tid;
	int32_t old_tid;
	/* As the call named it: it may be relative, or that of a script. */
	struct event_text filename;
};

/* Of sched_process_exit and sched_process_free. */
struct end_event {
	char comm[SUBREAPER_COMM_LEN];
	int32_t tid;
};

struct prctl_event {
	uint64_t option;
	uint64_t argument;
	int32_t tid;
};

/* What record writes into the trace: where and when it was made. */
struct note_event {
	char host[HOST_NAME_LEN];
	/* Of this boot of the machine, as /proc has it; "" if unknown. */
	char boot_id[BOOT_ID_LEN];
	/* CLOCK_REALTIME less the trace's clock, in ns */
	int64_t wall_offset;
	/* Whether record adds lines behind the trace when it ends. */
	bool adds;
};

/* What record writes of a process with children born in another pid namespace. */
struct children_event {
	int32_t pid;
	/* Whether no process was left in there. */
	bool ended;
};

/* What record writes of its reading of /proc, which it does when it begins and when it ends. */
struct reading_event {
	/* When, on the trace's clock, in ns. */
	uint64_t at;
	/* Whether it was not to keep command lines. */
	bool no_commands;
	/* Whether there was no room for all processes. */
	bool partial;
	/* Whether the rest of the lines cannot be read. */
	bool damaged;
};

/* What /proc showed of a process, between @at and shortly after. */
struct profile_event {
	uint64_t at;
	/* Birth in clock ticks of 10 ms. */
	uint64_t start;
	int32_t pid;
	/* The effective one; UID_UNKNOWN if it could not be read. */
	uint32_t uid;
	/* Why there is no @executable, as an errno; 0 if there is one. */
	int32_t executable_error;
	bool kernel_thread;
	bool zombie;
	/* Whether @command is only the first EVENT_TEXT_MAX bytes. */
	bool command_cut;
	/* Whether all else is as it was read before. */
	bool same;
	/* The name of @uid on the machine that recorded. */
	struct event_text user;
	struct event_text executable;
	/* Each argument ends with a zero. */
	struct event_text command;
	struct event_text cgroup;
};

#define UID_UNKNOWN UINT32_MAX

/* A process was born, called exec, exited, or is gone. */
struct life_event {
	uint64_t start;
	uint64_t parent_start;
	char comm[SUBREAPER_COMM_LEN];
	char parent_comm[SUBREAPER_COMM_LEN];
	/* Of an exec, as the call named it; NULL if unknown; lent as long as the forest lives. */
	const char *file;
	int32_t pid;
	/* Its parent by then; 0 if unknown. */
	int32_t parent_tgid;
	/* Of an exit a wait status; EXIT_CODE_UNKNOWN if the trace does not show it. */
	int32_t exit_code;
	/* As of a reparent. */
	uint8_t parent_doubts;
	uint8_t may_be_thread;
};

struct recorder_event {
	/* The process that made the recording, and its birth in clock ticks of 10 ms; or 0. */
	int32_t pid;
	uint64_t start;
	/* EVENT_BIT() of the types that the trace was made to hold; 0 if that is not known. */
	uint32_t held;
};

struct lost_event {
	/* 0 when the kernel only knows that there were some. */
	uint64_t count;
};

/* The processes that an event names. */
enum event_party {
	PARTY_ITSELF, /* of a reparent the child */
	PARTY_PARENT,
	PARTY_OTHER, /* the adopter, or the one that reaps */
	EVENT_PARTIES,
};

/**
 * struct event - one record of a trace
 * @time: on the trace's clock, in ns
 * @cpu: where it was recorded
 * @host: which of the traces that are read together it is from, from 0
 * @inferred: whether it follows from other events, instead of having been recorded
 * @type: which member of the union holds
 * @ordinals: of the processes that it names, in the order of enum event_party: 2 for the second
 *	with its pid, and so on; 0 if that is not known. See forest_number().
 */
struct event {
	uint64_t time;
	uint16_t cpu;
	uint8_t host;
	bool inferred;
	enum event_type type;
	uint32_t ordinals[EVENT_PARTIES];
	union {
		struct reparent_event reparent;
		struct move_event move;
		struct walk_event walk;
		struct mark_event mark;
		struct process_event process;
		struct reap_event reap;
		struct gap_event gap;
		struct birth_event birth;
		struct exec_event exec;
		struct end_event end;
		struct prctl_event prctl;
		struct note_event note;
		struct children_event children;
		struct recorder_event recorder;
		struct lost_event lost;
		struct reading_event reading;
		struct profile_event profile;
		struct life_event life;
	};
};

/**
 * event_has_time() - did it happen at a time of its own?
 *
 * Return: no for what is said of the trace as a whole
 */
static inline bool event_has_time(const struct event *event)
{
	return event->type != EVENT_RECORDER && event->type != EVENT_READING &&
	       event->type != EVENT_PROFILE;
}

/**
 * walk_has_line() - does a walk show what no reparent will?
 *
 * Return: whether no process adopts, or only some of the children have a reparent each
 */
static inline bool walk_has_line(const struct walk_event *walk)
{
	return !walk->adopter_tgid || walk->children_told < walk->children;
}

#endif /* MODEL_EVENT_H */
