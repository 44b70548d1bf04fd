// SPDX-License-Identifier: GPL-2.0-or-later
/* Which of the shown siblings look the same. */
#include "../../tools/model/story/folds.h"
#include "../../tools/model/story/selection.h"
#include "tap.h"

#define ROOT "1 [0] process pid=5 start=5 comm=tini nspid=5\n"
#define CHILD(pid, comm, more)                                                              \
	"1 [0] process pid=" #pid " start=" #pid " parent_tgid=5 parent_start=5 comm=" comm \
	" " more "\n"

/* How many the process stands for, among all of a trace. */
static size_t folded(const char *lines, int pid)
{
	struct forest forest = forest_of(lines);
	struct branches branches;
	struct folds folds;
	size_t i, ret = 99;

	select_all(&forest);
	if (!branches_of(&branches, &forest.table, &forest.table.remaining, WITH_SUBREAPERS)) {
		if (!folds_of(&folds, &branches, WITH_SUBREAPERS)) {
			for (i = 0; i < branches.nr; i++) {
				if (branches.all[i].process->pid == pid)
					ret = folds.nr[i];
			}
			folds_deinit(&folds);
		}
		branches_deinit(&branches);
	}
	forest_deinit(&forest);
	return ret;
}

void test_siblings(void)
{
	static const char four[] = ROOT CHILD(6, "a", "") CHILD(7, "b", "") CHILD(8, "a", "")
		CHILD(9, "a", "") CHILD(10, "a", "");
	static const char three[] = ROOT CHILD(6, "a", "") CHILD(7, "a", "") CHILD(8, "a", "")
		CHILD(9, "b", "");
	static const char marked[] = ROOT CHILD(6, "a", "") CHILD(7, "a", "") CHILD(8, "a", "")
		CHILD(9, "a", "subreaper=1");
	static const char parent[] = ROOT CHILD(6, "a", "") CHILD(7, "a", "") CHILD(8, "a", "")
		CHILD(9, "a", "") "1 [0] process pid=10 start=10 parent_tgid=6 parent_start=6\n";

	check(folded(four, 6) == 4, "folds: the first stands for all, wherever they are");
	check(folded(four, 8) == 0 && folded(four, 10) == 0, "folds: the others are not shown");
	check(folded(four, 7) == 1 && folded(four, 5) == 1, "folds: one alone stays");
	check(folded(three, 6) == 1, "folds: three are shown one by one");
	check(folded(marked, 6) == 1 && folded(marked, 9) == 1,
	      "folds: a subreaper looks different");
	check(folded(parent, 6) == 1 && folded(parent, 7) == 1,
	      "folds: one with children is no leaf");
}
