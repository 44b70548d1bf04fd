// SPDX-License-Identifier: GPL-2.0-only
/* info: what is loaded, and through which hooks it sees, as "key value" lines. */
#include <linux/module.h>
#include <linux/seq_file.h>
#include <linux/utsname.h>

#include "adopters.h"
#include "adoptions.h"
#include "history.h"
#include "hook.h"
#include "reports.h"
#include "views.h"

static void show_memory(struct seq_file *m)
{
	seq_printf(m, "history %u\n", history_size());
	seq_printf(m, "history_steps %u\n", HISTORY_STEPS);
	seq_printf(m, "history_bytes %zu\n", history_bytes());
	seq_printf(m, "adoptions %u\n", adoptions_size());
	seq_printf(m, "adoptions_kept %u\n", adoptions_kept());
	seq_printf(m, "adoptions_bytes %zu\n", adoptions_bytes());
	seq_printf(m, "adopters_bytes %zu\n", adopters_bytes());
}

static int info_show(struct seq_file *m, void *v)
{
	reports_settle();
	seq_puts(m, "version " SUBREAPER_TRACE_VERSION "\n");
	seq_printf(m, "kernel %s\n", init_utsname()->release);
	hooks_describe(m);
	seq_printf(m, "watching_since %llu\n", reports_opened());
	seq_puts(m, "pids those of the initial pid namespace\n");
	seq_puts(m, "nspid the pid in the process's own pid namespace\n");
	seq_puts(m, "walks_clock mono\n");
	show_memory(m);
	return 0;
}

DEFINE_SHOW_ATTRIBUTE(info);

const struct view view_info = { .name = "info", .fops = &info_fops };
