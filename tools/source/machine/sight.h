/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_SIGHT_H
#define SOURCE_SIGHT_H

#include <stdbool.h>
#include <stdint.h>

#include "../../base/terminal/message.h"
#include "../debugfs/debugfs.h"

/**
 * struct sight - what the module did not see since it was loaded, by its own account
 * @known: whether it could be asked; the rest is 0 otherwise
 * @proven: was its hook seen to work?
 * @unproven: why not, in its words
 * @blind: are its probes switched off just now?
 * @blind_since: since when, on CLOCK_MONOTONIC in ns
 * @blind_why: why, in its words
 * @blind_time: how long they were, in ns
 * @missed: how many calls the probes have missed
 * @dropped: how many walks it could not follow
 *
 * An earlier module lacks some of these lines; their values are 0.
 */
struct sight {
	bool known;
	bool proven;
	bool blind;
	char unproven[INFO_VALUE_SIZE];
	char blind_why[INFO_VALUE_SIZE];
	uint64_t blind_since;
	uint64_t blind_time;
	uint64_t missed;
	uint64_t dropped;
};

/**
 * struct probe_switch - a switch of the kernel that stops all probes when it is 0
 * @name: what it is called
 * @mend: the command that turns it on; NULL for none
 */
struct probe_switch {
	const char *name;
	const char *mend;
};

#define PROBE_SWITCHES 3

/* The first stands for one that is not known. */
extern const struct probe_switch probe_switches[PROBE_SWITCHES];

void sight_read_from(FILE *info, struct sight *ret);
int sight_read(struct sight *ret, struct message *why);
unsigned int sight_find_switch(void);

#endif /* SOURCE_SIGHT_H */
