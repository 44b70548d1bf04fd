// SPDX-License-Identifier: GPL-2.0-only
/*
 * The debugfs directory. Its files are for everybody who may enter debugfs, and read-only, so
 * that they open under kernel lockdown too; what can be changed is a module parameter.
 */
#include <linux/debugfs.h>
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/module.h>

#include "reports.h"
#include "views.h"

static const struct {
	const char *name;
	const struct seq_operations *sops;
} views[] = {
	{ .name = "info", .sops = &view_info_sops },
	{ .name = "reapers", .sops = &view_reapers_sops },
	{ .name = "stats", .sops = &view_stats_sops },
	{ .name = "tasks", .sops = &view_tasks_sops },
	{ .name = "walks", .sops = &view_walks_sops },
};

static struct dentry *views_dir;

/**
 * view_single_start() - seq_file operation of a view that is shown in one go
 * @m: the open file
 * @pos: anything but 0 is behind the end
 *
 * Return: SEQ_START_TOKEN, or NULL at the end
 */
void *view_single_start(struct seq_file *m, loff_t *pos)
{
	return *pos ? NULL : SEQ_START_TOKEN;
}

/**
 * view_single_next() - come to the end of such a view
 * @m: the open file
 * @v: what was shown
 * @pos: moved on
 *
 * Return: NULL
 */
void *view_single_next(struct seq_file *m, void *v, loff_t *pos)
{
	++*pos;
	return NULL;
}

/**
 * view_single_stop() - nothing is held while such a view is read
 * @m: the open file
 * @v: unused
 */
void view_single_stop(struct seq_file *m, void *v)
{
}

static int view_open(struct inode *inode, struct file *file)
{
	reports_settle();
	return seq_open(file, inode->i_private);
}

/* What a view has in private is of kvmalloc(). */
static int view_release(struct inode *inode, struct file *file)
{
	struct seq_file *m = file->private_data;

	kvfree(m->private);
	return seq_release(inode, file);
}

static const struct file_operations view_fops = {
	.owner = THIS_MODULE,
	.open = view_open,
	.read = seq_read,
	.llseek = seq_lseek,
	.release = view_release,
};

/**
 * views_create() - create debugfs subreaper/ and the files in it
 *
 * A kernel without debugfs is no reason to refuse: the events work.
 *
 * Return: 0, or a negative errno with nothing left behind
 */
int views_create(void)
{
	struct dentry *file;
	unsigned int i;

	views_dir = debugfs_create_dir("subreaper", NULL);
	/* Not built in, or switched off by debugfs=off. */
	if (views_dir == ERR_PTR(-ENODEV) || views_dir == ERR_PTR(-EPERM))
		return 0;
	if (IS_ERR(views_dir))
		return PTR_ERR(views_dir);

	for (i = 0; i < ARRAY_SIZE(views); i++) {
		file = debugfs_create_file(views[i].name, 0444, views_dir, (void *)views[i].sops,
					   &view_fops);
		if (IS_ERR(file)) {
			debugfs_remove(views_dir);
			return PTR_ERR(file);
		}
	}
	return 0;
}

/**
 * views_destroy() - remove what views_create() made; waits for readers to leave the files
 */
void views_destroy(void)
{
	debugfs_remove(views_dir);
}
