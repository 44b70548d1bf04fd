/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How a statement about a process is known: recorded, inferred from something and perhaps under a
 * condition, or unknown for a reason. Text and machine formats take the words from here.
 */
#ifndef MODEL_BASIS_H
#define MODEL_BASIS_H

#include "evidence.h"
#include "../trace/words.h"

enum evidence {
	EVIDENCE_RECORDED,
	EVIDENCE_INFERRED,
	EVIDENCE_UNKNOWN,
};

/* From what something is inferred. */
enum ground {
	GROUND_NONE,
	GROUND_LIVES,
	GROUND_WALK,
	GROUND_FLAGS,
	GROUND_SIGCHLD,
	GROUND_NO_EXIT,
	GROUND_NO_RELEASE,
	GROUND_UNLISTED,
	GROUND_LISTED,
	GROUND_REAPED,
	GROUND_RULES,
	GROUND_TIMES,
	GROUND_NAME,
	GROUND_FIRST_CHILD,
};

/* The condition under which it is wrong. */
enum doubt {
	DOUBT_NONE,
	DOUBT_LOST,
	DOUBT_MISSED,
	DOUBT_NO_MARKS,
	DOUBT_MARKED_BEFORE,
	DOUBT_ANCESTORS,
	DOUBT_THREADS,
	DOUBT_INIT,
	DOUBT_NAMESPACE,
	DOUBT_BIRTH,
	DOUBT_NUMBER,
	DOUBT_MOVED,
};

/* Why something is not known. */
enum why {
	WHY_NONE,
	WHY_BEFORE,
	WHY_LOST,
	WHY_MISSED,
	WHY_NOT_HELD,
	WHY_NO_EXITS,
	WHY_NO_EVENT,
	WHY_ENDS,
	WHY_DAMAGED,
	WHY_UNTOLD,
	WHY_NO_MODULE,
	WHY_NO_MARKS,
	WHY_NO_REAPS,
	WHY_NO_INIT,
	WHY_THREAD,
	WHY_NO_REPARENTS,
	WHY_BIRTH,
	WHY_NUMBER,
};

/**
 * struct basis - what a statement rests on
 * @evidence: how sure it is
 * @ground: of what is inferred: from what
 * @doubt: of what is inferred: unless what
 * @why: of what is unknown: why
 */
struct basis {
	enum evidence evidence;
	enum ground ground;
	enum doubt doubt;
	enum why why;
};

extern const struct word evidence_words[];
extern const struct word ground_words[];
extern const struct word doubt_words[];
extern const struct word why_words[];

extern const struct word being_words[];
extern const struct word origin_words[];
extern const struct word holdup_words[];

enum why why_no_hop(const struct forest *forest);
enum why why_not_told_gone(const struct forest *forest, const struct process *process);
struct basis basis_of_move(const struct process *process);
struct basis basis_of_origin(const struct forest *forest, const struct process *process);
struct basis basis_of_mark(const struct forest *forest, const struct process *process);
struct basis basis_of_has(const struct forest *forest, const struct process *process);
struct basis basis_of_orphaning(const struct forest *forest, const struct process *process);
struct basis basis_of_way_out(const struct process *process);
enum doubt basis_doubt(const struct forest *forest, unsigned int doubts);
const char *doubt_sentence(const struct forest *forest, unsigned int doubts);
struct basis basis_of_being(const struct forest *forest, const struct process *process);
struct basis basis_of_hop(const struct forest *forest, const struct hop *hop);

#endif /* MODEL_BASIS_H */
