/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_INSTANCE_H
#define SOURCE_INSTANCE_H

#include "../base/message.h"
#include "../model/event.h"
#include "mounts.h"

/**
 * struct instance - a tracefs instance of this process's own
 * @name: its name; carries who made it, so that a dead recorder's can be told
 * @path: its directory; empty when there is none
 */
struct instance {
	char name[96];
	char path[MOUNT_PATH_SIZE];
};

/* An instance is RECORDER_PREFIX.PID.START.NAMESPACE, START in clock ticks. */
#define RECORDER_PREFIX "subreaper-trace"

bool recorder_of_instance(const char *name, struct recorder_event *ret);
int instance_create(struct instance *ret, struct message *why);
int instance_destroy(struct instance *instance);

#endif /* SOURCE_INSTANCE_H */
