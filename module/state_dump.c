// SPDX-License-Identifier: GPL-2.0-only
#include <linux/sched.h>

#include "events.h"
#include "process_list.h"
#include "reports.h"
#include "state_dump.h"

static void publish(struct task_struct *task, void *unused)
{
	events_publish_process(task);
}

/**
 * state_dump() - emit one subreaper:process for each process
 *
 * Context: process context; sleeps.
 */
void state_dump(void)
{
	reports_settle();
	process_list_each(publish, NULL);
}
