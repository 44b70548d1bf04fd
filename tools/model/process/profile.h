/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Executable, command line, user and unit of processes, as /proc showed them at some time. After a
 * later exec the first two belong to another program.
 */
#ifndef MODEL_PROFILE_H
#define MODEL_PROFILE_H

#include "../../base/memory/arena.h"
#include "../../base/memory/idmap.h"
#include "../trace/event.h"
#include "process.h"

/* How many readings are distinguished; a recording has two. */
#define PROFILE_READINGS 8

/* Room for any command line as text, its terminating zero included. */
#define COMMAND_LINE_SIZE (4 * EVENT_TEXT_MAX + 4)

/**
 * struct profile - what was read of a process once
 * @told: what, with texts that the profiles own
 * @earlier: the reading before it of the same process, or NULL
 */
struct profile {
	struct profile_event told;
	struct profile *earlier;
};

/**
 * struct profiles - what was read of all processes
 * @by_identity: the latest struct profile by pid and birth
 * @files: file names that exec was called with, each once
 * @readings: when all processes were read
 * @nr_readings: how often
 * @no_commands: whether command lines were not to be kept
 * @partial: whether there was no room for all
 * @damaged: whether some of it cannot be understood
 * @arena: where all of it lies
 *
 * All zero knows nothing.
 */
struct profiles {
	struct idmap by_identity;
	struct idmap files;
	uint64_t readings[PROFILE_READINGS];
	size_t nr_readings;
	bool no_commands;
	bool partial;
	bool damaged;
	struct arena arena;
};

/* Why something is not known of a process. */
enum profile_gap {
	PROFILE_KNOWN,
	/* Nothing was read. */
	PROFILE_NOT_KEPT,
	PROFILE_DAMAGED,
	/* A pid alone does not identify a process. */
	PROFILE_NO_START,
	PROFILE_ENDED,
	PROFILE_PARTIAL,
	PROFILE_UNREAD,
};

/**
 * struct unit - the unit or container of a cgroup
 * @name: of the unit, or the id of the container; lent from the cgroup's path, not escaped
 * @size: of @name in bytes; 0 if the path names neither
 * @container: whether it is a container
 */
struct unit {
	const char *name;
	size_t size;
	bool container;
};

void profiles_deinit(struct profiles *profiles);
int profiles_learn(struct profiles *profiles, const struct event *event);
const char *profiles_file(struct profiles *profiles, const struct event_text *name);
const struct profile *profile_of(const struct profiles *profiles, const struct process_table *table,
				 const struct process *process, uint64_t until);
enum profile_gap profile_gap_of(const struct profiles *profiles, const struct process *process);
bool profile_is_outdated(const struct profile *profile, const struct process *process);
bool profile_has_name(const struct profile_event *told, const char *name);
struct unit unit_of(const struct event_text *cgroup);
size_t command_line(const struct event_text *command, char *ret);

#endif /* MODEL_PROFILE_H */
