/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SUBREAPER_REPORTS_H
#define SUBREAPER_REPORTS_H

#include <linux/types.h>

struct reaper_walk;
struct seq_file;
struct task_struct;

unsigned long reports_lock(void);
void reports_unlock(unsigned long flags);
void report_begin(void);
void report_decision(struct reaper_walk *walk, struct task_struct *moved);
void report_doubtful(struct reaper_walk *walk);
void report_dropped(void);
void report_move(struct task_struct *child);
void report_move_told(struct task_struct *child, int exit_state, int exit_signal);
void report_mark(struct task_struct *task, unsigned long argument, bool was_marked,
		 int descendants);

void reports_open(void);
u64 reports_opened(void);
bool reports_seen(void);
void reports_settle(void);
u64 reports_dropped(void);
void reports_describe(struct seq_file *m);

#endif /* SUBREAPER_REPORTS_H */
