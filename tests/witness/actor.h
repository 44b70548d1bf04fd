/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WITNESS_ACTOR_H
#define WITNESS_ACTOR_H

#include "cast.h"

/* How long a thread waits for another's turn: a machine that is busy otherwise may need long. */
#define ANSWER_SECONDS 60

/* The actor's turn: it is being born, or has something to do. The test's: it waits for a deed. */
enum turn { TURN_ACTOR, TURN_TEST };

/** struct slot - a thread, in memory that it shares with the test */
struct slot {
	_Atomic uint32_t turn;
	enum deed deed;
	long argument;
	long result;
	struct newborn newborn;
	struct numbers numbers;
};

void turn_give(struct slot *slot, enum turn turn);
bool turn_await(struct slot *slot, enum turn turn);

void actor_remember(struct slot *slots, int memory);
void actor_live(int slot) __attribute__((noreturn));
long actor_fork(int slot);

#endif /* WITNESS_ACTOR_H */
