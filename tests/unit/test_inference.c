// SPDX-License-Identifier: GPL-2.0-or-later
/* What follows from births and ends, and when it is held against what was recorded. */
#include <stdio.h>
#include <stdlib.h>

#include "../../tools/model/forest/inference.h"
#include "../../tools/model/forest/walk.h"
#include "tap.h"

#define INIT	     "1 [0] process pid=1 start=1 comm=init nspid=1\n"
#define TINI	     INIT "1 [0] process pid=5 start=5 parent_tgid=1 parent_start=1 nspid=5 subreaper=1\n"
#define BORN(a, b)   "2 [0] task_newtask pid=" #a " common_pid=" #b " comm=sh\n"
#define THREAD(a, b) "2 [0] task_newtask pid=" #a " common_pid=" #b " clone_flags=0x10000\n"
#define ENDED(a)     "3 [0] sched_process_exit pid=" #a " comm=sh\n"
#define WALK(parent, adopter, decision)                                                      \
	"4 [0] walk parent_tgid=" #parent " parent_start=" #parent " adopter_tgid=" #adopter \
	" decision=" #decision "\n"

struct result {
	struct forest forest;
	struct inference inference;
	struct event events[RECORDED_MAX];
	size_t nr;
};

static struct result infer(const char *lines)
{
	struct recorded recorded = recorded_of(lines);
	struct result result = { .nr = 0 };
	struct event event;
	size_t i;

	for (i = 0; i < recorded.nr; i++) {
		if (inference_apply(&result.inference, &result.forest, &recorded.events[i]))
			exit(1);
		while (inference_next(&result.inference, &event)) {
			forest_apply(&result.forest, &event);
			result.events[result.nr++] = event;
		}
	}
	return result;
}

static void forget(struct result *result)
{
	forest_deinit(&result->forest);
	inference_deinit(&result->inference);
}

static void test_death(void)
{
	struct result result = infer("1 [0] sys_enter_prctl common_pid=5 arg2=1\n" BORN(6, 5)
					     BORN(7, 6) BORN(8, 6) ENDED(8) ENDED(6));

	check(result.nr == 3, "inference: a mark, a walk and a reparent");
	check(result.events[0].type == EVENT_MARK && result.events[0].mark.new,
	      "inference: the mark");
	check(result.events[1].type == EVENT_WALK && result.events[1].walk.children == 1 &&
		      result.events[1].walk.decision == SUBREAPER_DECISION_SUBREAPER,
	      "inference: the walk, for who has not ended");
	check(result.events[2].type == EVENT_REPARENT && result.events[2].reparent.child == 7 &&
		      result.events[2].reparent.adopter_tgid == 5 && result.events[2].inferred,
	      "inference: the reparent");
	check(parent_of(&result.forest, 7, WITH_SUBREAPERS) == 5, "inference: moves the child");
	forget(&result);
}

static void test_thread(void)
{
	struct result result = infer(BORN(6, 5) THREAD(7, 6) THREAD(8, 6) BORN(9, 7) BORN(10, 6)
					     ENDED(7) ENDED(8));

	check(result.nr == 2 && result.events[1].reparent.child == 9 &&
		      result.events[1].reparent.decision == SUBREAPER_DECISION_SIBLING_THREAD &&
		      result.events[1].reparent.adopter_tid == 6,
	      "inference: a thread's children go to another, and no others");
	forget(&result);
}

#define FORKED(a, b)  "2 [0] sched_process_fork child_pid=" #a " parent_pid=" #b "\n"
#define EXECUTED(a)   "2 [0] sched_process_exec pid=" #a " old_pid=" #a " filename=/bin/sh\n"
#define MARKED(a)     "1 [0] sys_enter_prctl common_pid=" #a " arg2=1\n"
#define LATER_EXEC(a) "4 [0] sched_process_exec pid=" #a " old_pid=" #a " filename=/bin/sh\n"

static void check_row(const char *lines, unsigned int doubts, unsigned int parent_doubts,
		      const char *name)
{
	struct result result = infer(lines);
	const struct reparent_event *row = &result.events[result.nr - 1].reparent;

	check(result.nr && row->child == 7 && row->doubts == doubts &&
		      row->parent_doubts == parent_doubts,
	      name);
	if (result.nr)
		printf("# child %d, doubts %u, of the parent %u\n", row->child, row->doubts,
		       row->parent_doubts);
	forget(&result);
}

static void test_doubtful_parent(void)
{
	struct result result;

	check_row(EXECUTED(5) MARKED(5) BORN(6, 5) BORN(7, 6) ENDED(6), 0, 0,
		  "parent: certain by task_newtask");
	check_row(EXECUTED(5) MARKED(5) BORN(6, 5) FORKED(7, 6) EXECUTED(7) ENDED(6),
		  WALK_DOUBTS_BIRTH, WALK_DOUBTS_BIRTH, "parent: doubtful by sched_process_fork");
	check_row(EXECUTED(5) MARKED(5) FORKED(6, 5) EXECUTED(6) BORN(7, 6) ENDED(6),
		  WALK_DOUBTS_BIRTH, 0, "parent: certain, but what is above it is not");
	check_row(MARKED(5) BORN(6, 5) BORN(7, 6) ENDED(6), WALK_DOUBTS_NUMBER, 0,
		  "parent: certain, but the adopter may be a thread");
	check_row(BORN(7, 6) ENDED(6), WALK_DOUBTS_NUMBER | WALK_DOUBTS_FLAG, WALK_DOUBTS_NUMBER,
		  "parent: it may be a thread");
	check_row(MARKED(5) BORN(6, 5) BORN(7, 6) ENDED(6) ENDED(5),
		  WALK_DOUBTS_NUMBER | WALK_DOUBTS_FLAG, WALK_DOUBTS_NUMBER,
		  "parent: one that adopted it may be none");
	result = infer(MARKED(5) BORN(6, 5) BORN(7, 6) ENDED(6) LATER_EXEC(5));
	check(process_latest(&result.forest.table, 7)->history.hops[0].doubts == WALK_DOUBTS_NUMBER,
	      "parent: doubtful as long as it may be a thread");
	check(!forest_conclude(&result.forest) &&
		      !process_latest(&result.forest.table, 7)->history.hops[0].doubts,
	      "parent: ... which the whole trace shows that it is not");
	forget(&result);
}

static void test_init_thread(void)
{
	struct result result = infer(BORN(1, 9) THREAD(7, 1) THREAD(8, 1) BORN(9, 7) BORN(10, 1)
					     ENDED(7) ENDED(1));

	check(result.events[1].reparent.decision == SUBREAPER_DECISION_SIBLING_THREAD,
	      "inference: a thread of init is not the namespace");
	check(result.nr == 5 &&
		      result.events[3].reparent.decision == SUBREAPER_DECISION_NS_INIT_HANDOVER,
	      "inference: its first is");
	forget(&result);
}

static void test_nobody(void)
{
	struct result result = infer(BORN(6, 5) BORN(7, 6) ENDED(6));

	check(result.nr == 2 && result.events[1].reparent.adopter_tgid == 1,
	      "inference: init adopts though nobody spoke of it");
	forget(&result);
	result = infer(BORN(
		6, 5) "2 [0] task_newtask pid=7 common_pid=6 clone_flags=0x20000000\n" BORN(8, 7)
			       BORN(9, 8) ENDED(8) ENDED(7));
	check(result.nr == 3 && result.events[1].reparent.adopter_tgid == 7,
	      "inference: in a namespace its init adopts");
	check(result.events[2].walk.decision == SUBREAPER_DECISION_NS_DYING,
	      "inference: until it dies");
	forget(&result);
	result = infer(BORN(1, 9) BORN(7, 1) ENDED(1));
	check(result.nr == 1 && result.events[0].walk.decision == SUBREAPER_DECISION_NS_DYING,
	      "inference: nobody adopts when a namespace dies");
	forget(&result);
	result = infer(TINI BORN(6, 5) BORN(7, 6) ENDED(6));
	check(!result.nr, "inference: nothing where the module speaks");
	forget(&result);
	result = infer(BORN(6, 5) ENDED(6));
	check(!result.nr, "inference: nothing without children");
	forget(&result);
}

static void test_told_twice(void)
{
	struct result result = infer(BORN(6, 5) BORN(7, 6) ENDED(6) WALK(
		6, 5,
		subreaper) "4 [0] reparent child=7 parent_tgid=6 parent_start=6 adopter_tgid=5 "
			   "decision=subreaper\n");
	const struct process *child = process_latest(&result.forest.table, 7);

	check(result.nr == 2 && child->hops == 1 && child->history.nr == 1 &&
		      !child->history.hops[0].inferred,
	      "inference: what is recorded then takes its place");
	check(parent_of(&result.forest, 7, WITH_SUBREAPERS) == 5, "inference: and is right");
	forget(&result);
}

#define LEFT(child) "1 [0] process pid=" #child " start=" #child " parent_tgid=6 parent_start=6\n"
#define TOLD(child)                                                                            \
	"4 [0] reparent child=" #child " child_start=" #child " parent_tgid=6 parent_start=6 " \
	"number=2 adopter_tgid=5 adopter_start=5 decision=subreaper\n"
#define PARTIAL(children)                                                         \
	"4 [0] walk parent_tgid=6 parent_start=6 adopter_tgid=5 adopter_start=5 " \
	"decision=subreaper number=2 children_told=2 children=" #children "\n"

static void test_untold(void)
{
	struct result result =
		infer(TINI "1 [0] process pid=6 start=6 parent_tgid=5 parent_start=5\n" LEFT(7)
			      LEFT(8) LEFT(9) LEFT(10) PARTIAL(4) TOLD(7) TOLD(8));
	const struct process *untold = process_latest(&result.forest.table, 9);

	check(result.nr == 2 && untold->history.nr == 1 && untold->history.hops[0].inferred &&
		      parent_of(&result.forest, 9, WITH_SUBREAPERS) == 5 &&
		      parent_of(&result.forest, 10, WITH_SUBREAPERS) == 5,
	      "inference: children that no reparent tells of go where the others went");
	check(!process_latest(&result.forest.table, 7)->history.hops[0].inferred,
	      "inference: ... and what is recorded stays so");
	forget(&result);
	result = infer(TINI "1 [0] process pid=6 start=6 parent_tgid=5 parent_start=5\n" LEFT(7)
			       LEFT(8) LEFT(9) LEFT(10) PARTIAL(3) TOLD(7) TOLD(8));
	check(result.nr == 1, "inference: ... no more of them than the walk has counted");
	forget(&result);
	result = infer(TINI "1 [0] process pid=6 start=6 parent_tgid=5 parent_start=5\n" LEFT(7)
			       LEFT(8) LEFT(9) PARTIAL(2) TOLD(7) TOLD(8));
	check(!result.nr, "inference: ... and none where all are told");
	forget(&result);
}

static void check_compared(const char *lines, size_t compared, size_t disagreed, const char *name)
{
	struct result result = infer(lines);

	check(!result.nr && result.inference.compared == compared &&
		      result.inference.disagreed == disagreed,
	      name);
	if (result.nr || result.inference.compared != compared)
		printf("# %zu inferred, %zu compared, %zu not the same\n", result.nr,
		       result.inference.compared, result.inference.disagreed);
	forget(&result);
}

static void test_comparison(void)
{
	check_compared(TINI BORN(6, 5) ENDED(6) WALK(6, 5, subreaper), 1, 0,
		       "comparison: as expected");
	check_compared(TINI BORN(6, 5) ENDED(6) WALK(6, 1, no_flag), 1, 1,
		       "comparison: another decision");
	check_compared(TINI BORN(6, 5) BORN(7, 6) ENDED(7) "4 [0] walk parent_tgid=7 "
							   "adopter_tgid=6 decision=subreaper\n",
		       1, 1, "comparison: another adopter");
	check_compared(TINI BORN(6, 5) "3 [0] lost count=1\n" ENDED(6) WALK(6, 1, no_flag), 0, 0,
		       "comparison: not after a loss");
	check_compared(TINI "2 [0] sched_process_fork child_pid=6 parent_pid=5\n" ENDED(6)
			       WALK(6, 1, no_flag),
		       0, 0, "comparison: not where threads are not told");
	check_compared(TINI "3 [0] process pid=6 parent_tgid=5\n" ENDED(6) WALK(6, 1, no_flag), 0,
		       0, "comparison: not of who is older");
	check_compared(TINI BORN(6, 5) ENDED(
			       6) "3.9995 [0] mark tgid=5 start=5 new=1\n" WALK(6, 1, reached_root),
		       0, 0, "comparison: not with a mark at the same time");
	check_compared(TINI BORN(6, 5) ENDED(6) "4 [0] walk parent_tgid=6 adopter_tgid=1 "
						"decision=reached_root steps=5:subreaper_dying\n",
		       0, 0, "comparison: not with a death at the same time");
	check_compared(INIT "2 [0] task_newtask pid=6 common_pid=99\n" ENDED(6) WALK(6, 1, no_flag),
		       0, 0, "comparison: not of unknown descent");
}

#define MOVE(child, parent, rest)                                                   \
	"3 [0] move child=" #child " parent_tgid=" #parent " parent_start=" #parent \
	" adopter_tgid=1 adopter_start=1 threads=1 " rest "\n"

static void check_move(const char *facts, unsigned int decision, unsigned int effects,
		       const char *name)
{
	char line[256];
	struct recorded recorded;

	snprintf(line, sizeof(line), MOVE(7, 6, "%s"), facts);
	recorded = recorded_of(line);
	check(recorded.nr == 1 && recorded.events[0].type == EVENT_REPARENT &&
		      recorded.events[0].reparent.decision == decision &&
		      recorded.events[0].reparent.effects == effects,
	      name);
}

static void test_moves(void)
{
	check_move("adopter_is_init=1", SUBREAPER_DECISION_NO_FLAG, 0, "move: without the flag");
	check_move("parent_has_subreaper=1 adopter_is_subreaper=1 exit_state=0x20 threads=2",
		   SUBREAPER_DECISION_SUBREAPER, 0,
		   "move: to a subreaper, of a process that lives");
	check_move("parent_has_subreaper=1 adopter_is_init=1 exit_state=0x10",
		   SUBREAPER_DECISION_REACHED_ROOT,
		   SUBREAPER_EFFECT_ZOMBIE | SUBREAPER_EFFECT_AUTOREAPED,
		   "move: to init, released");
	check_move("parent_has_subreaper=1 adopter_is_init=1 parent_level=1 ptrace=1",
		   SUBREAPER_DECISION_NS_BOUNDARY, SUBREAPER_EFFECT_PTRACED,
		   "move: in a namespace");
	check_move("parent_has_subreaper=1 adopter_is_init=1 adopter_is_subreaper=1 parent_level=1",
		   DECISION_UNTOLD, 0, "move: to an init that is marked");
	check_move(
		"parent_has_subreaper=1 adopter_is_exiting=1 adopter_is_subreaper=1 parent_level=1",
		DECISION_UNTOLD, 0, "move: to what may be an init that exits");
	check_move("parent_has_subreaper=1", DECISION_UNTOLD, 0, "move: to neither");
}

static void test_probed(void)
{
	struct result result = infer("holds move task_newtask sched_process_exit\n" BORN(6, 1)
					     BORN(7, 6) THREAD(8, 6) BORN(9, 8) ENDED(8) ENDED(6)
						     MOVE(7, 6, "adopter_is_init=1"));

	check(result.nr == 2 && result.events[1].reparent.child == 9 &&
		      result.events[1].reparent.decision == SUBREAPER_DECISION_SIBLING_THREAD,
	      "inference: only what a probe does not see");
	check(parent_of(&result.forest, 7, WITH_SUBREAPERS) == 1,
	      "inference: the probe saw the rest");
	forget(&result);
}

void test_inference(void)
{
	test_moves();
	test_probed();
	test_death();
	test_thread();
	test_doubtful_parent();
	test_init_thread();
	test_nobody();
	test_told_twice();
	test_untold();
	test_comparison();
}
