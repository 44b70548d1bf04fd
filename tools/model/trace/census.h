/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_CENSUS_H
#define MODEL_CENSUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../../../tracing/vocabulary.h"

/* More programs and units are counted together: any user can make them up. */
#define CENSUS_GROUPS	 200
#define CENSUS_UNIT_SIZE 128

/**
 * struct census_key - whose numbers are added up
 * @program: the name of the process
 * @unit: of systemd; empty without one, and for containers, because their number has no bound
 */
struct census_key {
	char program[SUBREAPER_COMM_LEN];
	char unit[CENSUS_UNIT_SIZE];
};

/**
 * struct census_group - the processes of one program in one unit
 * @rest: whether it stands for all that there was no room for
 * @adopters: how many of them have adopted, or are subreapers
 * @adopted: children that these have adopted
 * @adopted_unknown: whether that is not known of one of them
 * @unreaped: how many of these children ended and were not reaped
 * @unreaped_unknown: whether that is not known of one of them
 * @pids_max: the smallest limit of processes in their cgroups; 0 if it is unknown
 * @orphans: how many of them live and have been adopted
 */
struct census_group {
	struct census_key key;
	bool rest;
	uint64_t adopters;
	uint64_t adopted;
	bool adopted_unknown;
	uint64_t unreaped;
	bool unreaped_unknown;
	uint64_t pids_max;
	uint64_t orphans;
};

/**
 * struct census - a machine's adopters and orphans by program and unit
 *
 * All zero is none.
 */
struct census {
	struct census_group groups[CENSUS_GROUPS + 1];
	size_t nr;
};

struct census_key census_key_of(const char *comm, const char *unit, size_t size);
struct census_group *census_group(struct census *census, const struct census_key *key);

#endif /* MODEL_CENSUS_H */
