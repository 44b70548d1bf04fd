// SPDX-License-Identifier: GPL-2.0-only
/*
 * tasks: every process, with its flags and with what would become of its children if it died now.
 *
 * The position in the file is a pid (process_list.h), and RCU is held only while a page is
 * filled: a slow reader holds nothing, and a read resumes without going over the list again.
 *
 * Formats are for what is seldom shown: with 30,000 processes seq_printf() would be nearly all of
 * the time that a read takes.
 */
#include <linux/pid_namespace.h>
#include <linux/sched/signal.h>
#include <linux/seq_file.h>

#include "../tracing/subreaper_flags.h"
#include "process_list.h"
#include "reaper_walk.h"
#include "view_columns.h"
#include "views.h"

static void *tasks_start(struct seq_file *m, loff_t *pos) __acquires(RCU)
{
	pid_t nr = *pos;
	void *task;

	rcu_read_lock();
	if (!*pos)
		return SEQ_START_TOKEN;
	task = process_list_at(&nr);
	*pos = nr;
	return task;
}

static void *tasks_next(struct seq_file *m, void *v, loff_t *pos)
{
	pid_t nr = *pos + 1;
	void *task = process_list_at(&nr);

	*pos = nr;
	return task;
}

static void tasks_stop(struct seq_file *m, void *v) __releases(RCU)
{
	rcu_read_unlock();
}

static int predict(struct task_struct *task, struct reaper_walk *walk)
{
	int tries = REAPER_WALK_TRIES;
	int err;

	do {
		err = reaper_walk_predict(walk, task);
	} while (err == -EAGAIN && --tries);
	return err;
}

static void show_prediction(struct seq_file *m, struct task_struct *task)
{
	struct reaper_walk walk;

	if (predict(task, &walk)) {
		seq_puts(m, " - - - -");
		return;
	}
	column_word(m, ' ', column_decision(walk.decision));
	if (walk.adopter) {
		column_number(m, ' ', walk.adopter->tgid);
		column_number(m, ' ', walk.adopter->pid);
	} else {
		seq_puts(m, " - -");
	}
	column_steps(m, walk.steps, SUBREAPER_STEPS_MAX, walk.nr_steps);
}

static void show_process(struct seq_file *m, struct task_struct *task, struct pid *pid)
{
	struct task_struct *parent = rcu_dereference(task->real_parent);

	seq_put_decimal_ull(m, "", pid_nr(pid));
	seq_put_decimal_ull(m, " ", task->start_boottime);
	column_number(m, ' ', parent->tgid);
	column_number(m, ' ', parent->pid);
	column_number(m, ' ', pid->numbers[pid->level].nr);
	column_number(m, ' ', pid->level);
	seq_putc(m, ' ');
	seq_putc(m, task_state_to_char(task));
	column_number(m, ' ', subreaper_is_marked(task));
	column_number(m, ' ', subreaper_is_above(task));
}

static int tasks_show(struct seq_file *m, void *v)
{
	struct task_struct *task = v;
	struct pid *pid;

	if (v == SEQ_START_TOKEN) {
		seq_puts(m, "pid start ppid ptid nspid level state subreaper has_subreaper ");
		seq_puts(m, "decision adopter adopter_tid steps comm\n");
		return 0;
	}
	pid = READ_ONCE(task->thread_pid);
	if (!pid)
		return 0;
	show_process(m, task, pid);
	show_prediction(m, task);
	column_comm(m, task->comm);
	seq_putc(m, '\n');
	return 0;
}

const struct seq_operations view_tasks_sops = {
	.start = tasks_start,
	.next = tasks_next,
	.stop = tasks_stop,
	.show = tasks_show,
};
