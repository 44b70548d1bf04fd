/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_PROBES_H
#define SOURCE_PROBES_H

#include <stdint.h>

#include "../../base/terminal/message.h"

#define PROBE_NAME_SIZE 96

/* True for a move; otherwise the kernel checks the dying thread itself. */
#define PROBE_FILTER "moved == 1"

/**
 * struct probe - a dynamic event of our own at kill_orphaned_pgrp()
 * @name: SYSTEM:NAME of the event; empty for none
 */
struct probe {
	char name[PROBE_NAME_SIZE];
};

void probe_advise(struct message *why);
void probe_remove_dead(void);
int probe_create(struct probe *ret, struct message *why);
uint64_t probe_missed(const struct probe *probe);
int probe_destroy(struct probe *probe);

#endif /* SOURCE_PROBES_H */
