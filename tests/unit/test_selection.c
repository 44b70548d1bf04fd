// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>

#include "../../tools/model/story/selection.h"
#include "tap.h"

/* The recorder is pid 20, born 3 s after boot; it runs sh 24, which starts tini 25. */
static const char lines[] =
	"instance subreaper-trace.20.300.4026531836\n"
	"1 [0] process pid=1 comm=init nspid=1\n"
	"1 [0] process pid=2 comm=kthreadd nspid=2\n"
	"1 [0] process pid=3 parent_tgid=2 comm=kworker nspid=3\n"
	"1 [0] process pid=10 parent_tgid=1 comm=sshd nspid=10\n"
	"1 [0] process pid=11 parent_tgid=1 comm=login nspid=11\n"
	"1 [0] process pid=20 start=3001234567 parent_tgid=11 comm=subreaper-trace nspid=20\n"
	"1 [0] process pid=21 parent_tgid=20 parent_start=3001234567 comm=trace-cmd nspid=21\n"
	"1 [0] process pid=22 parent_tgid=21 comm=trace-cmd nspid=22\n"
	"1 [0] process pid=23 parent_tgid=21 comm=subreaper-trace nspid=23\n"
	"1 [0] process pid=24 parent_tgid=23 comm=sh nspid=24\n"
	"1 [0] process pid=25 parent_tgid=24 comm=tini subreaper=1 nspid=25\n"
	"1 [0] process pid=26 parent_tgid=25 comm=sleep nspid=26\n"
	"1 [0] process pid=27 parent_tgid=26 comm=deep nspid=27\n"
	"2 [0] reparent child=30 child_comm=crond child_nspid=30 parent_tgid=29 adopter_tgid=25 "
	"decision=subreaper\n"
	"2 [0] reparent child=31 child_comm=late child_nspid=31 parent_tgid=29 adopter_tgid=1 "
	"decision=no_flag\n";

static bool shows(const struct forest *forest, int pid)
{
	return process_latest(&forest->table, pid)->shown;
}

static int shown_parent_pid(const struct forest *forest, int pid, enum world world)
{
	struct process *parent = shown_parent(process_latest(&forest->table, pid), world);

	return parent ? parent->pid : 0;
}

static void test_concerned(const struct forest *forest)
{
	check(shows(forest, 30) && shows(forest, 31), "selection: the adopted");
	check(shows(forest, 25) && shows(forest, 1), "selection: adopters");
	check(shows(forest, 24) && shows(forest, 11), "selection: ancestors");
	check(shows(forest, 26), "selection: a child of a subreaper");
	check(!shows(forest, 27), "selection: not its grandchild");
	check(!shows(forest, 10), "selection: not a child of init");
	check(!shows(forest, 2) && !shows(forest, 3), "selection: no kernel threads");
}

static void test_recorder(const struct forest *forest)
{
	check(!shows(forest, 20) && !shows(forest, 21), "recorder: not the recorder");
	check(!shows(forest, 22) && !shows(forest, 23), "recorder: not what it starts");
	check(shown_parent_pid(forest, 24, WITH_SUBREAPERS) == 11,
	      "recorder: what it runs moves up");
}

void test_selection(void)
{
	struct recorder_event recorder = recorded_of(lines).summary.recorder;
	struct forest forest = forest_of(lines);
	struct selection left_out;

	left_out = select_concerned(&forest, &recorder);
	test_concerned(&forest);
	test_recorder(&forest);
	check(left_out.others == 2 && left_out.kernel_threads == 2 && left_out.recorder == 4,
	      "selection: counts what it leaves out");
	recorder.start++;
	select_concerned(&forest, &recorder);
	check(shows(&forest, 20), "recorder: another process of that pid is none");
	select_all(&forest);
	check(shows(&forest, 3) && shows(&forest, 10), "selection: everything");
	check(!shows(&forest, 29), "selection: nobody who is gone");
	forest_deinit(&forest);
}
