/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_JOB_H
#define SOURCE_JOB_H

#include <stdbool.h>

/**
 * struct job - what one process is to read of a trace.dat
 * @fd: the file, whose position nobody else uses meanwhile
 * @wanted: EVENT_BIT() of the types that are of interest; until the first event of the module, all
 *	are that processes can be known from
 * @part: which part of what the processors recorded, from 0
 * @parts: how many parts there are, at least 1
 * @cut: whether the file lacks its end
 */
struct job {
	int fd;
	unsigned int wanted;
	unsigned int part;
	unsigned int parts;
	bool cut;
};

#endif /* SOURCE_JOB_H */
