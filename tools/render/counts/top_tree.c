// SPDX-License-Identifier: GPL-2.0-or-later
/* A process and those below it, a line each. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "../text/label.h"
#include "top.h"

/* As deep as a line has room for; what is below is drawn at that depth. */
#define DEPTH_MAX 24

struct branch {
	size_t task;
	size_t parent;
};

struct drawing {
	struct top_page *page;
	const struct terminal *terminal;
	const struct overview *overview;
	/* By parent, then by pid. */
	struct branch *branches;
	size_t nr;
};

static int compare(const void *first, const void *second)
{
	const struct branch *a = first, *b = second;

	if (a->parent != b->parent)
		return a->parent < b->parent ? -1 : 1;
	return (a->task > b->task) - (a->task < b->task);
}

static size_t first_below(const struct drawing *drawing, size_t parent)
{
	size_t low = 0, high = drawing->nr;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (drawing->branches[middle].parent < parent)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static enum top_look look_of(const struct process_event *process)
{
	if (process->state == 'Z')
		return TOP_TROUBLE;
	return process->subreaper ? TOP_SUBREAPER : TOP_PLAIN;
}

static void add_task(const struct drawing *drawing, size_t task, const char *indent,
		     const char *branch)
{
	const struct process_event *process = &drawing->overview->snapshot.tasks[task].process;

	top_add(drawing->page, look_of(process), "%8" PRId32 "  %c  %s%s%s%s%s", process->pid,
		process->state ? process->state : '?', indent, branch,
		label_comm(drawing->terminal, process->comm).text,
		process->state == 'Z' ? " <defunct>" : "",
		process->subreaper ? " (subreaper)" : "");
}

static void add_below(const struct drawing *drawing, size_t parent, const char *indent,
		      unsigned int depth)
{
	bool utf8 = drawing->terminal->utf8;
	size_t i;

	for (i = first_below(drawing, parent);
	     i < drawing->nr && drawing->branches[i].parent == parent; i++) {
		bool last = i + 1 == drawing->nr || drawing->branches[i + 1].parent != parent;
		const char *corner = utf8 ? (last ? "└─" : "├─") : (last ? "`-" : "|-");
		const char *beam = utf8 ? "│ " : "| ";
		char *further;

		add_task(drawing, drawing->branches[i].task, indent, corner);
		if (depth == DEPTH_MAX ||
		    asprintf(&further, "%s%s", indent, last ? "  " : beam) < 0)
			continue;
		add_below(drawing, drawing->branches[i].task, further, depth + 1);
		free(further);
	}
}

/**
 * top_tree() - add a tree to a page
 * @overview: of which machine
 * @root: pid of the process at its root
 *
 * Return: 0 or -ENOMEM
 */
int top_tree(struct top_page *page, const struct terminal *terminal,
	     const struct overview *overview, int32_t root)
{
	const struct snapshot *snapshot = &overview->snapshot;
	const struct snapshot_task *task = snapshot_find(snapshot, root);
	struct drawing drawing = { page, terminal, overview,
				   calloc(snapshot->nr + 1, sizeof(*drawing.branches)), 0 };
	size_t i;

	if (!drawing.branches)
		return -ENOMEM;
	for (i = 0; i < snapshot->nr; i++) {
		const struct snapshot_task *parent =
			snapshot_find(snapshot, snapshot->tasks[i].process.parent_tgid);

		if (parent && parent != &snapshot->tasks[i])
			drawing.branches[drawing.nr++] =
				(struct branch){ i, (size_t)(parent - snapshot->tasks) };
	}
	if (drawing.nr)
		qsort(drawing.branches, drawing.nr, sizeof(*drawing.branches), compare);
	if (task) {
		add_task(&drawing, (size_t)(task - snapshot->tasks), "", "");
		add_below(&drawing, (size_t)(task - snapshot->tasks), "", 1);
	}
	free(drawing.branches);
	return 0;
}
