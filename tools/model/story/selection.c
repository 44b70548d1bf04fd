// SPDX-License-Identifier: GPL-2.0-or-later
/* Which processes of a forest a person wants to see. */
#include <string.h>

#include "selection.h"

#define NS_PER_TICK 10000000

static bool is_kernel_thread(const struct process *process)
{
	const struct process *parent = process->parent[WITH_SUBREAPERS];

	return (process->pid == KTHREADD_PID && !parent) ||
	       (parent && parent->pid == KTHREADD_PID && !parent->parent[WITH_SUBREAPERS]);
}

/*
 * The recorder starts trace-cmd, which starts a process for each CPU and the one that runs what
 * is recorded: three generations, found by the first.
 */
static bool is_recorder(const struct process *process, const struct recorder_event *recorder,
			int generations)
{
	if (!process || !recorder->pid)
		return false;
	if (process->pid == recorder->pid && process->start / NS_PER_TICK == recorder->start)
		return true;
	return generations &&
	       is_recorder(process->parent[WITH_SUBREAPERS], recorder, generations - 1);
}

/* Shown by itself: adopted, an adopter or a subreaper. */
static bool is_concerned(const struct process *process)
{
	return process->decision || process->adopter || process->subreaper;
}

/* Its ancestors were already visited by this pass. */
static void show_ancestors(struct process *process, enum world world, size_t pass)
{
	for (; process && process->pass != pass; process = process->parent[world]) {
		process->pass = pass;
		process->shown = process->alive;
	}
}

/* Every orphan is init's child sooner or later, so its children say nothing. */
static bool is_child_of_concerned(const struct process *process)
{
	const struct process *parent = process->parent[WITH_SUBREAPERS];

	return parent && is_concerned(parent) && !process_is_init(parent);
}

static void show_above(struct forest *forest, struct process *list, enum world world)
{
	size_t pass = ++forest->table.passes;

	for (; list; list = list->link)
		show_ancestors(list, world, pass);
}

static void show_concerned(struct forest *forest)
{
	const struct process_list *remaining = &forest->table.remaining;
	struct process *list = NULL;
	size_t i;

	for (i = 0; i < remaining->nr; i++) {
		struct process *process = remaining->all[i];

		if (!process->alive || process->recorder)
			continue;
		if (!is_concerned(process) && !is_child_of_concerned(process))
			continue;
		process->link = list;
		list = process;
	}
	show_above(forest, list, WITH_SUBREAPERS);
	show_above(forest, list, WITHOUT_SUBREAPERS);
}

static void count_hidden(const struct process *process, struct selection *selection)
{
	if (process->recorder)
		selection->recorder++;
	else if (is_kernel_thread(process))
		selection->kernel_threads++;
	else if (!process->shown)
		selection->others++;
}

/**
 * select_all() - show every process that is alive at the end
 * @forest: concluded; the shown fields are set
 */
void select_all(struct forest *forest)
{
	const struct process_list *remaining = &forest->table.remaining;
	size_t i;

	for (i = 0; i < remaining->nr; i++)
		remaining->all[i]->shown = remaining->all[i]->alive;
}

/**
 * select_concerned() - show those that adoptions are about
 * @forest: concluded; the shown and recorder fields are set
 * @recorder: the process that made the recording that the forest is built from; all 0 if unknown
 *
 * These are the adopted processes, adopters and subreapers, with all their ancestors in both
 * worlds, and with their children unless they are init.
 *
 * Return: what is not shown
 */
struct selection select_concerned(struct forest *forest, const struct recorder_event *recorder)
{
	const struct process_list *remaining = &forest->table.remaining;
	struct selection selection = { 0 };
	size_t i;

	for (i = 0; i < remaining->nr; i++) {
		remaining->all[i]->shown = false;
		remaining->all[i]->recorder = is_recorder(remaining->all[i], recorder, 2);
	}
	show_concerned(forest);
	for (i = 0; i < remaining->nr; i++) {
		struct process *process = remaining->all[i];

		if (process->recorder || is_kernel_thread(process))
			process->shown = false;
		if (process->alive)
			count_hidden(process, &selection);
	}
	return selection;
}

/* The ancestors of a process that is shown already are shown too. */
static void show_all_ancestors(struct process *process)
{
	while ((process = process->parent[WITH_SUBREAPERS]) && !process->shown)
		process->shown = true;
}

/**
 * select_with_ancestors() - show the ancestors of the processes that are shown, dead or alive
 * @forest: concluded; the shown and recorder fields are set
 * @recorder: the process that made the recording that the forest is built from; all 0 if unknown
 *
 * Threads of the kernel and the recording itself are not shown.
 */
void select_with_ancestors(struct forest *forest, const struct recorder_event *recorder)
{
	const struct process_list *met = &forest->table.met;
	size_t i;

	for (i = 0; i < met->nr; i++) {
		if (met->all[i]->shown)
			show_all_ancestors(met->all[i]);
	}
	for (i = 0; i < met->nr; i++) {
		struct process *process = met->all[i];

		process->recorder = is_recorder(process, recorder, 2);
		if (process->recorder || is_kernel_thread(process))
			process->shown = false;
	}
}

/**
 * count_shown() - how many of the processes that may still exist are shown
 *
 * Return: the number
 */
size_t count_shown(const struct forest *forest)
{
	const struct process_list *remaining = &forest->table.remaining;
	size_t count = 0;
	size_t i;

	for (i = 0; i < remaining->nr; i++)
		count += remaining->all[i]->shown;
	return count;
}

/**
 * shown_parent() - the nearest ancestor that is shown
 * @process: below which
 * @world: in which world
 *
 * Return: the ancestor, or NULL for a root
 */
struct process *shown_parent(const struct process *process, enum world world)
{
	struct process *parent = process->parent[world];

	while (parent && !parent->shown)
		parent = parent->parent[world];
	return parent;
}
