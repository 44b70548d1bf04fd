/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CMD_UNSEEN_H
#define CMD_UNSEEN_H

#include "../../source/machine/sight.h"

/**
 * struct blindness - what switched the module's probes off when what was to be seen ended
 * @since: from when on, on CLOCK_MONOTONIC in ns; 0 if they were on
 * @off: which of probe_switches
 */
struct blindness {
	uint64_t since;
	unsigned int off;
};

bool unseen_tell(const struct sight *before, uint64_t begin, const struct blindness *blindness);

#endif /* CMD_UNSEEN_H */
