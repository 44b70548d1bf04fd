// SPDX-License-Identifier: GPL-2.0-or-later
/* A snapshot as a table, or as a tree. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "../../model/trace/words.h"
#include "../text/label.h"
#include "../text/table.h"
#include "tasks.h"

#define SGR_SUBREAPER "\033[1m"

enum {
	COLUMN_PID,
	COLUMN_PPID,
	COLUMN_STATE,
	COLUMN_MARKED,
	COLUMN_HAS,
	COLUMN_DECISION,
	COLUMN_ADOPTER,
	COLUMN_PROCESS,
	COLUMNS,
};

static const struct table_column all_columns[COLUMNS] = {
	[COLUMN_PID] = { "PID", SCOLS_FL_RIGHT },
	[COLUMN_PPID] = { "PPID", SCOLS_FL_RIGHT },
	[COLUMN_STATE] = { "S", 0 },
	[COLUMN_MARKED] = { "MARKED", 0 },
	[COLUMN_HAS] = { "HAS", 0 },
	[COLUMN_DECISION] = { "REASON", 0 },
	[COLUMN_ADOPTER] = { "NEW PARENT", 0 },
	[COLUMN_PROCESS] = { "PROCESS", 0 },
};

static const char *flag(const struct snapshot *snapshot, uint8_t flag)
{
	return snapshot->bare ? "?" : flag ? "yes" : "-";
}

static void set_adopter(struct libscols_line *line, const struct terminal *terminal,
			const struct snapshot *snapshot, const struct snapshot_task *task)
{
	const struct snapshot_task *adopter = snapshot_find(snapshot, task->adopter);

	if (!task->adopter) {
		scols_line_set_data(line, COLUMN_ADOPTER, snapshot->bare ? "?" : "-");
		return;
	}
	scols_line_set_data(line, COLUMN_ADOPTER,
			    label_any(terminal, task->adopter, 1,
				      adopter ? adopter->process.comm : "", task->adopter_tid)
				    .text);
}

static struct libscols_line *add_line(struct libscols_table *table, struct libscols_line *parent,
				      const struct terminal *terminal,
				      const struct snapshot *snapshot,
				      const struct snapshot_task *task)
{
	struct libscols_line *line = scols_table_new_line(table, parent);
	char state[2] = { task->process.state, '\0' };

	if (!line)
		return NULL;
	table_set_number(line, COLUMN_PID, task->process.pid);
	table_set_number(line, COLUMN_PPID, task->process.parent_tgid);
	scols_line_set_data(line, COLUMN_STATE, state);
	scols_line_set_data(line, COLUMN_MARKED, flag(snapshot, task->process.subreaper));
	scols_line_set_data(line, COLUMN_HAS, flag(snapshot, task->process.has_subreaper));
	scols_line_set_data(line, COLUMN_DECISION,
			    task->decision   ? word_of(decision_words, task->decision)
			    : snapshot->bare ? "?"
					     : "-");
	set_adopter(line, terminal, snapshot, task);
	scols_line_set_data(line, COLUMN_PROCESS, label_comm(terminal, task->process.comm).text);
	if (task->process.subreaper)
		scols_line_set_color(line, SGR_SUBREAPER);
	return line;
}

static bool is_shown(const struct snapshot_task *task, const struct tasks_style *style)
{
	return style->all || !snapshot_task_is_kernel(task);
}

#define NOBODY SIZE_MAX

/* The line of a task, which may have to wait for those of its ancestors. */
struct place {
	struct libscols_line *line;
	unsigned int depth;
	/* Being made: a circle of parents, which a forged copy could have, ends here. */
	bool begun;
	size_t child;
};

struct tree {
	struct libscols_table *table;
	const struct terminal *terminal;
	const struct snapshot *snapshot;
	const struct tasks_style *style;
	struct place *places;
};

static size_t parent_of(const struct tree *tree, size_t task)
{
	const struct snapshot_task *parent =
		snapshot_find(tree->snapshot, tree->snapshot->tasks[task].process.parent_tgid);

	return parent ? (size_t)(parent - tree->snapshot->tasks) : NOBODY;
}

/* A process that is too deep begins a tree; the column of parents shows its parent. */
static int add_to_tree(struct tree *tree, size_t task)
{
	struct place *place = &tree->places[task];
	size_t parent = parent_of(tree, task);
	const struct place *above = parent == NOBODY ? NULL : &tree->places[parent];

	if (above && (!above->line || above->depth == TABLE_DEPTH_MAX))
		above = NULL;
	place->depth = above ? above->depth + 1 : 1;
	place->line = add_line(tree->table, above ? above->line : NULL, tree->terminal,
			       tree->snapshot, &tree->snapshot->tasks[task]);
	return place->line ? 0 : -ENOMEM;
}

/* A parent may have a higher pid than its child, so lines are made when they are needed. */
static int add_below_parent(struct tree *tree, size_t task)
{
	size_t child = NOBODY;
	int err = 0;

	while (task != NOBODY && !tree->places[task].begun &&
	       is_shown(&tree->snapshot->tasks[task], tree->style)) {
		tree->places[task].begun = true;
		tree->places[task].child = child;
		child = task;
		task = parent_of(tree, task);
	}
	for (; !err && child != NOBODY; child = tree->places[child].child)
		err = add_to_tree(tree, child);
	return err;
}

static int add_tree(struct libscols_table *table, const struct terminal *terminal,
		    const struct snapshot *snapshot, const struct tasks_style *style)
{
	struct tree tree = { table, terminal, snapshot, style, NULL };
	int err = 0;
	size_t i;

	tree.places = calloc(snapshot->nr + 1, sizeof(*tree.places));
	if (!tree.places)
		return -ENOMEM;
	for (i = 0; !err && i < snapshot->nr; i++)
		err = add_below_parent(&tree, i);
	free(tree.places);
	return err;
}

static int add_list(struct libscols_table *table, const struct terminal *terminal,
		    const struct snapshot *snapshot, const struct tasks_style *style)
{
	size_t i;

	for (i = 0; i < snapshot->nr; i++) {
		if (is_shown(&snapshot->tasks[i], style) &&
		    !add_line(table, NULL, terminal, snapshot, &snapshot->tasks[i]))
			return -ENOMEM;
	}
	return 0;
}

static void tell_hidden(const struct terminal *terminal, const struct snapshot *snapshot,
			const struct tasks_style *style)
{
	size_t hidden = 0;
	size_t i;

	for (i = 0; i < snapshot->nr; i++)
		hidden += !is_shown(&snapshot->tasks[i], style);
	if (hidden)
		fprintf(terminal->out, "\nShown with --all: %zu kernel thread%s.\n", hidden,
			hidden == 1 ? "" : "s");
}

/**
 * tasks_render() - print the processes of a snapshot
 * @snapshot: the processes
 * @style: which, and how
 *
 * Return: 0 or -ENOMEM; errors of writing show when the stream is closed
 */
int tasks_render(const struct terminal *terminal, const struct snapshot *snapshot,
		 const struct tasks_style *style)
{
	struct table_column columns[COLUMNS];
	struct libscols_table *table;
	char *text;
	int err;

	memcpy(columns, all_columns, sizeof(columns));
	columns[COLUMN_PROCESS].flags = style->tree ? SCOLS_FL_TREE : 0;
	table = table_create(terminal, columns, COLUMNS);
	if (!table)
		return -ENOMEM;
	err = style->tree ? add_tree(table, terminal, snapshot, style)
			  : add_list(table, terminal, snapshot, style);
	if (!err)
		err = table_to_string(table, &text);
	scols_unref_table(table);
	if (err)
		return err;
	fputs(text, terminal->out);
	free(text);
	tell_hidden(terminal, snapshot, style);
	return 0;
}

static void put_known(struct document *document, const char *key, int32_t number)
{
	if (number)
		document_signed(document, key, number);
}

static void put_adopted(struct document *document, const struct process_event *process)
{
	if (!process->adopted_by)
		return;
	document_open(document, "adopted", '{');
	document_signed(document, "by", process->adopted_by);
	document_number(document, "by_start", process->adopted_by_start);
	document_number(document, "monotonic_ns", process->adopted_time);
	document_word(document, "decision", word_of(decision_words, process->adopted_decision));
	document_number(document, "decision_number", process->adopted_number);
	document_close(document, '}');
}

/* The decision for its children; none if the module did not know it. */
static void put_prediction(struct document *document, const struct snapshot *snapshot,
			   const struct snapshot_task *task)
{
	const struct snapshot_task *adopter = snapshot_find(snapshot, task->adopter);

	if (!task->decision) {
		document_unknown(document, "next", snapshot->bare ? WHY_NO_MODULE : WHY_UNTOLD);
		return;
	}
	document_open(document, "next", '{');
	document_basis(document, &(struct basis){ .evidence = EVIDENCE_RECORDED });
	document_word(document, "decision", word_of(decision_words, task->decision));
	document_someone(document, "new_parent", task->adopter, 1,
			 adopter ? adopter->process.start : 0,
			 adopter ? adopter->process.comm : "");
	document_thread(document, "new_parent_thread", task->adopter_tid, "");
	document_close(document, '}');
}

static void put_task(struct document *document, const struct snapshot *snapshot,
		     const struct snapshot_task *task)
{
	const struct process_event *process = &task->process;
	const struct snapshot_task *parent = snapshot_find(snapshot, process->parent_tgid);
	char state[2] = { process->state, '\0' };

	document_item(document, "task");
	document_any(document, process->pid, 1, process->start, process->comm);
	document_someone(document, "parent", process->parent_tgid, 1,
			 parent ? parent->process.start : process->parent_start,
			 parent ? parent->process.comm : "");
	document_text(document, "state", state);
	document_number(document, "level", process->level);
	put_known(document, "nspid", process->nspid);
	if (!snapshot->bare) {
		document_flag(document, "subreaper", process->subreaper);
		document_flag(document, "has_subreaper", process->has_subreaper);
	}
	put_known(document, "tracer", process->tracer_tgid);
	put_known(document, "process_group", process->pgrp);
	put_known(document, "session", process->session);
	put_known(document, "pdeath_signal", process->pdeath_signal);
	put_adopted(document, process);
	put_prediction(document, snapshot, task);
	document_item_end(document);
}

/**
 * tasks_put() - write the processes of a snapshot, for programs
 * @document: begun; to be ended by the caller
 * @snapshot: the processes
 * @all: whether threads of the kernel are written too
 *
 * Return: how many were not
 */
size_t tasks_put(struct document *document, const struct snapshot *snapshot, bool all)
{
	const struct tasks_style style = { .all = all };
	size_t i, hidden = 0;

	for (i = 0; i < snapshot->nr; i++) {
		if (is_shown(&snapshot->tasks[i], &style))
			put_task(document, snapshot, &snapshot->tasks[i]);
		else
			hidden++;
	}
	return hidden;
}
