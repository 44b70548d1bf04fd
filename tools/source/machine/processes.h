/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_PROCESSES_H
#define SOURCE_PROCESSES_H

#include "../../base/terminal/message.h"
#include "../../model/trace/snapshot.h"

int processes_read(struct snapshot *ret, struct message *why);
void processes_look(struct process_event *process);
void processes_limit(int32_t pid, int64_t *pids, int64_t *pids_max);

#endif /* SOURCE_PROCESSES_H */
