/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SUBREAPER_EVENTS_PUBLISH_H
#define SUBREAPER_EVENTS_PUBLISH_H

#include <linux/types.h>

struct child_effects;
struct reaper_walk;
struct task_struct;

bool events_reparent_wanted(void);
void events_publish_walk(const struct reaper_walk *walk, unsigned int children);
void events_publish_reparent(struct task_struct *child, const struct reaper_walk *walk,
			     const struct child_effects *effects);
void events_publish_mark(struct task_struct *task, unsigned long argument, bool was_marked,
			 int descendants);
void events_publish_process(struct task_struct *task);

#endif /* SUBREAPER_EVENTS_PUBLISH_H */
