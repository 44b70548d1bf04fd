// SPDX-License-Identifier: GPL-2.0-or-later
/* Every decision and every verdict, in the kernel's order. */
#include <stdio.h>

#include "../../tools/model/forest/walk.h"
#include "tap.h"

#define TASK(pid, parent, more)                                                                   \
	"1 [0] process pid=" #pid " start=" #pid " parent_tgid=" #parent " parent_start=" #parent \
	" comm=p" #pid " " more "\n"
#define INIT	   "1 [0] process pid=1 start=1 comm=init nspid=1\n"
#define IN_TREE	   "has_subreaper=1"
#define SUBREAPER  "subreaper=1"
#define ENDED(pid) "2 [0] sched_process_exit pid=" #pid "\n"
#define NAMESPACE                                     \
	TASK(5, 1, SUBREAPER)                         \
	TASK(6, 5, "nspid=1 level=1 has_subreaper=1") \
	TASK(7, 6, "nspid=2 level=1 has_subreaper=1")

static struct walk walk_of(const char *lines, int parent, int sibling, struct forest *forest)
{
	struct walk walk;

	*forest = forest_of(lines);
	walk_decide(&walk, &forest->table, process_latest(&forest->table, parent), sibling);
	return walk;
}

static void check_walk(const char *lines, int parent, int sibling, unsigned int decision,
		       int adopter, const char *steps, const char *name)
{
	struct forest forest;
	struct walk walk = walk_of(lines, parent, sibling, &forest);
	char text[256] = "";
	size_t i;

	for (i = 0; i < walk.nr_steps && i < SUBREAPER_STEPS_MAX; i++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text), "%s%d:%u", i ? "," : "",
			 walk.steps[i].process ? walk.steps[i].process->pid : 0,
			 walk.steps[i].verdict);
	check(walk.decision == decision && walk.adopter_tid == adopter && !walk.doubts, name);
	if (walk.decision != decision || walk.adopter_tid != adopter || walk.doubts)
		printf("# %u by %d, doubts %u\n", walk.decision, walk.adopter_tid, walk.doubts);
	check_text(text, steps, "walk: ... and who was tried");
	forest_deinit(&forest);
}

static void test_decisions(void)
{
	check_walk(INIT TASK(5, 1, ""), 1, 9, SUBREAPER_DECISION_NS_INIT_HANDOVER, 9, "",
		   "walk: ns_init_handover");
	check_walk(INIT, 1, 0, SUBREAPER_DECISION_NS_DYING, 0, "", "walk: ns_dying");
	check_walk(INIT NAMESPACE, 6, 0, SUBREAPER_DECISION_NS_DYING, 0, "",
		   "walk: ns_dying comes before the flag");
	check_walk(INIT TASK(5, 1, SUBREAPER) TASK(7, 5, IN_TREE), 7, 8,
		   SUBREAPER_DECISION_SIBLING_THREAD, 8, "",
		   "walk: sibling_thread before the flag");
	check_walk(INIT TASK(5, 1, SUBREAPER) TASK(7, 5, ""), 7, 0, SUBREAPER_DECISION_NO_FLAG, 1,
		   "", "walk: no_flag, even below a subreaper");
	check_walk(INIT TASK(5, 1, SUBREAPER) TASK(7, 5, IN_TREE), 7, 0,
		   SUBREAPER_DECISION_SUBREAPER, 5, "5:3", "walk: subreaper");
	check_walk(INIT TASK(5, 1, SUBREAPER) TASK(6, 5, IN_TREE) TASK(7, 6, IN_TREE), 7, 0,
		   SUBREAPER_DECISION_SUBREAPER, 5, "6:1,5:3", "walk: past one that is not marked");
	check_walk(INIT TASK(4, 1, SUBREAPER) TASK(5, 4, SUBREAPER " " IN_TREE) TASK(7, 5, IN_TREE)
			   ENDED(5),
		   7, 0, SUBREAPER_DECISION_SUBREAPER, 4, "5:2,4:3",
		   "walk: past one that is dying");
	check_walk(INIT TASK(5, 1, "") TASK(7, 5, IN_TREE), 7, 0, SUBREAPER_DECISION_REACHED_ROOT,
		   1, "5:1,1:1,0:5", "walk: reached_root, past init");
	check_walk(INIT NAMESPACE, 7, 0, SUBREAPER_DECISION_NS_BOUNDARY, 6, "6:1,5:4",
		   "walk: ns_boundary, past the namespace init");
}

static void test_namespaces(void)
{
	check_walk(INIT NAMESPACE TASK(8, 7, "nspid=3 level=1 subreaper=1 has_subreaper=1")
			   TASK(9, 8, "nspid=4 level=1 has_subreaper=1"),
		   9, 0, SUBREAPER_DECISION_SUBREAPER, 8, "8:3", "walk: a subreaper inside");
	check_walk(INIT NAMESPACE TASK(8, 5, "nspid=3 level=1 has_subreaper=1"), 8, 0,
		   SUBREAPER_DECISION_NS_BOUNDARY, 6, "5:4", "walk: who entered by setns");
	check_walk(INIT TASK(5, 1, "") TASK(6, 5, "nspid=1 level=1") TASK(7, 6, "nspid=2 level=1"),
		   7, 0, SUBREAPER_DECISION_NO_FLAG, 6, "", "walk: no_flag inside");
}

static void test_threads(void)
{
	check_walk(INIT TASK(5, 1, SUBREAPER)
			   TASK(7, 5, IN_TREE) "2 [0] task_newtask pid=6 common_pid=5 "
					       "clone_flags=0x10000\n" ENDED(5),
		   7, 0, SUBREAPER_DECISION_SUBREAPER, 6, "5:3",
		   "walk: a thread adopts when the main thread has ended");
}

static void check_doubts(const char *lines, int parent, unsigned int doubts, const char *name)
{
	struct forest forest;
	struct walk walk = walk_of(lines, parent, 0, &forest);

	check(walk.doubts == doubts, name);
	if (walk.doubts != doubts)
		printf("# got %u\n", walk.doubts);
	forest_deinit(&forest);
}

static void test_doubts(void)
{
	check_doubts("1 [0] task_newtask pid=7 common_pid=5\n", 7,
		     WALK_DOUBTS_FLAG | WALK_DOUBTS_LEVEL | WALK_DOUBTS_ADOPTER,
		     "walk: doubts a flag that nobody told");
	check_doubts(INIT TASK(6, 5, "level=1 " IN_TREE) TASK(7, 6, "level=1 " IN_TREE), 7,
		     WALK_DOUBTS_LEVEL | WALK_DOUBTS_ADOPTER,
		     "walk: doubts the level of an ancestor of one that is deep");
	check_doubts(INIT TASK(5, 1, SUBREAPER) "2 [0] task_newtask pid=7 common_pid=5\n", 7,
		     WALK_DOUBTS_LEVEL, "walk: doubts a namespace that was inherited");
	check_doubts(INIT TASK(6, 5, IN_TREE) TASK(7, 6, IN_TREE), 7,
		     WALK_DOUBTS_MARK | WALK_DOUBTS_PARENT,
		     "walk: doubts an ancestor that nobody described");
}

static void test_circle(void)
{
	struct forest forest = { 0 };
	struct process *one = process_get(&forest.table, 5, 5);
	struct process *other = process_get(&forest.table, 6, 6);
	struct walk walk;

	process_set_parent(one, other, 6);
	process_set_parent(other, one, 5);
	one->flags.has_subreaper = true;
	walk_decide(&walk, &forest.table, one, 0);
	check(walk.decision == SUBREAPER_DECISION_REACHED_ROOT, "walk: a circle has an end");
	forest_deinit(&forest);
}

void test_walk(void)
{
	test_decisions();
	test_namespaces();
	test_threads();
	test_doubts();
	test_circle();
}
