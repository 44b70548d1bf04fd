// SPDX-License-Identifier: GPL-2.0-or-later
/* So many that what takes time for their square does not come to an end. */
#include "../../tools/model/story/adopter.h"
#include "../../tools/model/forest/branches.h"
#include "../../tools/model/process/lineage.h"
#include "../../tools/model/process/namespace.h"
#include "tap.h"

#define CROWD 100000

/* Each the child of the one before it, the first one of none. */
static struct forest nest(void)
{
	struct forest forest = { 0 };
	struct process *parent = NULL;
	int pid;

	for (pid = 1; pid <= CROWD; pid++) {
		struct process *process = process_get(&forest.table, pid, pid);

		process_set_parent(process, parent, 0);
		process->parent[WITHOUT_SUBREAPERS] = parent;
		process->birth.at.known = true;
		process->birth.parent = parent;
		parent = process;
	}
	return forest;
}

static size_t count_roots(const struct forest *forest, enum world world)
{
	size_t i, count = 0;

	for (i = 0; i < forest->table.met.nr; i++)
		count += !forest->table.met.all[i]->parent[world];
	return count;
}

static void test_circle(void)
{
	struct forest forest = nest();
	struct process *first = process_latest(&forest.table, 1);
	struct process *last = process_latest(&forest.table, CROWD);

	process_set_parent(first, last, 0);
	first->parent[WITHOUT_SUBREAPERS] = last;
	forest_conclude(&forest);
	check(count_roots(&forest, WITH_SUBREAPERS) == 1, "crowd: a circle is cut once");
	check(count_roots(&forest, WITHOUT_SUBREAPERS) == 1, "crowd: in the other world, too");
	forest_deinit(&forest);
}

static size_t count_remaining(const struct forest *forest, const struct process *process)
{
	const struct process_list *remaining = &forest->table.remaining;
	size_t i, count = 0;

	for (i = 0; i < remaining->nr; i++)
		count += !process || remaining->all[i] == process;
	return count;
}

static void test_gone(void)
{
	struct forest forest = { 0 };
	struct process *first, *last;
	int pid;

	for (pid = 1; pid <= CROWD; pid++) {
		struct process *process = process_get(&forest.table, pid, pid);

		process->freed.known = pid > 9;
		process->alive = pid <= 9;
	}
	first = process_latest(&forest.table, 1);
	last = process_latest(&forest.table, CROWD);
	check(count_remaining(&forest, NULL) < 64 && forest.table.met.nr == CROWD,
	      "gone: they are not gone through again and again");
	check(count_remaining(&forest, first) == 1, "gone: who was before them remains");
	process_revive(&forest.table, first);
	check(count_remaining(&forest, first) == 1, "gone: who is there is not there twice");
	for (pid = CROWD + 1; last->remains; pid++)
		process_get(&forest.table, pid, pid)->alive = false;
	process_revive(&forest.table, last);
	check(last->alive && count_remaining(&forest, last) == 1,
	      "gone: who turns out to be there comes back");
	forest_deinit(&forest);
}

/* One after the other has a pid and is adopted by init, waited for, and gone. */
static void use_again(struct forest *forest, int pid, int times)
{
	struct process *init = process_get(&forest->table, 1, 1);

	while (times--) {
		struct process *process = process_born(&forest->table, pid);

		process_set_parent(process, init, 1);
		process->decision = SUBREAPER_DECISION_NO_FLAG;
		process_end(process);
		process->ended.known = true;
		process->freed.known = true;
		process->alive = false;
		process_table_make_room(&forest->table);
	}
}

static void test_forget(void)
{
	struct forest forest = { .table = { .forgets = true, .remembered = 8 } };
	struct process *parent;
	struct adopter adopter;

	use_again(&forest, 7, CROWD);
	check(forest.table.nr < 9 && process_latest(&forest.table, 7)->ordinal == CROWD,
	      "forgotten: who is gone takes no memory when its pid is used again");
	adopter = adopter_of(&forest, process_latest(&forest.table, 1));
	check(adopter.adopted == CROWD && adopter.reaped == CROWD && !adopter.unreaped,
	      "forgotten: they still count as adopted, and as waited for");
	use_again(&forest, 8, 9);
	check(process_latest(&forest.table, 8)->namesake->namesake->ordinal == 7,
	      "forgotten: not who is asked about");
	use_again(&forest, 9, 1);
	parent = process_latest(&forest.table, 9);
	process_set_parent(process_born(&forest.table, 10), parent, 0);
	use_again(&forest, 9, 3);
	check(parent->pid == 9 && parent->ordinal == 1 &&
		      process_latest(&forest.table, 10)->parent[WITH_SUBREAPERS] == parent,
	      "forgotten: nobody who is a parent");
	forest_deinit(&forest);
}

static void test_circle_of_gone(void)
{
	struct forest forest = { 0 };
	struct process *one = process_get(&forest.table, 5, 5);
	struct process *other = process_get(&forest.table, 6, 6);

	process_set_parent(one, other, 0);
	process_set_parent(other, one, 0);
	one->parent[WITHOUT_SUBREAPERS] = other;
	other->parent[WITHOUT_SUBREAPERS] = one;
	forest.table.remaining.nr = 0;
	forest_conclude(&forest);
	check(one->parent[WITH_SUBREAPERS] && other->parent[WITH_SUBREAPERS],
	      "gone: nobody asked about their ancestors");
	forest_conclude_of(&forest, &(struct process_list){ .all = &one, .nr = 1 });
	check(count_roots(&forest, WITH_SUBREAPERS) == 1 &&
		      count_roots(&forest, WITHOUT_SUBREAPERS) == 1,
	      "gone: whose ancestors are asked about has no circle of them");
	forest_deinit(&forest);
}

static void test_hidden(void)
{
	struct forest forest = nest();
	struct branches branches;
	bool found = true;
	size_t i;

	for (i = 0; i < CROWD; i++)
		forest.table.met.all[i]->shown = !i || i == CROWD / 2 || i >= CROWD - 9;
	branches_of(&branches, &forest.table, &forest.table.met, WITH_SUBREAPERS);
	for (i = 0; i < branches.nr; i++) {
		int pid = branches.all[i].process->pid;
		int parent = branches.all[i].parent ? branches.all[i].parent->pid : 0;

		found &= parent == (pid == 1		   ? 0
				    : pid == CROWD / 2 + 1 ? 1
				    : pid == CROWD - 8	   ? CROWD / 2 + 1
							   : pid - 1);
	}
	check(found && branches.nr == 11, "crowd: who is shown above many that are not");
	branches_deinit(&branches);
	forest_deinit(&forest);
}

static void test_escape(void)
{
	struct forest forest = nest();
	struct process *first = process_latest(&forest.table, 1);
	struct process *job = process_latest(&forest.table, 2);
	size_t i, count = 0;

	process_set_parent(process_latest(&forest.table, CROWD - 9), first, 0);
	lineage_find_escaped(&forest.table, job);
	for (i = 0; i < CROWD; i++)
		count += forest.table.met.all[i]->escaped;
	check(count == 10 && process_latest(&forest.table, CROWD)->escaped,
	      "crowd: who has escaped after many generations");
	forest_deinit(&forest);
}

static void test_threads(void)
{
	struct forest forest = { 0 };
	struct process *process = process_get(&forest.table, 1, 1);
	bool oldest = true;
	int tid;

	process->leader_ended = true;
	for (tid = 2; tid <= CROWD; tid++)
		thread_join(&forest.threads, tid, process);
	thread_leave(&forest.threads, CROWD / 2);
	for (tid = CROWD; tid > CROWD / 2; tid--)
		thread_leave(&forest.threads, tid);
	for (tid = 2; tid < CROWD / 2; tid++) {
		oldest &= live_thread(process) == tid;
		thread_leave(&forest.threads, tid);
	}
	check(oldest && !live_thread(process), "crowd: the oldest of many threads that lives");
	thread_join(&forest.threads, 2, process);
	check(live_thread(process) == 2, "crowd: one that is met again");
	forest_deinit(&forest);
}

static struct process *init_at(struct forest *forest, unsigned int level)
{
	return namespace_init(&forest->table, process_latest(&forest->table, CROWD), level, NULL);
}

static void test_inits(void)
{
	struct forest forest = nest();
	struct process *only = process_latest(&forest.table, 7);
	int pid, asked;

	for (pid = 2; pid <= CROWD; pid++)
		process_set_parent(process_latest(&forest.table, pid), NULL, 0);
	for (pid = 10; pid < CROWD; pid++)
		namespace_place(&forest.table, process_latest(&forest.table, pid), 1, 2);
	namespace_place(&forest.table, only, 1, 1);
	for (asked = 0; asked < CROWD && init_at(&forest, 1) == only; asked++)
		;
	check(asked == CROWD, "crowd: the only init of a depth among many");
	check(!init_at(&forest, 2) && !init_at(&forest, 1 + INIT_LISTS),
	      "crowd: of many inits none is known to be it");
	namespace_place(&forest.table, only, 1, 3);
	check(!init_at(&forest, 1) && init_at(&forest, 3) == only, "crowd: an init has moved");
	forest_deinit(&forest);
}

void test_crowd(void)
{
	test_circle();
	test_gone();
	test_forget();
	test_circle_of_gone();
	test_hidden();
	test_escape();
	test_threads();
	test_inits();
}
