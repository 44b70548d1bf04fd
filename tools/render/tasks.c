// SPDX-License-Identifier: GPL-2.0-or-later
/* A snapshot as a table, or as a tree. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "../model/words.h"
#include "label.h"
#include "table.h"
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
	[COLUMN_DECISION] = { "DECISION", 0 },
	[COLUMN_ADOPTER] = { "ADOPTER", 0 },
	[COLUMN_PROCESS] = { "PROCESS", 0 },
};

static void set_number(struct libscols_line *line, size_t column, int32_t number)
{
	char text[16];

	snprintf(text, sizeof(text), "%" PRId32, number);
	scols_line_set_data(line, column, text);
}

static void set_adopter(struct libscols_line *line, const struct terminal *terminal,
			const struct snapshot *snapshot, const struct snapshot_task *task)
{
	const struct snapshot_task *adopter = snapshot_find(snapshot, task->adopter);

	if (!task->adopter) {
		scols_line_set_data(line, COLUMN_ADOPTER, "-");
		return;
	}
	scols_line_set_data(line, COLUMN_ADOPTER,
			    label_any(terminal, task->adopter, 1, adopter ? adopter->comm : "",
				      task->adopter_tid)
				    .text);
}

static struct libscols_line *add_line(struct libscols_table *table, struct libscols_line *parent,
				      const struct terminal *terminal,
				      const struct snapshot *snapshot,
				      const struct snapshot_task *task)
{
	struct libscols_line *line = scols_table_new_line(table, parent);
	char state[2] = { task->state, '\0' };

	if (!line)
		return NULL;
	set_number(line, COLUMN_PID, task->pid);
	set_number(line, COLUMN_PPID, task->ppid);
	scols_line_set_data(line, COLUMN_STATE, state);
	scols_line_set_data(line, COLUMN_MARKED, task->subreaper ? "yes" : "-");
	scols_line_set_data(line, COLUMN_HAS, task->has_subreaper ? "yes" : "-");
	scols_line_set_data(line, COLUMN_DECISION,
			    task->decision ? word_of(decision_words, task->decision) : "-");
	set_adopter(line, terminal, snapshot, task);
	scols_line_set_data(line, COLUMN_PROCESS, label_comm(terminal, task->comm).text);
	if (task->subreaper)
		scols_line_set_color(line, SGR_SUBREAPER);
	return line;
}

static bool is_shown(const struct snapshot_task *task, const struct tasks_style *style)
{
	return style->all || !snapshot_task_is_kernel(task);
}

/* A parent may have a higher pid than its child, so lines are made when they are needed. */
struct tree {
	struct libscols_table *table;
	const struct terminal *terminal;
	const struct snapshot *snapshot;
	const struct tasks_style *style;
	struct libscols_line **lines;
	/* Being made: a circle of parents, which a forged copy could have, ends here. */
	bool *begun;
};

static int add_below_parent(struct tree *tree, size_t place)
{
	const struct snapshot_task *task = &tree->snapshot->tasks[place];
	const struct snapshot_task *parent = snapshot_find(tree->snapshot, task->ppid);
	struct libscols_line *above = NULL;
	int err = 0;

	if (tree->begun[place] || !is_shown(task, tree->style))
		return 0;
	tree->begun[place] = true;
	if (parent) {
		size_t parent_place = parent - tree->snapshot->tasks;

		err = add_below_parent(tree, parent_place);
		above = tree->lines[parent_place];
	}
	if (err)
		return err;
	tree->lines[place] = add_line(tree->table, above, tree->terminal, tree->snapshot, task);
	return tree->lines[place] ? 0 : -ENOMEM;
}

static int add_tree(struct libscols_table *table, const struct terminal *terminal,
		    const struct snapshot *snapshot, const struct tasks_style *style)
{
	struct tree tree = {
		.table = table,
		.terminal = terminal,
		.snapshot = snapshot,
		.style = style,
		.lines = calloc(snapshot->nr + 1, sizeof(struct libscols_line *)),
		.begun = calloc(snapshot->nr + 1, sizeof(bool)),
	};
	int err = tree.lines && tree.begun ? 0 : -ENOMEM;
	size_t i;

	for (i = 0; !err && i < snapshot->nr; i++)
		err = add_below_parent(&tree, i);
	free(tree.lines);
	free(tree.begun);
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
 * @terminal: where to
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
