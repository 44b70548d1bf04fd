// SPDX-License-Identifier: GPL-2.0-or-later
/* The tree by birth against the tree as it is. */
#include "../../tools/model/process/lineage.h"
#include "tap.h"

#define TASKS                                             \
	"1 [0] process pid=1 start=1 comm=init nspid=1\n" \
	"1 [0] process pid=5 start=5 parent_tgid=1 parent_start=1 comm=job nspid=5\n"
#define BORN(pid, parent) "2 [0] task_newtask pid=" #pid " common_pid=" #parent " comm=sh\n"
#define ORPHANED(child, parent, adopter)                                                 \
	"3 [0] reparent child=" #child " parent_tgid=" #parent " adopter_tgid=" #adopter \
	" decision=no_flag\n"

static bool escaped(struct forest *forest, int pid, int from)
{
	lineage_find_escaped(&forest->table, process_latest(&forest->table, from));
	return process_latest(&forest->table, pid)->escaped;
}

static void test_escape(void)
{
	struct forest forest = forest_of(TASKS BORN(6, 5) BORN(7, 6) BORN(8, 7) BORN(9, 6)
						 ORPHANED(7, 6, 1) ORPHANED(9, 6, 5));

	check(escaped(&forest, 7, 5), "escaped: a grandchild that init adopted");
	check(escaped(&forest, 8, 5), "escaped: and who is below it");
	check(!escaped(&forest, 9, 5), "escaped: not who was adopted within the tree");
	check(escaped(&forest, 9, 6), "escaped: all that outlive a parent");
	check(!escaped(&forest, 7, 1) && !escaped(&forest, 5, 5), "escaped: nobody from init");
	forest_deinit(&forest);
}

static void test_end(void)
{
	struct forest forest =
		forest_of(TASKS BORN(6, 5) BORN(7, 6)
				  ORPHANED(7, 6, 1) "4 [0] sched_process_exit pid=7 comm=sh\n");

	check(!escaped(&forest, 7, 5), "escaped: not who has ended");
	forest_deinit(&forest);
}

static void test_unseen_birth(void)
{
	struct forest forest =
		forest_of(TASKS "1 [0] process pid=6 start=6 parent_tgid=5 parent_start=5 comm=sh\n"
				"1 [0] process pid=7 start=7 parent_tgid=6 parent_start=6 comm=sh\n"
				"3 [0] reparent child=7 child_start=7 parent_tgid=6 parent_start=6 "
				"adopter_tgid=1 adopter_start=1 decision=no_flag\n");

	check(escaped(&forest, 7, 5), "escaped: by the first parent, where the birth is older");
	forest_deinit(&forest);
}

static void test_circle(void)
{
	struct forest forest = forest_of(TASKS ORPHANED(6, 7, 1) ORPHANED(7, 6, 1));

	check(!escaped(&forest, 6, 5), "escaped: a circle of parents ends");
	forest_deinit(&forest);
}

static void test_marked_above(void)
{
	struct forest forest =
		forest_of(TASKS BORN(6, 5) BORN(7, 6) "4 [0] mark tgid=5 new=1 argument=1\n");
	const struct process *job = process_latest(&forest.table, 5);

	check(lineage_marked_above(process_latest(&forest.table, 7)) == job,
	      "marked above: the nearest");
	check(!lineage_marked_above(job), "marked above: not the process itself");
	forest_deinit(&forest);
}

void test_lineage(void)
{
	test_marked_above();
	test_escape();
	test_end();
	test_unseen_birth();
	test_circle();
}
