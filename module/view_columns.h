/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SUBREAPER_VIEW_COLUMNS_H
#define SUBREAPER_VIEW_COLUMNS_H

#include <linux/sched.h>
#include <linux/types.h>

struct seq_file;

void column_number(struct seq_file *m, char before, unsigned int number);
void column_word(struct seq_file *m, char before, const char *word);
const char *column_decision(unsigned int decision);
void column_comm(struct seq_file *m, const char *task_comm);
void column_steps(struct seq_file *m, const u32 *steps, unsigned int kept, unsigned int nr_steps);

#endif /* SUBREAPER_VIEW_COLUMNS_H */
