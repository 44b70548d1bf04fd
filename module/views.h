/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SUBREAPER_VIEWS_H
#define SUBREAPER_VIEWS_H

#include <linux/fs.h>

/**
 * struct view - a file in debugfs
 * @name: of the file
 * @fops: to open and read it
 */
struct view {
	const char *name;
	const struct file_operations *fops;
};

extern const struct view view_info;
extern const struct view view_reapers;
extern const struct view view_stats;
extern const struct view view_tasks;
extern const struct view view_walks;

int views_create(void);
void views_destroy(void);
int view_release(struct inode *inode, struct file *file);

#endif /* SUBREAPER_VIEWS_H */
