// SPDX-License-Identifier: GPL-2.0-only
/* info: what is loaded, and through which hooks it sees, as "key value" lines. */
#include <linux/seq_file.h>
#include <linux/utsname.h>

#include "backend.h"
#include "views.h"

static void *info_start(struct seq_file *m, loff_t *pos)
{
	return *pos ? NULL : SEQ_START_TOKEN;
}

static void *info_next(struct seq_file *m, void *v, loff_t *pos)
{
	++*pos;
	return NULL;
}

static void info_stop(struct seq_file *m, void *v)
{
}

static int info_show(struct seq_file *m, void *v)
{
	seq_puts(m, "version " SUBREAPER_TRACE_VERSION "\n");
	seq_printf(m, "kernel %s\n", init_utsname()->release);
	seq_printf(m, "backend %s\n", backend_current()->name);
	backend_current()->describe(m);
	return 0;
}

const struct seq_operations view_info_sops = {
	.start = info_start,
	.next = info_next,
	.stop = info_stop,
	.show = info_show,
};
