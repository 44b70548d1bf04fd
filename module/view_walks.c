// SPDX-License-Identifier: GPL-2.0-only
/*
 * walks: the last decisions, also those that were not recorded.
 *
 * The position in the file is the number of a decision, and nothing is held between reads.
 * Decisions that are overwritten before a slow reader reaches them are missing in what it reads.
 */
#include <linux/build_bug.h>
#include <linux/module.h>
#include <linux/seq_file.h>

#include "history.h"
#include "reports.h"
#include "view_columns.h"
#include "views.h"

static const char header[] =
	"number time parent parent_tid parent_start level has_flag decision adopter adopter_tid "
	"adopter_start children nr_steps steps parent_comm adopter_comm parent_exit_code "
	"children_told\n";

static void *walks_at(loff_t *pos)
{
	loff_t first = history_first();

	if (*pos < first)
		*pos = first;
	return *pos <= history_last() ? pos : NULL;
}

static void *walks_start(struct seq_file *m, loff_t *pos)
{
	if (!*pos || *pos > history_last())
		reports_settle();
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

static char *adopter_columns(char *to, const struct history_entry *entry)
{
	if (!entry->adopter)
		return column_none(to, 3);
	to = column_number(to, entry->adopter);
	to = column_number(to, entry->adopter_tid);
	return column_number(to, entry->adopter_start);
}

static int walks_show(struct seq_file *m, void *v)
{
	struct history_entry entry;
	unsigned int i;
	char *to;

	BUILD_BUG_ON(COLUMN_STEPS != HISTORY_STEPS);
	if (v == SEQ_START_TOKEN) {
		seq_puts(m, header);
		return 0;
	}
	if (!history_copy(*(loff_t *)v, &entry))
		return SEQ_SKIP;
	to = line_begin(m);
	if (!to)
		return 0;
	to = column_number(to, entry.number);
	to = column_number(to, entry.time);
	to = column_number(to, entry.parent);
	to = column_number(to, entry.parent_tid);
	to = column_number(to, entry.parent_start);
	to = column_number(to, entry.level);
	to = column_number(to, entry.has_flag);
	to = column_decision(to, entry.decision);
	to = adopter_columns(to, &entry);
	to = column_number(to, entry.children);
	to = column_number(to, entry.nr_steps);
	for (i = 0; i < HISTORY_STEPS && i < entry.nr_steps; i++)
		to = column_step(to, entry.steps[i]);
	to = column_steps_end(to, i, entry.nr_steps);
	to = column_comm(to, entry.parent_comm);
	to = entry.adopter ? column_comm(to, entry.adopter_comm) : column_none(to, 1);
	to = column_number(to, entry.parent_exit_code);
	to = column_number(to, entry.children_told);
	line_end(m, to);
	return 0;
}

static const struct seq_operations walks_sops = {
	.start = walks_start,
	.next = walks_next,
	.stop = walks_stop,
	.show = walks_show,
};
DEFINE_SEQ_ATTRIBUTE(walks);

const struct view view_walks = { .name = "walks", .fops = &walks_fops };
