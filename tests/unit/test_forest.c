// SPDX-License-Identifier: GPL-2.0-or-later
#include "tap.h"

#define DUMP_INIT "1 [0] process pid=1 start=1 comm=init nspid=1\n"

static void test_dump(void)
{
	struct forest forest = forest_of(DUMP_INIT
					 "1 [0] process pid=5 start=5 parent_tgid=1 parent_start=1 "
					 "comm=tini subreaper=1 nspid=5 state=S\n");
	struct process *tini = process_latest(&forest.table, 5);

	check(parent_of(&forest, 1, WITH_SUBREAPERS) == 0, "dump: init has no parent");
	check(parent_of(&forest, 5, WITH_SUBREAPERS) == 1, "dump: a parent");
	check(tini->subreaper && tini->alive && !tini->decision, "dump: a subreaper, not adopted");
	check(forest.dumps == 1, "dump: is one");
	forest_deinit(&forest);
}

static void test_reparent(void)
{
	struct forest forest = forest_of(
		DUMP_INIT
		"1 [0] process pid=5 start=5 parent_tgid=1 parent_start=1 comm=tini\n"
		"2 [0] walk parent_tgid=6 parent_start=6 adopter_tgid=5 adopter_start=5 "
		"decision=subreaper steps=5:adopts\n"
		"2 [0] reparent child=7 child_start=7 child_comm=crond parent_tgid=6 "
		"parent_start=6 parent_comm=sh adopter_tgid=5 adopter_start=5 decision=subreaper\n");
	struct process *crond = process_latest(&forest.table, 7);

	check(parent_of(&forest, 7, WITH_SUBREAPERS) == 5, "reparent: moves the child");
	check(parent_of(&forest, 7, WITHOUT_SUBREAPERS) == 1,
	      "reparent: in the other world to init");
	check(crond->old_parent == process_latest(&forest.table, 6), "reparent: keeps the parent");
	check_text(crond->old_parent_comm, "sh", "reparent: and his name");
	check(crond->decision == SUBREAPER_DECISION_SUBREAPER && crond->hops == 1,
	      "reparent: the decision");
	check(!process_latest(&forest.table, 6)->alive, "walk: the parent is gone");
	check(process_latest(&forest.table, 5)->subreaper, "walk: who adopts is a subreaper");
	check(process_latest(&forest.table, 5)->adopter, "reparent: who adopts is an adopter");
	forest_deinit(&forest);
}

static void test_second_hop(void)
{
	struct forest forest = forest_of(
		DUMP_INIT "2 [0] reparent child=7 parent_tgid=6 parent_comm=sh adopter_tgid=5 "
			  "decision=subreaper\n"
			  "3 [0] reparent child=7 parent_tgid=5 parent_comm=tini adopter_tgid=1 "
			  "adopter_start=1 decision=no_flag\n");
	struct process *child = process_latest(&forest.table, 7);

	check(child->hops == 2 && child->decision == SUBREAPER_DECISION_NO_FLAG,
	      "hops: the last decision counts");
	check_text(child->old_parent_comm, "sh", "hops: the first parent counts");
	forest_deinit(&forest);
}

static void test_sibling_thread(void)
{
	struct forest forest = forest_of(
		DUMP_INIT
		"1 [0] process pid=5 start=5 parent_tgid=1 parent_start=1 comm=app\n"
		"1 [0] process pid=7 start=7 parent_tgid=5 parent_tid=6 parent_start=5 comm=sh\n"
		"2 [0] walk parent_tgid=5 parent_tid=6 parent_start=5 adopter_tgid=5 "
		"adopter_tid=5 adopter_start=5 decision=sibling_thread\n"
		"2 [0] reparent child=7 child_start=7 child_comm=sh parent_tgid=5 parent_tid=6 "
		"parent_start=5 adopter_tgid=5 adopter_tid=5 adopter_start=5 "
		"decision=sibling_thread\n");
	struct process *child = process_latest(&forest.table, 7);

	check(!child->decision && !child->hops, "sibling_thread: is no adoption");
	check(process_latest(&forest.table, 5)->alive, "sibling_thread: the process lives on");
	forest_deinit(&forest);
}

static void test_reused_pid(void)
{
	struct forest forest = forest_of(
		DUMP_INIT "1 [0] process pid=5 start=5 parent_tgid=1 parent_start=1 comm=old\n"
			  "2 [0] mark tgid=5 start=50 comm=new new=1\n");
	struct process *old = process_get(&forest.table, 5, 5);
	struct process *new = process_latest(&forest.table, 5);

	check(old && new != old, "identity: the same pid is another process");
	check(old->ordinal == 1 && new->ordinal == 2, "identity: the second is #2");
	check_text(old->comm, "old", "identity: the first keeps its name");
	check(!old->subreaper && new->subreaper, "identity: and its flag");
	forest_deinit(&forest);
}

static void test_last_dump(void)
{
	struct forest forest = forest_of(
		DUMP_INIT "1 [0] process pid=5 start=5 parent_tgid=1 parent_start=1 comm=gone\n"
			  "2 [0] mark tgid=6 start=6 comm=brief new=1\n"
			  "3 [0] process pid=1 start=1 comm=init\n"
			  "3 [0] process pid=8 start=8 parent_tgid=1 parent_start=1 comm=born\n"
			  "4 [0] mark tgid=9 start=9 comm=late new=1\n");

	check(forest.dumps == 2, "last dump: there are two");
	check(!process_latest(&forest.table, 5)->alive, "last dump: who is not in it is gone");
	check(!process_latest(&forest.table, 6)->alive, "last dump: also who came in between");
	check(process_latest(&forest.table, 8)->alive, "last dump: who is in it lives");
	check(process_latest(&forest.table, 9)->alive, "last dump: who came after it lives");
	forest_deinit(&forest);
}

static void test_loss_in_dump(void)
{
	struct forest forest = forest_of(
		DUMP_INIT "1 [0] process pid=5 start=5 parent_tgid=1 parent_start=1 comm=perhaps\n"
			  "3 [0] process pid=1 start=1 comm=init\n"
			  "3 [0] lost count=9\n");

	check(process_latest(&forest.table, 5)->alive,
	      "last dump: nothing follows from one that lost events");
	forest_deinit(&forest);
}

static void test_lost_reparent(void)
{
	struct forest forest = forest_of(
		DUMP_INIT "1 [0] process pid=5 start=5 parent_tgid=1 parent_start=1 comm=sh\n"
			  "1 [0] process pid=7 start=7 parent_tgid=5 parent_start=5 comm=crond\n"
			  "3 [0] process pid=1 start=1 comm=init\n"
			  "3 [0] process pid=7 start=7 parent_tgid=1 parent_start=1 comm=crond\n");

	check(parent_of(&forest, 7, WITH_SUBREAPERS) == 1, "loss: the next dump mends it");
	check(parent_of(&forest, 7, WITHOUT_SUBREAPERS) == 1, "loss: in both worlds");
	check(!process_latest(&forest.table, 5)->alive, "loss: the parent is gone");
	forest_deinit(&forest);
}

static void test_autoreaped(void)
{
	struct forest forest = forest_of(
		DUMP_INIT "2 [0] reparent child=7 parent_tgid=6 adopter_tgid=1 adopter_start=1 "
			  "decision=no_flag effects=zombie|autoreaped\n");

	check(!process_latest(&forest.table, 7)->alive, "autoreaped: is gone");
	forest_deinit(&forest);
}

static void test_listing(void)
{
	struct forest forest = forest_of(
		DUMP_INIT
		"1 [0] process pid=7 start=7 parent_tgid=1 comm=sh threads_alive=3 pgrp=6 "
		"session=5 sigchld=ignored adopted_by=1 adopted_number=9 exit_code=99\n"
		"1 [0] process pid=8 start=8 parent_tgid=7 state=Z exit_code=0x8b\n"
		"1.1 [0] walk parent_tgid=9 parent_exit_code=256 decision=sibling_thread\n");
	const struct process *listed = process_latest(&forest.table, 7);
	const struct process *zombie = process_latest(&forest.table, 8);

	check(listed->listing.known && listed->listing.threads_alive == 3 &&
		      listed->listing.sigchld == SUBREAPER_SIGCHLD_IGNORED &&
		      listed->listing.adopted_number == 9 && listed->listing.session == 5,
	      "dump: what it tells is kept");
	check(!listed->exit_known && zombie->exit_known && zombie->exit_code == 0x8b,
	      "dump: only what is dead has exited");
	check(!process_latest(&forest.table, 9)->listing.known &&
		      !process_latest(&forest.table, 9)->exit_known,
	      "dump: nothing is known of what it does not list, nor of an exit of one thread");
	forest_deinit(&forest);
}

static void test_reaped(void)
{
	struct forest forest = forest_of(
		DUMP_INIT
		"1 [0] process pid=5 start=5 parent_tgid=1 parent_start=1 comm=tini\n"
		"1 [0] process pid=7 start=7 parent_tgid=5 parent_start=5 comm=sh\n"
		"2 [0] reap pid=7 start=7 parent_tgid=5 parent_start=5 reaper_tgid=5 "
		"reaper_tid=6 reaper_start=5 reaper_comm=wait exit_code=256 release=waited\n"
		"2.1 [0] task_newtask pid=7 common_pid=5 comm=new\n"
		"2.2 [0] sched_process_free pid=7 comm=sh\n");
	const struct process *reused = process_latest(&forest.table, 7);
	const struct process *gone = reused->namesake;

	check(gone && gone->reaping.at.known && gone->reaping.at.time == 2000000000 &&
		      gone->reaping.reaper == process_latest(&forest.table, 5) &&
		      gone->reaping.reaper_tid == 6 && gone->exit_code == 256,
	      "reap: which thread of which process, and when");
	check(!gone->alive && gone->freed.time == 2000000000, "reap: it is gone from then on");
	check(reused->alive && !reused->freed.known,
	      "reap: that the kernel forgets it later is not about the next one with the pid");
	check_text(process_latest(&forest.table, 5)->comm, "tini",
		   "reap: a thread names no process");
	forest_deinit(&forest);
}

static void test_gap(void)
{
	struct forest forest = forest_of(DUMP_INIT "3 [0] gap gap=missed count=1\n");

	check(forest.gaps == 1 && forest.lost && !forest.lost_in_dump,
	      "gap: nothing is certain, but who a dump lists is");
	forest_deinit(&forest);
}

static int length_of_chain(const struct forest *forest, int pid, enum world world)
{
	struct process *process = process_latest(&forest->table, pid);
	int length = 0;

	for (; process && length < 100; process = process->parent[world])
		length++;
	return length;
}

static void test_circles(void)
{
	struct forest forest = forest_of("1 [0] process pid=5 parent_tgid=7\n"
					 "1 [0] process pid=6 parent_tgid=5\n"
					 "1 [0] process pid=7 parent_tgid=6\n"
					 "1 [0] process pid=8 parent_tgid=7\n"
					 "1 [0] process pid=9 parent_tgid=9\n");
	int pid;
	bool ends = true;

	for (pid = 5; pid <= 9; pid++) {
		ends &= length_of_chain(&forest, pid, WITH_SUBREAPERS) < 100;
		ends &= length_of_chain(&forest, pid, WITHOUT_SUBREAPERS) < 100;
	}
	check(ends, "circles: every chain of parents ends");
	check(parent_of(&forest, 8, WITH_SUBREAPERS) == 7,
	      "circles: what hangs on one stays there");
	forest_deinit(&forest);
}

void test_forest(void)
{
	test_dump();
	test_reparent();
	test_second_hop();
	test_sibling_thread();
	test_reused_pid();
	test_last_dump();
	test_loss_in_dump();
	test_lost_reparent();
	test_autoreaped();
	test_circles();
	test_listing();
	test_reaped();
	test_gap();
}
