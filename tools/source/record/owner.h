/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_OWNER_H
#define SOURCE_OWNER_H

#include <stdbool.h>
#include <stdint.h>

/* Room for an owner as text. */
#define OWNER_TEXT_SIZE 64

/**
 * struct owner - the maker of an instance, probe or file, in its name, so that leftovers of dead
 *	makers can be found
 * @pid: in its pid namespace
 * @start: its birth in clock ticks
 * @namespace: inode number of its pid namespace; 0 if unknown
 */
struct owner {
	int pid;
	uint64_t start;
	uint64_t namespace;
};

/* Before the dot and the owner in the name of a recorder's tracefs instance. */
#define RECORDER_PREFIX "subreaper-trace"

int owner_of_self(struct owner *ret);
void owner_to_text(const struct owner *owner, char *ret);
bool owner_from_text(const char *text, struct owner *ret);
bool owner_of_instance(const char *name, struct owner *ret);
bool owner_is_dead(const struct owner *owner);

#endif /* SOURCE_OWNER_H */
