/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CMD_RING_H
#define CMD_RING_H

#include <stdbool.h>

#include "../../source/record/eventfilter.h"

/**
 * struct ring_order - what was asked for with --ring
 * @size: as the user gave it
 * @directory: where; NULL for RING_DIRECTORY
 * @filter: what the module's events must match
 * @lean: no births and exits
 * @reap: reaps as well
 * @no_commands: no command lines
 * @quiet: no word of what is done
 * @buffer_kb: ring buffer for each CPU, in KiB; 0 for the kernel's own choice
 * @seconds: how long; 0 until a signal comes
 */
struct ring_order {
	const char *size;
	const char *directory;
	const struct eventfilter *filter;
	bool lean;
	bool reap;
	bool no_commands;
	bool quiet;
	int buffer_kb;
	int seconds;
};

int ring_record(const struct ring_order *order);

#endif /* CMD_RING_H */
