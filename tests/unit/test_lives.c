// SPDX-License-Identifier: GPL-2.0-or-later
/* Births, threads and ends, and what follows from them for the flags. */
#include "../../tools/model/forest/evidence.h"
#include "../../tools/model/forest/walk.h"
#include "tap.h"

#define INIT	  "1 [0] process pid=1 start=1 comm=init nspid=1\n"
#define TASK_TINI "1 [0] process pid=5 start=5 parent_tgid=1 parent_start=1 comm=tini nspid=5"
#define TINI	  INIT TASK_TINI " subreaper=1\n"
#define BORN(pid, parent, more) \
	"2 [0] task_newtask pid=" #pid " common_pid=" #parent " comm=sh " more "\n"
#define ENDED(tid) "3 [0] sched_process_exit pid=" #tid " comm=sh\n"
#define FREED(tid) "4 [0] sched_process_free pid=" #tid " comm=sh\n"
#define THREAD	   "clone_flags=0x10000"

static const struct process *find(const struct forest *forest, int pid)
{
	return process_latest(&forest->table, pid);
}

static void test_birth(void)
{
	struct forest forest = forest_of(TINI BORN(7, 5, ""));
	const struct process *child = find(&forest, 7);

	check(parent_of(&forest, 7, WITH_SUBREAPERS) == 5 &&
		      parent_of(&forest, 7, WITHOUT_SUBREAPERS) == 5,
	      "birth: a child of who cloned it");
	check(child->birth.at.known && child->birth.at.time == 2000000000, "birth: when");
	check(child->birth.parent == find(&forest, 5) && child->birth.parent_tid == 5,
	      "birth: the parent then");
	check(child->nspid == 7 && child->level_inherited && !child->level_known,
	      "birth: the namespace is taken to be the creator's");
	check(!find(&forest, 5)->birth.at.known, "birth: who was dumped is older");
	forest_deinit(&forest);
}

static void test_both_events(void)
{
	struct forest forest = forest_of(
		TINI BORN(7, 5, "") "2 [0] sched_process_fork child_pid=7 parent_pid=5\n" BORN(
			8, 7, THREAD) "2 [0] sched_process_fork child_pid=8 parent_pid=7\n"
				      "2 [0] sched_process_fork child_pid=9 parent_pid=7\n");

	check(forest.table.met.nr == 4, "fork: nobody is born twice");
	check(!find(&forest, 8) && find(&forest, 7)->nr_threads == 1, "fork: a thread stays one");
	check(find(&forest, 9)->birth.by_fork, "fork: counts by itself");
	forest_deinit(&forest);
}

static void test_clone_parent(void)
{
	struct forest forest = forest_of(TINI BORN(7, 5, "") BORN(8, 7, "clone_flags=0x8000"));

	check(parent_of(&forest, 8, WITH_SUBREAPERS) == 5, "CLONE_PARENT: a sibling");
	check(find(&forest, 8)->birth.clone_parent, "CLONE_PARENT: is remembered");
	forest_deinit(&forest);
}

static void test_threads(void)
{
	struct forest forest = forest_of(TINI BORN(7, 5, "") BORN(8, 7, THREAD) BORN(9, 8, THREAD)
						 BORN(10, 9, "") ENDED(7) ENDED(8));

	check(parent_of(&forest, 10, WITH_SUBREAPERS) == 7 && find(&forest, 10)->parent_tid == 9,
	      "threads: a child of a thread is the process's");
	check(find(&forest, 7)->alive && live_thread(find(&forest, 7)) == 9,
	      "threads: the process lives as long as one does");
	forest_deinit(&forest);
	forest = forest_of(TINI BORN(7, 5, "") BORN(8, 7, THREAD) ENDED(7) ENDED(8));
	check(!find(&forest, 7)->alive && find(&forest, 7)->ended.time == 3000000000,
	      "threads: and ends with the last");
	forest_deinit(&forest);
}

static void test_unknown_thread(void)
{
	struct forest forest = forest_of(
		TINI BORN(7, 99, "") ENDED(98) "3 [0] process pid=8 start=8 parent_tgid=5 "
					       "parent_tid=6 parent_start=5\n" BORN(9, 6, ""));

	check(parent_of(&forest, 7, WITH_SUBREAPERS) == 0 && !find(&forest, 99),
	      "unknown: a thread of nobody known is nobody");
	check(parent_of(&forest, 9, WITH_SUBREAPERS) == 5,
	      "unknown: a dump tells of the threads that have children");
	forest_deinit(&forest);
	forest = forest_of(BORN(7, 99, ""));
	check(parent_of(&forest, 7, WITH_SUBREAPERS) == 99,
	      "unknown: without a dump who clones is a process");
	forest_deinit(&forest);
}

static void test_survivor(void)
{
	struct forest forest = forest_of(
		TINI BORN(7, 5, "") ENDED(5) "3 [0] reparent child=7 child_start=7 parent_tgid=5 "
					     "parent_start=5 adopter_tgid=5 adopter_tid=6 "
					     "adopter_start=5 decision=sibling_thread\n");

	check(find(&forest, 5)->alive && live_thread(find(&forest, 5)) == 6,
	      "threads: a decision knows of those that the trace does not");
	check(find(&forest, 7)->parent_tid == 6, "threads: and who has the child now");
	forest_deinit(&forest);
}

static void test_exec(void)
{
	struct forest forest = forest_of(TINI BORN(7, 5, "") BORN(8, 7, THREAD) ENDED(
		7) "3 [0] sched_process_exec pid=7 old_pid=8 filename=/bin/cat\n");

	check(live_thread(find(&forest, 7)) == 7, "exec: by a thread, which becomes the main one");
	check_text(find(&forest, 7)->comm, "cat", "exec: a new name");
	check_text(find(&forest, 7)->birth.comm, "sh", "exec: the name at birth is kept");
	forest_deinit(&forest);
}

#define FORKED(pid, parent) \
	"2 [0] sched_process_fork child_pid=" #pid " parent_pid=" #parent " child_comm=sh\n"
#define CALLED_EXEC(pid, old) \
	"3 [0] sched_process_exec pid=" #pid " old_pid=" #old " filename=/bin/cat\n"

static void check_number(const char *lines, int pid, bool may_be_thread, const char *name)
{
	struct forest forest = forest_of(lines);
	const struct process *process = find(&forest, pid);

	check(process && process_may_be_thread(process) == may_be_thread, name);
	forest_deinit(&forest);
}

/* Each is said by the evidence there is, and by no more than that. */
static void test_numbers(void)
{
	check_number(BORN(7, 99, ""), 99, true, "number: what clones may be a thread");
	check_number(BORN(7, 99, ""), 7, false, "number: task_newtask shows what is a process");
	check_number(FORKED(7, 99), 7, true, "number: sched_process_fork does not");
	check_number(FORKED(7, 99) CALLED_EXEC(7, 7), 7, false, "number: exec does");
	check_number(BORN(7, 99, "") CALLED_EXEC(99, 99), 99, false,
		     "number: ... also of what is older");
	check_number(CALLED_EXEC(99, 99) "4 [0] task_newtask pid=7 common_pid=99 comm=sh\n", 99,
		     false, "number: ... and before anything else is heard of it");
	check_number(BORN(7, 99, "") "3 [0] process pid=7 start=7 parent_tgid=99 parent_start=9\n",
		     99, false, "number: a dump does");
	check_number(BORN(7, 99, "") ENDED(99), 99, true, "number: an exit does not");
	check_number("2 [0] sys_enter_prctl common_pid=99 option=36 arg2=1\n", 99, true,
		     "number: nor does prctl()");
	check_number(BORN(7, 1, ""), 1, false, "number: 1 is init's");
	check_number(BORN(7, 2, ""), 2, false, "number: 2 is kthreadd's");
}

static void check_thread(const char *lines, const char *name)
{
	struct forest forest = forest_of(lines);
	const struct process *thread = find(&forest, 99);

	check(thread->thread_of == find(&forest, 98) && thread->thread_of && !thread->alive, name);
	check(parent_of(&forest, 7, WITH_SUBREAPERS) == 98 &&
		      parent_of(&forest, 7, WITHOUT_SUBREAPERS) == 98 &&
		      find(&forest, 7)->birth.parent == find(&forest, 98) &&
		      !walk_parent_doubts(find(&forest, 7)),
	      "number: ... and its children are the process's");
	check(evidence_being(&forest, thread) == BEING_UNKNOWN &&
		      evidence_is_marked(thread) == FLAG_UNKNOWN,
	      "number: ... and nothing else is said of it");
	forest_deinit(&forest);
}

static void test_found_thread(void)
{
	struct forest forest = forest_of(BORN(7, 99, ""));

	check(!find(&forest, 99)->thread_of &&
		      walk_parent_doubts(find(&forest, 7)) == WALK_DOUBTS_NUMBER &&
		      evidence_orphaning(&forest, find(&forest, 7)) == ORPHANED_THREAD,
	      "number: the parent is doubtful while it may be a thread");
	forest_deinit(&forest);
	check_thread(BORN(7, 99, "") CALLED_EXEC(98, 99), "number: exec shows a thread");
	check_thread(BORN(7, 99, "") "3 [0] reparent child=7 child_start=7 parent_tgid=98 "
				     "parent_tid=99 parent_start=98 adopter_tgid=98 adopter_tid=97 "
				     "adopter_start=98 decision=sibling_thread\n",
		     "number: a reparent shows a thread");
	check_thread(BORN(7, 99, "") "3 [0] process pid=7 start=7 parent_tgid=98 parent_tid=99 "
				     "parent_start=98\n",
		     "number: a dump shows a thread");
	forest = forest_of("2 [0] sys_enter_prctl common_pid=99 option=36 arg2=1\n" BORN(7, 99, "")
				   CALLED_EXEC(98, 99));
	check(find(&forest, 98)->subreaper && !find(&forest, 99)->subreaper &&
		      find(&forest, 7)->flags.has_subreaper,
	      "number: what the thread marked is the process");
	forest_deinit(&forest);
	forest = forest_of(BORN(7, 99, "") ENDED(99) BORN(
		99, 7, THREAD) "4 [0] process pid=8 start=8 parent_tgid=7 parent_tid=99\n");
	check(!find(&forest, 99)->thread_of, "number: that of a thread which had it later is not");
	forest_deinit(&forest);
	forest = forest_of(BORN(7, 99, "") CALLED_EXEC(98, 99) "4 [0] process pid=99 start=9\n");
	check(find(&forest, 99)->ordinal == 2 && !find(&forest, 99)->thread_of,
	      "number: what has it later is another one");
	forest_deinit(&forest);
	forest =
		forest_of(BORN(7, 99, "") "3 [0] process pid=8 start=8 parent_tgid=7 parent_tid=99 "
					  "parent_start=7\n");
	check(!parent_of(&forest, 7, WITH_SUBREAPERS) && !parent_of(&forest, 7, WITHOUT_SUBREAPERS),
	      "number: none is its own parent");
	forest_deinit(&forest);
}

static void check_birth(const char *lines, unsigned int doubts, bool doubtful, const char *name)
{
	struct forest forest = forest_of(lines);
	const struct process *child = find(&forest, 9);

	check(walk_parent_doubts(child) == doubts && evidence_birth_is_doubtful(child) == doubtful,
	      name);
	check((evidence_orphaning(&forest, child) == ORPHANED_BIRTH) == (doubts != 0),
	      "fork: ... and so is whether it became an orphan");
	forest_deinit(&forest);
}

/* CLONE_PARENT is a flag that only task_newtask shows. */
static void test_fork_parent(void)
{
	check_birth(TINI BORN(7, 5, "") BORN(9, 7, ""), 0, false, "fork: task_newtask is certain");
	check_birth(TINI BORN(7, 5, "") FORKED(9, 7), WALK_DOUBTS_BIRTH, true,
		    "fork: the parent may be another one");
	check_birth(TINI BORN(7, 5, "") FORKED(9, 7) CALLED_EXEC(9, 9), WALK_DOUBTS_BIRTH, true,
		    "fork: ... also of what calls exec");
	check_birth(TINI BORN(7, 5, "") FORKED(9, 7) "3 [0] process pid=9 start=9 parent_tgid=7\n",
		    0, false, "fork: ... until a dump names it");
	check_birth(TINI BORN(7, 5, "") FORKED(9, 7) "3 [0] process pid=9 start=9 parent_tgid=5 "
						     "parent_start=5\n",
		    0, true, "fork: ... or another one, which may have adopted it since");
}

static bool is_child_of(const struct forest *forest, int pid, int parent)
{
	const struct process *child = find(forest, parent)->first_child;

	while (child && child->pid != pid)
		child = child->next_sibling;
	return child;
}

static size_t count_children(const struct forest *forest, int parent)
{
	const struct process *process = find(forest, parent), *child = NULL;
	size_t count = 0;

	while ((child = process_next_child(process, child)))
		count++;
	return count;
}

static void test_children(void)
{
	struct forest forest = forest_of(TINI BORN(7, 5, "") BORN(8, 5, "") BORN(9, 5, "") ENDED(
		8) ENDED(9) "4 [0] sched_process_exec pid=9 old_pid=10\n");

	check(is_child_of(&forest, 7, 5) && !is_child_of(&forest, 8, 5) &&
		      parent_of(&forest, 8, WITH_SUBREAPERS) == 5,
	      "children: who has ended is none, but has a parent");
	check(is_child_of(&forest, 9, 5), "children: who goes on is one again");
	check(count_children(&forest, 5) == 3 && !count_children(&forest, 7),
	      "children: those that have ended can be gone through as well");
	forest_deinit(&forest);
	forest = forest_of(TINI BORN(7, 5, "") BORN(8, 5, "") ENDED(7) ENDED(8));
	check(count_children(&forest, 5) == 2, "children: all of them have ended");
	forest_deinit(&forest);
}

static void test_reuse(void)
{
	struct forest forest = forest_of(TINI BORN(7, 5, "") ENDED(7) BORN(7, 5, "") FREED(7));
	const struct process *second = find(&forest, 7);

	check(second->ordinal == 2 && second->alive && !second->freed.known,
	      "reuse: what comes late is about the first");
	check(second->namesake->freed.known && !second->namesake->alive, "reuse: who is gone");
	forest_deinit(&forest);
	forest = forest_of(TINI BORN(7, 5, "") "3 [0] mark tgid=7 start=70 new=1\n");
	check(forest.table.met.nr == 3 && find(&forest, 7)->start == 70,
	      "reuse: a birth is told its start");
	forest_deinit(&forest);
	forest = forest_of(TINI BORN(5, 1, ""));
	check(find(&forest, 5)->ordinal == 2, "reuse: a birth is always another process");
	forest_deinit(&forest);
}

static void test_zombie(void)
{
	struct forest forest =
		forest_of(TINI BORN(7, 5, "") BORN(8, 5, "") BORN(9, 5, "") ENDED(7) ENDED(8)
				  FREED(8) "5 [0] reparent child=9 parent_tgid=8 adopter_tgid=5 "
					   "decision=subreaper effects=zombie|autoreaped\n");

	check(find(&forest, 7)->alive && process_is_zombie(find(&forest, 7)),
	      "zombie: who ended and was not waited for");
	check(!find(&forest, 8)->alive, "zombie: not who was");
	check(!find(&forest, 9)->alive, "zombie: nor who vanished");
	forest_deinit(&forest);
	forest = forest_of(TINI BORN(7, 5, "") ENDED(7));
	check(!find(&forest, 7)->alive,
	      "zombie: nothing is known where no one is heard to be freed");
	forest_deinit(&forest);
}

static bool has(const struct forest *forest, int pid)
{
	return find(forest, pid)->flags.has_known && find(forest, pid)->flags.has_subreaper;
}

static void test_flags(void)
{
	struct forest forest = forest_of(TINI BORN(7, 5, "") BORN(8, 7, ""));

	check(has(&forest, 7) && has(&forest, 8) && !find(&forest, 8)->subreaper,
	      "flags: a child of a subreaper has one above it, and so on");
	forest_deinit(&forest);
	forest = forest_of(INIT TASK_TINI
			   "\n" BORN(7, 5, "") BORN(8, 7, "") BORN(9, 7, "clone_flags=0x20000000")
				   BORN(10, 9, "") "3 [0] sys_enter_prctl common_pid=5 arg2=42\n");
	check(find(&forest, 5)->subreaper && find(&forest, 5)->flags.argument == 42,
	      "flags: marked by prctl()");
	check(has(&forest, 7) && has(&forest, 8), "flags: SET covers descendants");
	check(!has(&forest, 9) && !has(&forest, 10),
	      "flags: but not the init of a namespace, and below");
	check(!find(&forest, 5)->flags.has_subreaper && find(&forest, 5)->flags.has_known,
	      "flags: nor who is marked");
	forest_deinit(&forest);
	forest = forest_of(BORN(7, 5, ""));
	check(!find(&forest, 7)->flags.has_known, "flags: unknown is not no");
	forest_deinit(&forest);
}

static void test_unmark(void)
{
	struct forest forest =
		forest_of(TINI BORN(7, 5, "") "3 [0] mark tgid=5 start=5 old=1\n"
					      "4 [0] task_newtask pid=8 common_pid=5\n");

	check(!find(&forest, 5)->subreaper && has(&forest, 7), "unmark: the children keep theirs");
	check(!has(&forest, 8), "unmark: who comes later has none");
	forest_deinit(&forest);
}

static void test_lost_flag(void)
{
	struct forest forest = forest_of(
		TINI BORN(7, 5, "") "3 [0] process pid=7 start=7 parent_tgid=5 parent_start=5\n");

	check(find(&forest, 7)->flags.lost && !has(&forest, 7), "lost flag: the kernel is right");
	forest_deinit(&forest);
	forest = forest_of(TINI BORN(7, 5, "") "3 [0] walk parent_tgid=7 decision=no_flag\n");
	check(find(&forest, 7)->flags.lost, "lost flag: told by a decision");
	forest_deinit(&forest);
	forest = forest_of(TINI BORN(7, 5, "") "2.0001 [0] walk parent_tgid=7 decision=no_flag\n");
	check(!find(&forest, 7)->flags.lost, "lost flag: not while it is being given");
	forest_deinit(&forest);
	forest = forest_of(TINI BORN(7, 5, "") BORN(
		8, 7, "") "3 [0] walk parent_tgid=7 decision=no_flag\n"
			  "3 [0] reparent child=8 parent_tgid=7 adopter_tgid=1 decision=no_flag\n"
			  "3 [0] process pid=8 start=8 parent_tgid=1 parent_start=1\n");
	check(find(&forest, 7)->flags.lost && !find(&forest, 8)->flags.lost,
	      "lost flag: not by those who were born without it");
	forest_deinit(&forest);
}

static void test_history(void)
{
	struct forest forest = forest_of(
		TINI "2 [0] reparent child=7 parent_tgid=6 parent_tid=8 parent_comm=pool "
		     "adopter_tgid=6 decision=sibling_thread effects=pdeath pdeath_signal=9\n"
		     "3 [0] reparent child=7 parent_tgid=6 adopter_tgid=5 decision=subreaper\n");
	const struct history *history = &find(&forest, 7)->history;

	check(history->nr == 2 && find(&forest, 7)->hops == 1,
	      "history: a change of thread is there, but is no adoption");
	check(history->hops[0].parent_tid == 8 && history->hops[0].pdeath_signal == 9 &&
		      history->hops[0].time == 2000000000,
	      "history: who and when");
	check(history_last(history)->adopter == find(&forest, 5), "history: to whom at last");
	forest_deinit(&forest);
}

static void test_long_history(void)
{
	struct history history = { 0 };
	struct arena arena = { 0 };
	struct hop hop = { 0 };
	int i;

	for (i = 1; i <= 40; i++) {
		hop.time = i;
		history_add(&history, &hop, &arena);
	}
	check(history.nr == HISTORY_MAX && history.forgotten == 40 - HISTORY_MAX,
	      "history: takes bounded room");
	check(history.hops[0].time == 1 && history.hops[1].time == 26 &&
		      history_last(&history)->time == 40,
	      "history: the first and the latest");
	arena_deinit(&arena);
}

void test_lives(void)
{
	test_birth();
	test_both_events();
	test_clone_parent();
	test_threads();
	test_unknown_thread();
	test_numbers();
	test_found_thread();
	test_fork_parent();
	test_survivor();
	test_exec();
	test_children();
	test_reuse();
	test_zombie();
	test_flags();
	test_unmark();
	test_lost_flag();
	test_history();
	test_long_history();
}
