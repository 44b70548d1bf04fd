// SPDX-License-Identifier: GPL-2.0-only
#include <linux/rcupdate.h>
#include <linux/sched.h>

#include "events.h"
#include "process_list.h"
#include "state_dump.h"

#define TASKS_PER_READ_SECTION 64

/**
 * state_dump() - emit one subreaper:task for each process
 *
 * Goes by pids in batches, so that neither RCU nor the scheduler waits for a big machine.
 *
 * Context: process context; sleeps.
 */
void state_dump(void)
{
	struct task_struct *task;
	pid_t nr = 1;
	int batch;

	do {
		rcu_read_lock();
		for (batch = 0; batch < TASKS_PER_READ_SECTION; batch++) {
			task = process_list_at(&nr);
			if (!task)
				break;
			events_publish_task(task);
			nr++;
		}
		rcu_read_unlock();
		cond_resched();
	} while (task);
}
