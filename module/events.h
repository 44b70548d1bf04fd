/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SUBREAPER_EVENTS_PUBLISH_H
#define SUBREAPER_EVENTS_PUBLISH_H

#include <linux/types.h>

struct reaper_walk;
struct task_struct;

bool events_decision_wanted(void);
void events_publish_decision(const struct reaper_walk *walk);
void events_publish_mark(struct task_struct *task, unsigned long argument, int descendants);
void events_publish_task(struct task_struct *task);

#endif /* SUBREAPER_EVENTS_PUBLISH_H */
