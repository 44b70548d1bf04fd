/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the kernel reported, wherever it was read from. The fields are named after those of the
 * trace events (tracing/subreaper_events.h). Pids are those of the initial pid namespace, a
 * *_start is a birth on CLOCK_BOOTTIME in ns; pid and start together are a process's identity.
 */
#ifndef MODEL_EVENT_H
#define MODEL_EVENT_H

#include <stdbool.h>
#include <stdint.h>

#include "../../tracing/vocabulary.h"

enum event_type {
	EVENT_REPARENT,
	EVENT_WALK,
	EVENT_MARK,
	EVENT_TASK,
	EVENT_LOST,
};

/* The types with fields, which are all before EVENT_LOST. */
#define EVENT_TYPES_RECORDED EVENT_LOST

struct reparent_event {
	uint64_t child_start;
	uint64_t father_start;
	uint64_t adopter_start;
	char child_comm[SUBREAPER_COMM_LEN];
	char father_comm[SUBREAPER_COMM_LEN];
	char adopter_comm[SUBREAPER_COMM_LEN];
	int32_t child;
	int32_t child_nspid;
	int32_t father_tid;
	int32_t father_tgid;
	int32_t adopter_tid;
	int32_t adopter_tgid;
	uint8_t level;
	uint8_t decision;
	uint8_t effects;
	uint8_t pdeath_signal;
};

struct walk_event {
	uint64_t father_start;
	uint64_t adopter_start;
	char father_comm[SUBREAPER_COMM_LEN];
	char adopter_comm[SUBREAPER_COMM_LEN];
	int32_t father_tid;
	int32_t father_tgid;
	int32_t adopter_tid;
	int32_t adopter_tgid;
	uint32_t children;
	uint32_t nr_steps;
	uint32_t kept_steps;
	uint8_t level;
	uint8_t has_flag;
	uint8_t decision;
	uint8_t truncated;
	/* SUBREAPER_STEP() words, @kept_steps of them; they belong to the trace. */
	uint32_t *steps;
};

struct mark_event {
	uint64_t start;
	uint64_t argument;
	char comm[SUBREAPER_COMM_LEN];
	int32_t tid;
	int32_t tgid;
	int32_t descendants;
	uint8_t old;
	uint8_t new;
};

struct task_event {
	uint64_t start;
	uint64_t parent_start;
	char comm[SUBREAPER_COMM_LEN];
	int32_t pid;
	int32_t nspid;
	int32_t parent_tid;
	int32_t parent_tgid;
	uint8_t level;
	uint8_t subreaper;
	uint8_t has_subreaper;
	uint8_t state;
};

struct lost_event {
	/* 0 when the kernel only knows that there were some. */
	uint64_t count;
};

/**
 * struct event - one record of a trace
 * @time: on the trace's clock, in ns
 * @cpu: where it was recorded
 * @type: which member of the union holds
 */
struct event {
	uint64_t time;
	uint32_t cpu;
	enum event_type type;
	union {
		struct reparent_event reparent;
		struct walk_event walk;
		struct mark_event mark;
		struct task_event task;
		struct lost_event lost;
	};
};

#endif /* MODEL_EVENT_H */
