// SPDX-License-Identifier: GPL-2.0-only
/*
 * reapers: every subreaper, and each other process that has adopted since load and lives.
 *
 * They are found and counted when a read begins at the start of the file; what was found belongs
 * to the open file, and goes with it.
 */
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/seq_file.h>

#include "reapers.h"
#include "reports.h"
#include "view_columns.h"
#include "views.h"

static void *reapers_at(struct seq_file *m, loff_t pos)
{
	struct reapers *reapers = m->private;

	return reapers && pos <= reapers->count ? &reapers->list[pos - 1] : NULL;
}

static void *reapers_start(struct seq_file *m, loff_t *pos)
{
	struct reapers *reapers;

	if (*pos)
		return reapers_at(m, *pos);
	reports_settle();
	reapers = reapers_find();
	if (IS_ERR(reapers))
		return reapers;
	kvfree(m->private);
	m->private = reapers;
	return SEQ_START_TOKEN;
}

static void *reapers_next(struct seq_file *m, void *v, loff_t *pos)
{
	++*pos;
	return reapers_at(m, *pos);
}

static void reapers_stop(struct seq_file *m, void *v)
{
}

static int reapers_show(struct seq_file *m, void *v)
{
	const struct reaper *reaper = v;
	char *to;

	if (v == SEQ_START_TOKEN) {
		seq_puts(m, "pid start subreaper descendants adopted unreaped comm\n");
		return 0;
	}
	to = line_begin(m);
	if (!to)
		return 0;
	to = column_number(to, reaper->pid);
	to = column_number(to, reaper->start);
	to = column_number(to, reaper->subreaper);
	to = column_number(to, reaper->descendants);
	to = reaper->adopted_is_sure ? column_number(to, reaper->adopted) : column_none(to, 1);
	to = reaper->unreaped_is_sure ? column_number(to, reaper->unreaped) : column_none(to, 1);
	to = column_comm(to, reaper->comm);
	line_end(m, to);
	return 0;
}

static const struct seq_operations reapers_sops = {
	.start = reapers_start,
	.next = reapers_next,
	.stop = reapers_stop,
	.show = reapers_show,
};

static int reapers_open(struct inode *inode, struct file *file)
{
	return seq_open(file, &reapers_sops);
}

static const struct file_operations reapers_fops = {
	.owner = THIS_MODULE,
	.open = reapers_open,
	.read = seq_read,
	.llseek = seq_lseek,
	.release = view_release,
};

const struct view view_reapers = { .name = "reapers", .fops = &reapers_fops };
