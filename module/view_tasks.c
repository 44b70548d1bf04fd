// SPDX-License-Identifier: GPL-2.0-only
/*
 * tasks: every process, its state, and what would become of its children if it died now.
 *
 * The position in the file is a pid (process_list.h), and RCU is held only while a page is
 * filled: a slow reader holds nothing, and a read resumes without going over the list again.
 */
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/seq_file.h>
#include <linux/slab.h>

#include "prediction.h"
#include "process_list.h"
#include "process_state.h"
#include "reports.h"
#include "view_columns.h"
#include "views.h"

/* About 100 lines in one RCU read section, which can share what they find of their ancestors. */
#define BUFFER_SIZE 16384

static const char header[] =
	"pid start ppid ptid nspid level state subreaper has_subreaper decision adopter adopter_tid "
	"steps comm threads_alive tracer pgrp session exit_signal exit_code sigchld pdeath_signal "
	"adopted_by adopted_by_start adopted_time adopted_decision adopted_number parent_start "
	"cgroup\n";

/* No earlier result may be used after it. */
static void leave_rcu_for_a_moment(struct predictor *predictor)
{
	rcu_read_unlock();
	cond_resched();
	rcu_read_lock();
	predictor_reset(predictor);
}

/* Return the process at or behind *pos, which moves there; NULL after the last. */
static struct task_struct *tasks_at(struct predictor *predictor, loff_t *pos)
{
	struct task_struct *task;
	pid_t nr = *pos;

	while ((task = process_list_at(&nr)) == ERR_PTR(-EAGAIN))
		leave_rcu_for_a_moment(predictor);
	*pos = nr;
	return task;
}

static void *tasks_start(struct seq_file *m, loff_t *pos) __acquires(RCU)
{
	rcu_read_lock();
	predictor_reset(m->private);
	return *pos ? tasks_at(m->private, pos) : SEQ_START_TOKEN;
}

static void *tasks_next(struct seq_file *m, void *v, loff_t *pos)
{
	if (predictor_is_worn(m->private))
		leave_rcu_for_a_moment(m->private);
	++*pos;
	return tasks_at(m->private, pos);
}

static void tasks_stop(struct seq_file *m, void *v) __releases(RCU)
{
	rcu_read_unlock();
}

static char *prediction_columns(char *to, struct predictor *predictor, struct task_struct *task)
{
	struct prediction prediction;
	unsigned int shown = 0;
	u32 next;

	predictor_predict(predictor, task, &prediction);
	if (!prediction.decision)
		return column_none(to, 4);
	to = column_decision(to, prediction.decision);
	to = prediction.adopter ? column_pair(to, prediction.adopter, prediction.adopter_tid)
				: column_none(to, 2);
	for (next = prediction.first; next != PREDICTED_LAST && shown < COLUMN_STEPS; shown++) {
		to = column_step(to, predictor->steps[next].step);
		next = predictor->steps[next].next;
	}
	return column_steps_end(to, shown, prediction.nr_steps);
}

static char *adoption_columns(char *to, const struct adoption *adoption)
{
	if (!adoption->adopter)
		return column_none(to, 5);
	to = column_number(to, adoption->adopter);
	to = column_number(to, adoption->adopter_start);
	to = column_number(to, adoption->time);
	to = column_decision(to, adoption->decision);
	return column_number(to, adoption->number);
}

static int tasks_show(struct seq_file *m, void *v)
{
	struct process_state state;
	char *to, *pid, *behind;

	if (v == SEQ_START_TOKEN) {
		seq_puts(m, header);
		return 0;
	}
	if (!process_state_fill(&state, v))
		return SEQ_SKIP;
	pid = line_begin(m);
	if (!pid)
		return 0;
	behind = column_number(pid, state.pid);
	to = column_number(behind, state.start);
	to = column_pair(to, state.parent_tgid, state.parent_tid);
	to = state.nspid == state.pid ? column_again(to, pid, behind)
				      : column_number(to, state.nspid);
	to = column_number(to, state.level);
	*to++ = state.letter;
	*to++ = ' ';
	to = column_number(to, state.subreaper);
	to = column_number(to, state.has_subreaper);
	to = prediction_columns(to, m->private, v);
	to = column_comm(to, state.comm);
	to = column_number(to, state.threads_alive);
	to = column_number(to, state.tracer_tgid);
	to = column_pair(to, state.pgrp, state.session);
	to = column_signed(to, state.exit_signal);
	to = state.dead ? column_number(to, state.exit_code) : column_none(to, 1);
	to = column_sigchld(to, state.sigchld);
	to = column_number(to, state.pdeath_signal);
	to = adoption_columns(to, &state.adoption);
	to = column_number(to, state.parent_start);
	to = column_number(to, state.cgroup);
	line_end(m, to);
	return 0;
}

static const struct seq_operations tasks_sops = {
	.start = tasks_start,
	.next = tasks_next,
	.stop = tasks_stop,
	.show = tasks_show,
};

static int tasks_open(struct inode *inode, struct file *file)
{
	struct predictor *predictor = kvzalloc(sizeof(*predictor), GFP_KERNEL);
	char *buffer = kvmalloc(BUFFER_SIZE, GFP_KERNEL);
	struct seq_file *m;
	int err = -ENOMEM;

	reports_settle();
	if (predictor && buffer)
		err = seq_open(file, &tasks_sops);
	if (err) {
		kvfree(buffer);
		kvfree(predictor);
		return err;
	}
	m = file->private_data;
	m->buf = buffer;
	m->size = BUFFER_SIZE;
	m->private = predictor;
	return 0;
}

static const struct file_operations tasks_fops = {
	.owner = THIS_MODULE,
	.open = tasks_open,
	.read = seq_read,
	.llseek = seq_lseek,
	.release = view_release,
};

const struct view view_tasks = { .name = "tasks", .fops = &tasks_fops };
