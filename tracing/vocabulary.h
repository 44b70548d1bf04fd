/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The words of child subreapers: what the kernel decides about an orphan, what it found on the
 * way, and what the move does to the orphan. Everything that names one of them, in the kernel or
 * in user space, is generated from these lists.
 *
 * Plain C without any header, so that the module, the command and scripts can read it alike.
 * Numbers are part of recorded traces: never renumber, only append.
 */
#ifndef SUBREAPER_VOCABULARY_H
#define SUBREAPER_VOCABULARY_H

/*
 * Every list takes a macro for one entry and a separator, so that the same list can make an
 * enum, a switch and a comma separated initialiser without a trailing comma.
 */
#define SUBREAPER_COMMA()	,
#define SUBREAPER_NO_SEPARATOR()

/*
 * Decision: which process adopts the children of a dying thread, and why.
 * X(NAME, number, "word", "sentence"), in the order in which the kernel tests the conditions.
 */
#define SUBREAPER_DECISIONS(X, SEP)							\
	X(SIBLING_THREAD, 1, "sibling_thread",						\
	  "another thread of the dying process is alive and takes its children") SEP()	\
	X(NO_FLAG, 2, "no_flag",							\
	  "no ancestor was a subreaper when the parent was born or since, "		\
	  "so the namespace init adopts") SEP()						\
	X(SUBREAPER, 3, "subreaper",							\
	  "the nearest subreaper with a live thread adopts") SEP()			\
	X(NS_BOUNDARY, 4, "ns_boundary",						\
	  "the walk reached the edge of the pid namespace, so the namespace init adopts") SEP() \
	X(REACHED_ROOT, 5, "reached_root",						\
	  "the walk found no live subreaper up to the root, "				\
	  "so the namespace init adopts") SEP()						\
	X(NS_INIT_HANDOVER, 6, "ns_init_handover",					\
	  "a thread of the namespace init exited and another of its threads takes over") SEP() \
	X(NS_DYING, 7, "ns_dying",							\
	  "the namespace init itself ended, so its namespace is killed and no process adopts")

/* Step verdict: what the walk found at one ancestor. X(NAME, number, "word", "sentence") */
#define SUBREAPER_VERDICTS(X, SEP)							\
	X(NOT_SUBREAPER, 1, "not_subreaper", "is no subreaper") SEP()		\
	X(SUBREAPER_DYING, 2, "subreaper_dying",					\
	  "is a subreaper, but all its threads are exiting") SEP()			\
	X(ADOPTS, 3, "adopts", "is a subreaper and alive") SEP()			\
	X(OTHER_NS_LEVEL, 4, "other_ns_level", "is at another pid namespace level") SEP() \
	X(ROOT, 5, "root", "is the root of all processes")

/* Effect on one child, a bit each. X(NAME, bit value, "word", "sentence") */
#define SUBREAPER_EFFECTS(X, SEP)							\
	X(ZOMBIE, 0x01, "zombie", "was a zombie already when it was adopted") SEP()	\
	X(AUTOREAPED, 0x02, "autoreaped",						\
	  "was released at once: its adopter ignores SIGCHLD or has set SA_NOCLDWAIT, or ends with "	\
	  "its namespace") SEP()								\
	X(PTRACED, 0x04, "ptraced", "stays with its tracer until that detaches") SEP()	\
	X(PDEATH, 0x08, "pdeath", "gets its parent-death signal") SEP()		\
	X(EXIT_SIGNAL_RESET, 0x10, "exit_signal_reset",					\
	  "will send SIGCHLD to its parent when it exits") SEP()			\
	X(PGRP_ORPHANED, 0x20, "pgrp_orphaned",						\
	  "is in a process group that became orphaned by the move") SEP()		\
	X(AUTOREAP, 0x40, "autoreap",							\
	  "was cloned with CLONE_AUTOREAP: its parent gets no signal and cannot wait for it")

/* How a process was released. X(NAME, number, "word", "sentence") */
#define SUBREAPER_RELEASES(X, SEP)							\
	X(WAITED, 1, "waited", "a thread waited for it") SEP()				\
	X(UNWAITED, 2, "unwaited", "the kernel released it, nothing waited for it")

/* What a process does with SIGCHLD. X(NAME, number, "word", "sentence") */
#define SUBREAPER_SIGCHLD(X, SEP)							\
	X(DEFAULT, 0, "default", "does not handle SIGCHLD; zombies stay until it waits") SEP() \
	X(HANDLED, 1, "handled", "handles SIGCHLD") SEP()				\
	X(IGNORED, 2, "ignored", "ignores SIGCHLD: its children are released as they exit") SEP() \
	X(NOCLDWAIT, 3, "nocldwait",							\
	  "has set SA_NOCLDWAIT: its children are released as they exit")

/*
 * Why decisions were not seen. X(NAME, number, "word", "sentence")
 */
#define SUBREAPER_GAPS(X, SEP)								\
	X(DISARMED, 1, "disarmed",							\
	  "kprobes were switched off: kernel.ftrace_enabled or debugfs kprobes/enabled is 0") SEP() \
	X(MISSED, 2, "missed", "a probe missed calls of the function it observes") SEP() \
	X(DROPPED, 3, "dropped",							\
	  "a subreaper flag changed during the walk, and the module could not follow it")

#define SUBREAPER_ENUMERATE_DECISION(name, number, word, sentence)	\
	SUBREAPER_DECISION_##name = number
#define SUBREAPER_ENUMERATE_VERDICT(name, number, word, sentence)	\
	SUBREAPER_VERDICT_##name = number
#define SUBREAPER_ENUMERATE_EFFECT(name, number, word, sentence)	\
	SUBREAPER_EFFECT_##name = number
#define SUBREAPER_ENUMERATE_RELEASE(name, number, word, sentence)	\
	SUBREAPER_RELEASE_##name = number
#define SUBREAPER_ENUMERATE_SIGCHLD(name, number, word, sentence)	\
	SUBREAPER_SIGCHLD_##name = number
#define SUBREAPER_ENUMERATE_GAP(name, number, word, sentence)		\
	SUBREAPER_GAP_##name = number

enum subreaper_decision {
	SUBREAPER_DECISIONS(SUBREAPER_ENUMERATE_DECISION, SUBREAPER_COMMA)
};

enum subreaper_verdict {
	SUBREAPER_VERDICTS(SUBREAPER_ENUMERATE_VERDICT, SUBREAPER_COMMA)
};

enum subreaper_effect {
	SUBREAPER_EFFECTS(SUBREAPER_ENUMERATE_EFFECT, SUBREAPER_COMMA)
};

enum subreaper_release {
	SUBREAPER_RELEASES(SUBREAPER_ENUMERATE_RELEASE, SUBREAPER_COMMA)
};

enum subreaper_gap {
	SUBREAPER_GAPS(SUBREAPER_ENUMERATE_GAP, SUBREAPER_COMMA)
};

enum subreaper_sigchld {
	SUBREAPER_SIGCHLD(SUBREAPER_ENUMERATE_SIGCHLD, SUBREAPER_COMMA)
};

/* { number, "word" }: an entry of a table from numbers to words. */
#define SUBREAPER_NUMBER_WORD(name, number, word, sentence) { number, word }

/* An entry of an array of words, or of sentences, that is indexed by number. */
#define SUBREAPER_WORD_AT(name, number, word, sentence)		[number] = word
#define SUBREAPER_SENTENCE_AT(name, number, word, sentence)	[number] = sentence

/*
 * One step of a walk, in one 32 bit word: the visited process and the verdict on it. A pid needs
 * 22 bits (PID_MAX_LIMIT is 4194304).
 */
#define SUBREAPER_STEP(pid, verdict)	((unsigned int)(pid) | (unsigned int)(verdict) << 24)
#define SUBREAPER_STEP_PID(step)	((int)((step) & 0xffffff))
#define SUBREAPER_STEP_VERDICT(step)	((step) >> 24)

/* Longer walks are recorded up to this many steps and say so. */
#define SUBREAPER_STEPS_MAX 128

/* At most this many children of one decision have a reparent event each. */
#define SUBREAPER_CHILDREN_MAX 4096

/* The place of a command name (TASK_COMM_LEN), its terminating zero included. */
#define SUBREAPER_COMM_LEN 16

#endif /* SUBREAPER_VOCABULARY_H */
