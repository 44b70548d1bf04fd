/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_DIAGNOSIS_H
#define MODEL_DIAGNOSIS_H

#include "../forest/basis.h"
#include "../forest/forest.h"

/* In the order in which they are printed, among those of one level. */
enum finding_kind {
	FINDING_UNREAPED,	/* @about has not waited for @count of the @of that it adopted */
	FINDING_TRACER,		/* @about traces @count zombies, and has not waited for them */
	FINDING_NS_STUCK,	/* @about, a namespace's init, waits for @count others in there */
	FINDING_EXIT_SIGNAL,	/* @about gets no SIGCHLD for @count zombies */
	FINDING_STOPPED,	/* @about is stopped, and has @count zombies */
	FINDING_NS_GONE,	/* @about forks into a namespace of which the init has ended */
	FINDING_IGNORES,	/* @about adopts and ignores SIGCHLD */
	FINDING_STATUS_LOST,	/* @about ignores SIGCHLD, @count children were released unwaited */
	FINDING_CAUGHT,		/* @about got back the child of its child, which exited at once */
	FINDING_INHERITED_MARK, /* @about was marked by another program, and adopts */
	FINDING_FLAG_LOST,	/* @count children of @about lack the flag that is theirs */
	FINDING_NS_EDGE,	/* @about was outside; its orphans went to the init inside */
	FINDING_NS_KILLED,	/* @about, a namespace's init, ended, and @count others with it */
	FINDING_PDEATH,		/* a thread of @about ended; its children got their signal */
	FINDING_PDEATH_LATE,	/* @about asked for the signal when its parent had ended */
	FINDING_GROUP,		/* @about ended by SIGHUP, as its process group was orphaned */
	FINDING_DYING,		/* @about is a subreaper, and was passed by as it was dying */
	FINDING_OUTLIVED,	/* @count that @about had adopted outlived it */
	FINDING_IO_WORKER,	/* a thread of the kernel in @about adopted */
	FINDING_ARGUMENT,	/* @about was marked with another argument than 1 */
	FINDING_LEADER,		/* the main thread of @about has exited, others run on */
	FINDING_OWN_UNREAPED,	/* @about has not waited for @count of its own children */
	FINDING_SOME_UNREAPED,	/* the same, own or adopted before the trace */
	FINDING_CROWD,		/* @count orphans of one name, adopted by @about, are alive */
	FINDING_OUTSIDE,	/* @about adopted from a pid namespace that it is outside of */
	FINDING_GETPPID,	/* @about adopted, and is not 1 to the orphans */
	FINDING_KINDS,
};

/* A trouble is proved and needs action. A note is normal behaviour that is worth knowing. */
enum finding_level {
	LEVEL_TROUBLE,
	LEVEL_NOTE,
};

/* Problems that cannot be found, because the trace does not show them. */
enum limit {
	LIMIT_DAMAGED,
	LIMIT_MISSED,
	LIMIT_LOST,
	LIMIT_DECISIONS,
	LIMIT_PROBED,
	LIMIT_NO_MARKS,
	LIMIT_MARKED_BEFORE,
	LIMIT_ZOMBIES,
	LIMITS,
};

extern const struct word limit_words[];
/* By kind, and by level. */
extern const char * const finding_words[FINDING_KINDS];
extern const char * const level_words[];

/**
 * struct finding - something of one kind about one process
 * @level: how bad
 * @about: which process
 * @example: another process in it, the first there was; or NULL
 * @parent: the process that ended and led to it; or NULL
 * @other: another process that has to do with it; or NULL
 * @count: how often, or how many processes
 * @of: of how many
 * @early: how many of @count were so before the trace began
 * @time: when it was so first
 * @value: a signal, or an argument
 * @name: that a thread or a process had then; or ""
 */
struct finding {
	enum finding_kind kind;
	enum finding_level level;
	struct process *about;
	const struct process *example;
	const struct process *parent;
	const struct process *other;
	size_t count;
	size_t of;
	size_t early;
	struct instant time;
	uint64_t value;
	char name[SUBREAPER_COMM_LEN];
};

/**
 * struct diagnosis - the trouble found in a trace, so far
 * @findings: all of it
 * @capacity: how many there is room for
 * @index: those of a process, by its number and the kind
 * @walk_parent: the parent of the latest walk
 * @walk_steps: how many ancestors it visited
 * @walk_end: the verdict on the last of them
 * @lost: was anything lost? Then a missing event proves nothing.
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
bool diagnosis_has_trouble(const struct diagnosis *diagnosis);
size_t diagnosis_limits(const struct forest *forest, bool complete, enum limit *ret);
struct basis finding_basis(const struct finding *finding, const struct forest *forest);

/* For diagnosis_*.c */

struct finding *diagnosis_find(struct diagnosis *diagnosis, enum finding_kind kind,
			       struct process *about, uint64_t time);
int diagnosis_count(struct diagnosis *diagnosis, enum finding_kind kind, struct process *about,
		    struct process *example, uint64_t time);
int diagnose_flag(struct diagnosis *diagnosis, struct process *process, uint64_t time);
int diagnose_group(struct diagnosis *diagnosis, struct process *process);
int diagnose_forest(struct diagnosis *diagnosis, const struct forest *forest);
int diagnose_reparent(struct diagnosis *diagnosis, const struct forest *forest,
		      const struct event *event);

#endif /* MODEL_DIAGNOSIS_H */
