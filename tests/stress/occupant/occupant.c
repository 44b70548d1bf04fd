// SPDX-License-Identifier: GPL-2.0-only
/* Has the name in debugfs that subreaper_trace wants for itself. */
#include <linux/debugfs.h>
#include <linux/err.h>
#include <linux/module.h>

static struct dentry *directory;

static int __init occupant_init(void)
{
	directory = debugfs_create_dir("subreaper", NULL);
	return PTR_ERR_OR_ZERO(directory);
}

static void __exit occupant_exit(void)
{
	debugfs_remove(directory);
}

module_init(occupant_init);
module_exit(occupant_exit);
MODULE_DESCRIPTION("Take a name in debugfs");
MODULE_LICENSE("GPL");
