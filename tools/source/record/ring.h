/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_RING_H
#define SOURCE_RING_H

#include <stdbool.h>
#include <stdint.h>

#include "../../base/terminal/message.h"
#include "../../model/trace/event.h"

/* With less there would hardly be room for the state of all processes. */
#define RING_LEAST (1ULL << 20)

/**
 * struct ring_wish - what a ring on disk is to be
 * @directory: where its files are
 * @size: bytes that they may take in all, RING_LEAST at least
 * @held: EVENT_BIT() of the types that it is given
 * @no_commands: whether command lines of processes are not to be kept
 */
struct ring_wish {
	const char *directory;
	uint64_t size;
	unsigned int held;
	bool no_commands;
};

struct ring;

int ring_open(struct ring **ret, const struct ring_wish *wish, struct message *why);
int ring_add(struct ring *ring, const struct event *event);
int ring_tick(struct ring *ring, bool all, struct message *why);
int ring_close(struct ring *ring, struct message *why);

#endif /* SOURCE_RING_H */
