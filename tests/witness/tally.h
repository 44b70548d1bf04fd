/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WITNESS_TALLY_H
#define WITNESS_TALLY_H

#include <stdbool.h>
#include <stdint.h>

#include "../../tracing/vocabulary.h"

#define DECISIONS_END (SUBREAPER_DECISION_NS_DYING + 1)
#define EFFECTS_END   6

/**
 * struct tally - what was seen
 * @rounds: that were played
 * @processes: that were made
 * @threads: that were made in addition to their first ones
 * @orphans: processes that outlived their parent, each once
 * @dead: processes that had died, but not been reaped, when their parent did, each time
 * @walks: events, by decision
 * @moves: reparent events, by decision
 * @effects: reparent events, by the number of the effect's bit
 * @by_later_thread: reparents to a subreaper whose first thread has exited
 * @own_word: moves that the child's own getppid() was held against
 * @children_file: moves that the children file of the new parent was held against
 * @asked_again: answers of getppid() at the end of rounds, by all that were left
 * @marks: mark events
 * @wrong: witnesses and events that contradict what must be
 * @missing: moves, walks and marks that happened and have no event
 * @unseen: moves that the module says its hook is blind to
 * @plan: the deeds of all rounds, as one number; equal plans have equal ones
 */
struct tally {
	unsigned int rounds;
	unsigned int processes;
	unsigned int threads;
	unsigned int orphans;
	unsigned int dead;
	unsigned int walks[DECISIONS_END];
	unsigned int moves[DECISIONS_END];
	unsigned int effects[EFFECTS_END];
	unsigned int by_later_thread;
	unsigned int own_word;
	unsigned int children_file;
	unsigned int asked_again;
	unsigned int marks;
	unsigned int wrong;
	unsigned int missing;
	unsigned int unseen;
	uint64_t plan;
};

extern struct tally tally;

void tally_wrong(const char *format, ...) __attribute__((format(printf, 1, 2)));
void tally_missing(const char *format, ...) __attribute__((format(printf, 1, 2)));
void tally_plan(unsigned int deed, int subject, long argument);
unsigned int tally_moves(void);
void tally_print(void);

#endif /* WITNESS_TALLY_H */
