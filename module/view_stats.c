// SPDX-License-Identifier: GPL-2.0-only
/* stats: what was counted since the module was loaded, as "key value" lines. */
#include <linux/module.h>
#include <linux/seq_file.h>

#include "adopters.h"
#include "adoptions.h"
#include "reports.h"
#include "statistics.h"
#include "view_columns.h"
#include "views.h"

static void show_decisions(struct seq_file *m)
{
	unsigned int decision;

	for (decision = 1; decision < STATISTICS_DECISIONS; decision++)
		seq_printf(m, "%s%lu\n", decision_word(decision), statistics_read(decision));
}

static void show_lengths(struct seq_file *m)
{
	unsigned int bucket;

	for (bucket = 0; bucket < STATISTICS_LENGTHS; bucket++) {
		seq_printf(m, "walk_steps_%u", 1U << bucket);
		if (bucket == STATISTICS_LENGTHS - 1)
			seq_putc(m, '+');
		else if (bucket)
			seq_printf(m, "-%u", (2U << bucket) - 1);
		seq_printf(m, " %lu\n", statistics_read(STATISTIC_LENGTH + bucket));
	}
}

static int stats_show(struct seq_file *m, void *v)
{
	reports_settle();
	show_decisions(m);
	seq_printf(m, "reparented %lu\n", statistics_read(STATISTIC_REPARENTED));
	seq_printf(m, "walks_truncated %lu\n", statistics_read(STATISTIC_TRUNCATED));
	show_lengths(m);
	seq_printf(m, "marks %lu\n", statistics_read(STATISTIC_MARKS));
	seq_printf(m, "unmarks %lu\n", statistics_read(STATISTIC_UNMARKS));
	seq_printf(m, "adoptions_forgotten %lu\n", adoptions_forgotten());
	seq_printf(m, "adopters_forgotten %lu\n", adopters_forgotten());
	return 0;
}

DEFINE_SHOW_ATTRIBUTE(stats);

const struct view view_stats = { .name = "stats", .fops = &stats_fops };
