/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SUBREAPER_REPORTS_H
#define SUBREAPER_REPORTS_H

#include <linux/types.h>

struct reaper_walk;
struct task_struct;

void report_decision(struct reaper_walk *walk);
void report_walk(struct reaper_walk *walk, unsigned int vanished);
void report_reparent(struct task_struct *child, const struct reaper_walk *walk, int exit_state,
		     int exit_signal);
void report_mark(struct task_struct *task, unsigned long argument, bool was_marked,
		 int descendants);

#endif /* SUBREAPER_REPORTS_H */
