// SPDX-License-Identifier: GPL-2.0-or-later
/* What would have happened to orphans without subreapers. */
#include "tap.h"

#define INIT "1 [0] process pid=1 comm=init nspid=1\n"
#define ORPHAN(child, parent, adopter, decision)                                         \
	"2 [0] reparent child=" #child " parent_tgid=" #parent " adopter_tgid=" #adopter \
	" decision=" #decision " child_nspid=" #child "\n"

static void check_parents(const char *lines, int pid, int with, int without, const char *name)
{
	struct forest forest = forest_of(lines);

	check(parent_of(&forest, pid, WITH_SUBREAPERS) == with &&
		      parent_of(&forest, pid, WITHOUT_SUBREAPERS) == without,
	      name);
	forest_deinit(&forest);
}

static void test_single(void)
{
	check_parents(INIT ORPHAN(7, 6, 5, subreaper), 7, 5, 1, "single: to init instead");
	check_parents(ORPHAN(7, 6, 5, subreaper), 7, 5, 1, "single: even if nobody spoke of init");
	check_parents(INIT ORPHAN(7, 6, 1, no_flag), 7, 1, 1, "single: no_flag is the same");
	check_parents(INIT ORPHAN(7, 6, 1, reached_root), 7, 1, 1, "single: so is reached_root");
	check_parents(INIT ORPHAN(7, 6, 1, subreaper), 7, 1, 1,
		      "single: init may be the subreaper");
}

/* 5 adopts 7 and dies, 4 adopts 7: without subreapers init has had it all the time. */
static void test_chain(void)
{
	check_parents(INIT ORPHAN(7, 6, 5, subreaper) ORPHAN(7, 5, 4, subreaper), 7, 4, 1,
		      "chain: from subreaper to subreaper");
	check_parents(INIT ORPHAN(7, 6, 5, subreaper) ORPHAN(7, 5, 1, reached_root), 7, 1, 1,
		      "chain: from a subreaper to init");
	check_parents(INIT ORPHAN(7, 6, 5, subreaper) ORPHAN(8, 7, 5, subreaper), 8, 5, 1,
		      "chain: a child of an orphan");
	check_parents(INIT "1 [0] process pid=5 parent_tgid=4\n" ORPHAN(7, 6, 5, subreaper)
			      ORPHAN(5, 4, 1, no_flag),
		      7, 5, 1, "chain: the subreaper is orphaned itself");
}

static void test_own_children(void)
{
	check_parents(INIT ORPHAN(7, 6, 5, subreaper) "3 [0] process pid=8 parent_tgid=5\n", 8, 5,
		      5, "own children: those of a subreaper stay with it");
	check_parents(INIT ORPHAN(7, 6, 5, subreaper) "3 [0] process pid=8 parent_tgid=7\n", 8, 7,
		      7, "own children: those of an orphan stay with it");
}

#define NAMESPACE(pid) "1 [0] process pid=" #pid " parent_tgid=1 nspid=1 level=1 comm=nsinit\n"
#define MEMBER(pid, parent) \
	"1 [0] process pid=" #pid " parent_tgid=" #parent " nspid=" #pid " level=1\n"
#define ORPHAN_INSIDE(child, parent, adopter)                                            \
	"2 [0] reparent child=" #child " parent_tgid=" #parent " adopter_tgid=" #adopter \
	" decision=subreaper level=1 child_nspid=" #child "\n"

static void test_namespaces(void)
{
	check_parents(INIT NAMESPACE(50) MEMBER(51, 50) MEMBER(52, 51) MEMBER(53, 52)
			      ORPHAN_INSIDE(53, 52, 51),
		      53, 51, 50, "namespaces: to the init of one's own");
	check_parents(INIT NAMESPACE(50) NAMESPACE(60) MEMBER(61, 60) MEMBER(62, 61) MEMBER(63, 62)
			      ORPHAN_INSIDE(63, 62, 61),
		      63, 61, 60, "namespaces: not to another of the same depth");
	check_parents(INIT NAMESPACE(50) MEMBER(52, 51) ORPHAN_INSIDE(53, 52, 51), 53, 51, 50,
		      "namespaces: found also from outside, when there is one only");
	check_parents(INIT NAMESPACE(50) NAMESPACE(60) ORPHAN_INSIDE(53, 52, 51), 53, 51, 0,
		      "namespaces: left open when it could be either");
	check_parents(INIT "2 [0] reparent child=50 parent_tgid=49 adopter_tgid=5 "
			   "decision=subreaper child_nspid=1 level=1\n",
		      50, 5, 1, "namespaces: an orphaned init goes to the init above");
}

void test_counterfactual(void)
{
	test_single();
	test_chain();
	test_own_children();
	test_namespaces();
}
