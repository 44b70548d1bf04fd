// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdio.h>

#include "../../tools/source/debugfs.h"
#include "tap.h"

#define HEAD                                                             \
	"pid start ppid ptid nspid level state subreaper has_subreaper " \
	"decision adopter adopter_tid steps comm"

static int read_tasks(const char *text, struct snapshot *ret, struct message *why)
{
	FILE *in = fmemopen((char *)text, strlen(text), "r");
	int err = in ? debugfs_read_tasks(in, ret, why) : -errno;

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
	check(snapshot.tasks[1].subreaper && snapshot.tasks[1].level == 1, "tasks: flags, level");
	check_text(snapshot.tasks[1].comm, "\033[0m x", "tasks: a hostile name");
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
	check_text(snapshot.nr ? snapshot.tasks[0].comm : NULL, "init", "tasks: by column name");
	snapshot_deinit(&snapshot);
}

static void check_refused(const char *text, int err, const char *wanted, const char *name)
{
	struct snapshot snapshot;
	struct message why = { "" };

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
	test_info();
}
