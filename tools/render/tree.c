// SPDX-License-Identifier: GPL-2.0-or-later
/* A forest in one world, as a table with a tree in it. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../model/branches.h"
#include "../model/words.h"
#include "label.h"
#include "table.h"
#include "tree.h"

#define SGR_ADOPTED   "\033[32m"
#define SGR_SUBREAPER "\033[1m"

enum {
	COLUMN_PID,
	COLUMN_PROCESS,
	COLUMN_FATHER,
	COLUMN_DECISION,
	COLUMNS,
};

static const struct table_column all_columns[COLUMNS] = {
	[COLUMN_PID] = { "PID", SCOLS_FL_RIGHT },
	[COLUMN_PROCESS] = { "PROCESS", SCOLS_FL_TREE },
	[COLUMN_FATHER] = { "WAS CHILD OF", 0 },
	[COLUMN_DECISION] = { "DECISION", 0 },
};

static const char *colour_of(const struct process *process)
{
	if (process->decision)
		return SGR_ADOPTED;
	return process->subreaper ? SGR_SUBREAPER : NULL;
}

struct tree {
	struct libscols_table *table;
	const struct terminal *terminal;
	enum world world;
	unsigned int details;
	struct branches branches;
};

static void set_process(const struct tree *tree, struct libscols_line *line,
			const struct process *process)
{
	char text[sizeof(struct label) + 32];

	snprintf(text, sizeof(text), "%s%s%s", label_comm(tree->terminal, process->comm).text,
		 process_is_zombie(process) ? " <defunct>" : "",
		 process->subreaper && tree->world == WITH_SUBREAPERS ? " (subreaper)" : "");
	scols_line_set_data(line, COLUMN_PROCESS, text);
}

static void set_father(const struct tree *tree, struct libscols_line *line,
		       const struct process *process)
{
	if (process->father)
		scols_line_set_data(
			line, COLUMN_FATHER,
			label_named(tree->terminal, process->father, process->father_comm).text);
}

static void set_decision(const struct tree *tree, struct libscols_line *line,
			 const struct process *process)
{
	size_t column = tree->details & TREE_FATHER ? COLUMN_DECISION : COLUMN_FATHER;
	const char *word = word_of(decision_words, process->decision);
	char text[64];

	if (process->hops > 1)
		snprintf(text, sizeof(text), "%s, hop %u", word, process->hops);
	else
		snprintf(text, sizeof(text), "%s", word);
	if (process->decision)
		scols_line_set_data(line, column, text);
}

static struct libscols_line *add_line(const struct tree *tree, struct libscols_line *parent,
				      const struct process *process)
{
	struct libscols_line *line = scols_table_new_line(tree->table, parent);

	if (!line)
		return NULL;
	scols_line_set_data(line, COLUMN_PID, label_pid(process).text);
	set_process(tree, line, process);
	if (tree->details & TREE_FATHER)
		set_father(tree, line, process);
	if (tree->details & TREE_DECISION)
		set_decision(tree, line, process);
	scols_line_set_color(line, colour_of(process));
	return line;
}

static int add_children(const struct tree *tree, struct libscols_line *above,
			const struct process *parent)
{
	size_t i;
	int err = 0;

	for (i = branches_below(&tree->branches, parent); !err && i < tree->branches.nr; i++) {
		struct process *process = tree->branches.all[i].process;
		struct libscols_line *line;

		if (tree->branches.all[i].parent != parent)
			break;
		line = add_line(tree, above, process);
		err = line ? add_children(tree, line, process) : -ENOMEM;
	}
	return err;
}

static struct libscols_table *create_table(const struct terminal *terminal, unsigned int details)
{
	struct table_column columns[COLUMNS];
	size_t count = COLUMN_FATHER;

	memcpy(columns, all_columns, sizeof(columns));
	if (details & TREE_FATHER)
		columns[count++] = all_columns[COLUMN_FATHER];
	if (details & TREE_DECISION)
		columns[count++] = all_columns[COLUMN_DECISION];
	return table_create(terminal, columns, count);
}

/**
 * tree_to_string() - render the shown processes of a forest
 * @terminal: where it will go; its width is not obeyed
 * @forest: concluded, and the shown fields set
 * @world: whose parents to follow
 * @details: what else to show, an OR of enum tree_detail
 * @ret: set to the text, each line ended by a newline; to be freed by the caller
 *
 * Return: 0 or -ENOMEM
 */
int tree_to_string(const struct terminal *terminal, const struct forest *forest, enum world world,
		   unsigned int details, char **ret)
{
	struct tree tree = { .terminal = terminal, .world = world, .details = details };
	int err;

	tree.table = create_table(terminal, details);
	if (!tree.table)
		return -ENOMEM;
	err = branches_of(&tree.branches, forest, world);
	if (!err)
		err = add_children(&tree, NULL, NULL);
	if (!err)
		err = table_to_string(tree.table, ret);
	branches_deinit(&tree.branches);
	scols_unref_table(tree.table);
	return err;
}
