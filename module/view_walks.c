// SPDX-License-Identifier: GPL-2.0-only
/*
 * walks: the last decisions, also those that nobody recorded.
 *
 * The position in the file is the number of a decision, and nothing is held between reads. What a
 * slow reader has not come to when it is overwritten is missing from the numbers that it reads.
 */
#include <linux/seq_file.h>

#include "history.h"
#include "view_columns.h"
#include "views.h"

static void *walks_at(loff_t *pos)
{
	loff_t first = history_first();

	if (*pos < first)
		*pos = first;
	return *pos <= history_last() ? pos : NULL;
}

static void *walks_start(struct seq_file *m, loff_t *pos)
{
	return *pos ? walks_at(pos) : SEQ_START_TOKEN;
}

static void *walks_next(struct seq_file *m, void *v, loff_t *pos)
{
	++*pos;
	return walks_at(pos);
}

static void walks_stop(struct seq_file *m, void *v)
{
}

static void show_father(struct seq_file *m, const struct history_entry *entry)
{
	seq_printf(m, "%llu %llu %d %d %llu %u %u", entry->number, entry->time, entry->father,
		   entry->father_tid, entry->father_start, entry->level, entry->has_flag);
}

static void show_adopter(struct seq_file *m, const struct history_entry *entry)
{
	seq_printf(m, " %s", column_decision(entry->decision));
	if (entry->adopter)
		seq_printf(m, " %d %d %llu", entry->adopter, entry->adopter_tid,
			   entry->adopter_start);
	else
		seq_puts(m, " - - -");
}

static int walks_show(struct seq_file *m, void *v)
{
	struct history_entry entry;

	if (v == SEQ_START_TOKEN) {
		seq_puts(m, "number time father father_tid father_start level has_flag decision ");
		seq_puts(m, "adopter adopter_tid adopter_start children nr_steps steps ");
		seq_puts(m, "father_comm adopter_comm\n");
		return 0;
	}
	if (!history_copy(*(loff_t *)v, &entry))
		return SEQ_SKIP;
	show_father(m, &entry);
	show_adopter(m, &entry);
	seq_printf(m, " %u %u", entry.children, entry.nr_steps);
	column_steps(m, entry.steps, HISTORY_STEPS, entry.nr_steps);
	column_comm(m, entry.father_comm);
	if (entry.adopter)
		column_comm(m, entry.adopter_comm);
	else
		seq_puts(m, " -");
	seq_putc(m, '\n');
	return 0;
}

const struct seq_operations view_walks_sops = {
	.start = walks_start,
	.next = walks_next,
	.stop = walks_stop,
	.show = walks_show,
};
