/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SUBREAPER_EVENTS_PUBLISH_H
#define SUBREAPER_EVENTS_PUBLISH_H

#include <linux/types.h>

#include "../tracing/vocabulary.h"

struct child_effects;
struct reaper_walk;
struct task_struct;

bool events_reparent_wanted(void);
bool events_moves_wanted(void);
void events_publish_walk(const struct reaper_walk *walk, unsigned int children,
			 unsigned int children_told);
void events_publish_reparent(struct task_struct *child, const struct reaper_walk *walk,
			     const struct child_effects *effects);
void events_publish_mark(struct task_struct *task, unsigned long argument, bool was_marked,
			 int descendants);
void events_dump(void);
void events_publish_reap(struct task_struct *task, enum subreaper_release release);
void events_publish_gap(enum subreaper_gap gap, u64 since, u64 until, u64 count);

#endif /* SUBREAPER_EVENTS_PUBLISH_H */
