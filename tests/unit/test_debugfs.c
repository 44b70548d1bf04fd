// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdio.h>

#include "../../tools/source/debugfs/debugfs.h"
#include "../../tools/source/debugfs/tasks.h"
#include "../../tools/source/debugfs/walks.h"
#include "tap.h"

#define HEAD                                                             \
	"pid start ppid ptid nspid level state subreaper has_subreaper " \
	"decision adopter adopter_tid steps comm"

static int read_tasks(const char *text, struct snapshot *ret, struct message *why)
{
	FILE *in = fmemopen((char *)text, strlen(text), "r");
	int err = in ? tasks_read(in, ret, why) : -errno;

	if (in)
		fclose(in);
	return err;
}

static void test_tasks(void)
{
	struct snapshot snapshot;
	struct message why;

	check(!read_tasks(HEAD "\n"
			       "1 5 0 0 1 0 S 0 0 ns_dying - - - init\n"
			       "7 9 1 1 2 1 Z 1 1 subreaper 1 1 6:adopts \\033[0m\\040x\n",
			  &snapshot, &why),
	      "tasks: are read");
	check(snapshot.nr == 2, "tasks: two processes");
	check(snapshot.tasks[0].adopter == 0, "tasks: nobody adopts");
	check(snapshot.tasks[1].decision == SUBREAPER_DECISION_SUBREAPER, "tasks: a decision");
	check(snapshot.tasks[1].process.subreaper && snapshot.tasks[1].process.level == 1,
	      "tasks: flags, level");
	check_text(snapshot.tasks[1].process.comm, "\033[0m x", "tasks: a hostile name");
	check(snapshot_find(&snapshot, 7) == &snapshot.tasks[1], "tasks: found by pid");
	check(!snapshot_find(&snapshot, 2), "tasks: not found");
	snapshot_deinit(&snapshot);
}

static void test_later_columns(void)
{
	struct snapshot snapshot;
	struct message why;

	check(!read_tasks("extra " HEAD " more\n"
			  "x 1 5 0 0 1 0 S 0 0 - - - - init y\n",
			  &snapshot, &why),
	      "tasks: columns of a later module do no harm");
	check_text(snapshot.nr ? snapshot.tasks[0].process.comm : NULL, "init",
		   "tasks: by column name");
	snapshot_deinit(&snapshot);
}

static void check_refused(const char *text, int err, const char *wanted, const char *name)
{
	struct snapshot snapshot;
	struct message why = { .text = "" };

	check(read_tasks(text, &snapshot, &why) == err && !snapshot.nr, name);
	check_text(why.text, wanted, "tasks: ... and says why");
}

static void test_refusals(void)
{
	static const char no_head[] = "it does not begin like a copy of subreaper/tasks";
	static const char no_task[] = "line 2 does not describe a process";

	check_refused("hello\n", -EPROTO, no_head, "tasks: another file is refused");
	check_refused("pid comm\n", -EPROTO, no_head, "tasks: a missing column is refused");
	check_refused(HEAD "\n1 2\n", -EINVAL, no_task, "tasks: a short line is refused");
	check_refused(HEAD "\n1 5 0 0 1 0 S 0 0 - - - - init x\n", -EINVAL, no_task,
		      "tasks: a long line is refused");
	check_refused(HEAD "\n1 5 0 0 1 0 S 2 0 - - - - init\n", -EINVAL, no_task,
		      "tasks: a flag that is none is refused");
	check_refused(HEAD "\n0 5 0 0 1 0 S 0 0 - - - - init\n", -EINVAL, no_task,
		      "tasks: pid 0 is refused");
	check_refused(HEAD "\n1 5x 0 0 1 0 S 0 0 - - - - init\n", -EINVAL, no_task,
		      "tasks: a number with something behind it is refused");
	check_refused(HEAD "\n1 5 - 0 1 0 S 0 0 - - - - init\n", -EINVAL, no_task,
		      "tasks: a missing parent is refused");
	check_refused(HEAD "\n1 5 0 0 1 0 S 0 0 - - - 7 init\n", -EINVAL, no_task,
		      "tasks: a step without a verdict is refused");
	check_refused(HEAD "\n1 5 0 0 1 0 S 0 0 Subreaper - - - init\n", -EINVAL, no_task,
		      "tasks: a decision that is no word is refused");
	check_refused(HEAD "\n4294967297 5 0 0 1 0 S 0 0 - - - - init\n", -EINVAL, no_task,
		      "tasks: a pid that is too large is refused");
}

#define LATER_HEAD                                                                      \
	HEAD " threads_alive tracer pgrp session exit_signal exit_code sigchld "        \
	     "pdeath_signal adopted_by adopted_by_start adopted_time adopted_decision " \
	     "adopted_number"

static void test_row(void)
{
	static char text[] = LATER_HEAD
		"\n1 5 0 0 1 0 S 0 0 ns_dying - - - init 1 0 0 0 0 - handled - - - - - -\n"
		"7 9 1 1 2 1 Z 1 1 subreaper 1 1 6:not_subreaper,5:adopts,+3 x 0 5 7 6 -1 139 "
		"nocldwait 9 1 5 77 subreaper 12\n";
	FILE *in = fmemopen(text, strlen(text), "r");
	struct task_row row;
	struct view view;

	check(in && !view_begin(&view, in, task_columns) &&
		      view_next(&view, &row, sizeof(row)) == 1 && row.task.process.pid == 1 &&
		      row.task.process.threads_alive == 1 && !row.task.process.adopted_by &&
		      row.task.process.sigchld == SUBREAPER_SIGCHLD_HANDLED,
	      "tasks: what a dump tells too");
	check(view_next(&view, &row, sizeof(row)) == 1 && row.steps.nr == 2 &&
		      row.steps.more == 3 &&
		      row.steps.words[1] == SUBREAPER_STEP(5, SUBREAPER_VERDICT_ADOPTS),
	      "tasks: steps, and how many more");
	check(row.task.process.exit_signal == -1 && row.task.process.exit_code == 139 &&
		      row.task.process.adopted_by == 1 &&
		      row.task.process.adopted_decision == SUBREAPER_DECISION_SUBREAPER &&
		      row.task.process.adopted_number == 12 && row.task.process.tracer_tgid == 5,
	      "tasks: an adoption");
	check(!view_next(&view, &row, sizeof(row)), "tasks: the end");
	view_end(&view);
	if (in)
		fclose(in);
}

static int read_walk(const char *line, struct walk_row *ret)
{
	static const char head[] =
		"number time parent parent_tid parent_start level has_flag decision adopter "
		"adopter_tid adopter_start children nr_steps steps parent_comm adopter_comm "
		"parent_exit_code children_told\n";
	char text[sizeof(head) + 200];
	struct view view;
	FILE *in;
	int status;

	snprintf(text, sizeof(text), "%s%s\n", head, line);
	in = fmemopen(text, strlen(text), "r");
	status = in ? view_begin(&view, in, walk_columns) : -errno;
	if (!status)
		status = view_next(&view, ret, sizeof(*ret));
	if (status == 1)
		walk_row_finish(ret);
	view_end(&view);
	if (in)
		fclose(in);
	return status;
}

static void test_walks(void)
{
	struct walk_row row;

	check(read_walk("9 77 5 6 50 0 1 subreaper 3 4 30 2 1 3:adopts sh tini 256 2", &row) == 1 &&
		      row.event.time == 77 && row.event.walk.number == 9 &&
		      row.event.walk.parent_tid == 6 && row.event.walk.adopter_tid == 4 &&
		      row.event.walk.kept_steps == 1 && row.event.walk.parent_exit_code == 256 &&
		      row.event.walk.children_told == 2,
	      "walks: a decision");
	check(read_walk("9 77 5 6 50 0 1 ns_dying - - - 2 0 - sh - 0 0", &row) == 1 &&
		      !row.event.walk.adopter_tgid && !row.event.walk.adopter_comm[0],
	      "walks: one without an adopter");
	check(read_walk("9 77 5 6 50 0 1 ns_dying - - - two 0 - sh - 0 0", &row) == -EINVAL,
	      "walks: a word is no number of children");
}

static void test_info(void)
{
	char text[] = "version 0.2.0\nhook core\nhook_proven no\n";
	FILE *in = fmemopen(text, strlen(text), "r");
	char value[INFO_VALUE_SIZE];

	check(in && !debugfs_read_info(in, "hook", value), "info: a key is found");
	check_text(value, "core", "info: its value");
	check(in && debugfs_read_info(in, "hoo", value) == -ENOENT, "info: a key is missing");
	if (in)
		fclose(in);
}

void test_debugfs(void)
{
	test_tasks();
	test_later_columns();
	test_refusals();
	test_row();
	test_walks();
	test_info();
}
