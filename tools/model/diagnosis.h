/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_DIAGNOSIS_H
#define MODEL_DIAGNOSIS_H

#include "forest.h"

/* In the order in which they are told; what is only worth knowing is last. */
enum finding_kind {
	FINDING_UNREAPED,	/* @about has not waited for @count it adopted */
	FINDING_IGNORES,	/* @about is a subreaper and ignores SIGCHLD */
	FINDING_CAUGHT,		/* @about, of the orphan's own program, got it back */
	FINDING_INHERITED_MARK, /* @about was marked by another program, and adopts */
	FINDING_FLAG_LOST,	/* @count children of @about lack the flag that is theirs */
	FINDING_NS_EDGE,	/* @about entered a namespace; its orphans went to the init there */
	FINDING_PDEATH,		/* a thread of @about ended; its children got their signal */
	FINDING_DYING,		/* @about is a subreaper, and was passed by as it was dying */
	FINDING_IO_WORKER,	/* a thread of the kernel in @about adopted */
	FINDING_ARGUMENT,	/* @about was marked with another argument than 1 */
	FINDING_OWN_UNREAPED,	/* @about has not waited for @count of its own children */
	FINDING_OUTSIDE,	/* @about adopted from a pid namespace that it is outside of */
	FINDING_GETPPID,	/* @about adopted, and is not 1 to the orphans */
	FINDING_KINDS,
};

/**
 * struct finding - trouble of one kind with one process
 * @kind: what
 * @about: with whom
 * @example: another process in it, the first there was; or NULL
 * @parent: whose death led to it; or NULL
 * @count: how often, or how many processes
 * @time: when it was so first
 * @value: a signal, or an argument
 * @name: that a thread or a process had then; or ""
 */
struct finding {
	enum finding_kind kind;
	struct process *about;
	const struct process *example;
	const struct process *parent;
	size_t count;
	struct instant time;
	uint64_t value;
	char name[SUBREAPER_COMM_LEN];
};

/**
 * struct diagnosis - the trouble found in a trace, so far
 * @findings: all of it
 * @nr: how many
 * @capacity: how many there is room for
 * @index: those of a process, by its number and the kind
 * @walk_parent: whose death the latest walk was about
 * @walk_steps: how many ancestors it visited
 * @walk_end: the verdict on the last of them
 * @lost: was anything lost, so that what did not happen may have?
 *
 * It takes memory for processes, not for events. All zero has found nothing.
 */
struct diagnosis {
	struct finding **findings;
	size_t nr;
	size_t capacity;
	struct idmap index;
	int32_t walk_parent;
	uint32_t walk_steps;
	unsigned int walk_end;
	bool lost;
};

void diagnosis_deinit(struct diagnosis *diagnosis);
int diagnosis_add(struct diagnosis *diagnosis, const struct forest *forest,
		  const struct event *event);
int diagnosis_conclude(struct diagnosis *diagnosis, const struct forest *forest);

/* For diagnosis_*.c */

struct finding *diagnosis_find(struct diagnosis *diagnosis, enum finding_kind kind,
			       struct process *about, uint64_t time);
int diagnosis_count(struct diagnosis *diagnosis, enum finding_kind kind, struct process *about,
		    struct process *example, uint64_t time);
int diagnose_flag(struct diagnosis *diagnosis, struct process *process, uint64_t time);
int diagnose_forest(struct diagnosis *diagnosis, const struct forest *forest);
int diagnose_reparent(struct diagnosis *diagnosis, const struct forest *forest,
		      const struct event *event);

#endif /* MODEL_DIAGNOSIS_H */
