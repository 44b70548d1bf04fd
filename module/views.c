// SPDX-License-Identifier: GPL-2.0-only
/*
 * The debugfs directory. Its files show all processes of the machine, so they are for root alone
 * unless the parameter mode says otherwise. They are read-only, so that they open under kernel
 * lockdown too; settings are module parameters.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/debugfs.h>
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/seq_file.h>

#include "views.h"

static char *mode = "0400";
module_param(mode, charp, 0444);
MODULE_PARM_DESC(mode, "permissions of the debugfs files, octal, up to 0444 (default 0400)");

static const struct view * const views[] = {
	&view_info, &view_reapers, &view_stats, &view_tasks, &view_walks,
};

static struct dentry *views_dir;

static int create_files(umode_t permissions)
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
		file = debugfs_create_file(views[i]->name, permissions, views_dir, NULL,
					   views[i]->fops);
		if (IS_ERR(file)) {
			debugfs_remove(views_dir);
			return PTR_ERR(file);
		}
	}
	return 0;
}

/**
 * views_create() - create debugfs subreaper/ and the files in it
 *
 * Without debugfs the module loads, too: its events work.
 *
 * Return: 0, or a negative errno after one line in the log, with nothing left behind
 */
int views_create(void)
{
	unsigned int permissions;
	int err;

	if (kstrtouint(mode, 8, &permissions) || permissions & ~0444) {
		pr_err("mode=%s is invalid: it must be octal, and at most 0444\n", mode);
		return -EINVAL;
	}
	err = create_files(permissions);
	if (err)
		pr_err("cannot create debugfs subreaper/ (error %d)\n", err);
	return err;
}

/**
 * views_destroy() - remove what views_create() made; waits for readers to leave the files
 */
void views_destroy(void)
{
	debugfs_remove(views_dir);
}

/**
 * view_release() - release a seq_file with private data of kvmalloc()
 * @inode: of the file
 * @file: which is closed
 *
 * Return: 0
 */
int view_release(struct inode *inode, struct file *file)
{
	struct seq_file *m = file->private_data;

	kvfree(m->private);
	return seq_release(inode, file);
}
