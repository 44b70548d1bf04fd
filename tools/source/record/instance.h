/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_INSTANCE_H
#define SOURCE_INSTANCE_H

#include <stdbool.h>
#include <stdint.h>

#include "../../base/terminal/message.h"
#include "../../model/trace/event.h"
#include "../machine/mounts.h"

/* Room for what record notes in a trace. */
#define INSTANCE_NOTE_SIZE 256

/**
 * struct instance - a tracefs instance of this process's own
 * @name: holds the pid of its maker, so that one of a dead recorder can be found
 * @path: its directory; empty when there is none
 */
struct instance {
	char name[96];
	char path[MOUNT_PATH_SIZE];
};

int instance_create(struct instance *ret, struct message *why);
void instance_boot_id(char *ret);
struct note_event instance_origin(void);
void instance_spell_note(char *ret, bool adds);
int instance_buffer_kb(const struct instance *instance);
int instance_note(const char *path, bool adds);
int instance_write(const char *path, const char *text);
int instance_destroy(struct instance *instance);

#endif /* SOURCE_INSTANCE_H */
