/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SUBREAPER_VIEWS_H
#define SUBREAPER_VIEWS_H

#include <linux/seq_file.h>

int views_create(void);
void views_destroy(void);

void *view_single_start(struct seq_file *m, loff_t *pos);
void *view_single_next(struct seq_file *m, void *v, loff_t *pos);
void view_single_stop(struct seq_file *m, void *v);

extern const struct seq_operations view_info_sops;
extern const struct seq_operations view_reapers_sops;
extern const struct seq_operations view_stats_sops;
extern const struct seq_operations view_tasks_sops;
extern const struct seq_operations view_walks_sops;

#endif /* SUBREAPER_VIEWS_H */
