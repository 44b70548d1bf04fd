// SPDX-License-Identifier: GPL-2.0-or-later
/* The module's file tasks in debugfs, or a copy of it. */
#include <errno.h>

#include "tasks.h"

#define OF_PROCESS(member, name, kind, leeway) \
	VIEW_COLUMN(struct task_row, task.process.member, name, kind, leeway)
#define NUMBER(member, name) OF_PROCESS(member, name, VIEW_NUMBER, 0)
/* Since 0.2.0; - if the module does not know it. */
#define LATER(member, name)  OF_PROCESS(member, name, VIEW_NUMBER, VIEW_OR_NONE | VIEW_OR_ABSENT)

const struct view_column task_columns[] = {
	NUMBER(pid, "pid"),
	NUMBER(start, "start"),
	NUMBER(parent_tgid, "ppid"),
	NUMBER(parent_tid, "ptid"),
	NUMBER(nspid, "nspid"),
	NUMBER(level, "level"),
	OF_PROCESS(state, "state", VIEW_LETTER, 0),
	OF_PROCESS(subreaper, "subreaper", VIEW_FLAG, 0),
	OF_PROCESS(has_subreaper, "has_subreaper", VIEW_FLAG, 0),
	VIEW_COLUMN_OF_WORDS(struct task_row, task.decision, "decision", decision_words,
			     VIEW_OR_NONE),
	VIEW_COLUMN(struct task_row, task.adopter, "adopter", VIEW_NUMBER, VIEW_OR_NONE),
	VIEW_COLUMN(struct task_row, task.adopter_tid, "adopter_tid", VIEW_NUMBER, VIEW_OR_NONE),
	VIEW_COLUMN(struct task_row, steps, "steps", VIEW_STEPS, VIEW_OR_NONE),
	OF_PROCESS(comm, "comm", VIEW_COMM, 0),
	LATER(threads_alive, "threads_alive"),
	LATER(tracer_tgid, "tracer"),
	LATER(pgrp, "pgrp"),
	LATER(session, "session"),
	OF_PROCESS(exit_signal, "exit_signal", VIEW_SIGNED, VIEW_OR_NONE | VIEW_OR_ABSENT),
	LATER(exit_code, "exit_code"),
	VIEW_COLUMN_OF_WORDS(struct task_row, task.process.sigchld, "sigchld", sigchld_words,
			     VIEW_OR_NONE | VIEW_OR_ABSENT),
	LATER(pdeath_signal, "pdeath_signal"),
	LATER(adopted_by, "adopted_by"),
	LATER(adopted_by_start, "adopted_by_start"),
	LATER(adopted_time, "adopted_time"),
	VIEW_COLUMN_OF_WORDS(struct task_row, task.process.adopted_decision, "adopted_decision",
			     decision_words, VIEW_OR_NONE | VIEW_OR_ABSENT),
	LATER(adopted_number, "adopted_number"),
	LATER(parent_start, "parent_start"),
	LATER(cgroup, "cgroup"),
	{ 0 },
};

/**
 * tasks_read() - read the file tasks, or a copy of it
 * @in: at its first line
 * @ret: filled in, to be freed with snapshot_deinit(); empty on error
 * @why: explains an error in words that can follow the file's name
 *
 * Return: 0, -EPROTO or -EINVAL for another kind of file, or a -errno of reading
 */
int tasks_read(FILE *in, struct snapshot *ret, struct message *why)
{
	struct task_row row;
	struct view view;
	int err;

	*ret = (struct snapshot){ 0 };
	err = view_begin(&view, in, task_columns);
	while (!err && (err = view_next(&view, &row, sizeof(row))) == 1)
		err = snapshot_append(ret, &row.task);
	view_end(&view);
	if (!err)
		return 0;
	snapshot_deinit(ret);
	return view_refuse(&view, err, "tasks", "a process", why);
}
