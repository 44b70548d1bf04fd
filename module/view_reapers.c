// SPDX-License-Identifier: GPL-2.0-only
/*
 * reapers: every subreaper, and whoever else has adopted since load and lives.
 *
 * They are found and counted when a read begins at the start of the file; what was found belongs
 * to the open file, and goes with it.
 */
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/seq_file.h>

#include "reapers.h"
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

	if (v == SEQ_START_TOKEN) {
		seq_puts(m, "pid start subreaper descendants adopted unreaped comm\n");
		return 0;
	}
	seq_printf(m, "%d %llu %d %u", reaper->pid, reaper->start, reaper->subreaper,
		   reaper->descendants);
	if (reaper->adopted_is_sure)
		seq_printf(m, " %llu", reaper->adopted);
	else
		seq_puts(m, " -");
	if (reaper->unreaped_is_sure)
		seq_printf(m, " %u", reaper->unreaped);
	else
		seq_puts(m, " -");
	column_comm(m, reaper->comm);
	seq_putc(m, '\n');
	return 0;
}

const struct seq_operations view_reapers_sops = {
	.start = reapers_start,
	.next = reapers_next,
	.stop = reapers_stop,
	.show = reapers_show,
};
