// SPDX-License-Identifier: GPL-2.0-or-later
/* A forest in one world, as a table with a tree in it. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../model/forest/branches.h"
#include "../../model/forest/evidence.h"
#include "../../model/story/folds.h"
#include "../../model/trace/words.h"
#include "label.h"
#include "table.h"
#include "tree.h"

#define SGR_ADOPTED   "\033[32m"
#define SGR_SUBREAPER "\033[1m"

enum {
	COLUMN_PID,
	COLUMN_PROCESS,
	COLUMN_PARENT,
	COLUMN_DECISION,
	COLUMNS,
};

static const struct table_column all_columns[COLUMNS] = {
	[COLUMN_PID] = { "PID", SCOLS_FL_RIGHT },
	[COLUMN_PROCESS] = { "PROCESS", SCOLS_FL_TREE },
	[COLUMN_PARENT] = { "OLD PARENT", 0 },
	[COLUMN_DECISION] = { "REASON", 0 },
};

static const char *colour_of(const struct process *process)
{
	if (process->decision)
		return SGR_ADOPTED;
	return process->subreaper ? SGR_SUBREAPER : NULL;
}

struct tree {
	const struct forest *forest;
	struct libscols_table *table;
	const struct terminal *terminal;
	enum world world;
	unsigned int details;
	struct branches branches;
	struct folds folds;
};

/* The process that is next to get its children added, and how deep they are. */
struct due {
	const struct process *process;
	struct libscols_line *line;
	unsigned int depth;
};

/* A change of parent that is doubtful has a mark of its own beside it, if it is shown. */
static bool has_doubtful_parent(const struct tree *tree, const struct process *process)
{
	const struct hop *hop = history_last_adoption(&process->history);

	if (!process->parent[tree->world])
		return false;
	if (tree->world == WITHOUT_SUBREAPERS)
		return evidence_without_doubts(tree->forest, process);
	return evidence_parent_is_doubtful(tree->forest, process) && !(hop && hop->doubts);
}

/* The parent of a process that is too deep is named in words. */
static void set_process(const struct tree *tree, struct libscols_line *line,
			const struct process *process, const struct due *below, size_t nr)
{
	char text[2 * sizeof(struct label) + 128], many[32] = "";
	bool deep = below->depth == TABLE_DEPTH_MAX;

	if (nr > 1)
		snprintf(many, sizeof(many), "%zu*[", nr);
	snprintf(text, sizeof(text), "%s%s%s%s%s%s%s%s%s%s", many,
		 label_comm(tree->terminal, process->comm).text, nr > 1 ? "]" : "",
		 process_is_zombie(process) ? " <defunct>" : "",
		 process->subreaper && tree->world == WITH_SUBREAPERS ? " (subreaper)" : "",
		 process_may_be_thread(process) ? " (process or thread?)" : "",
		 has_doubtful_parent(tree, process) ? " (parent?)" : "", deep ? " (child of " : "",
		 deep ? label_process(tree->terminal, below->process).text : "", deep ? ")" : "");
	scols_line_set_data(line, COLUMN_PROCESS, text);
}

static void set_parent(const struct tree *tree, struct libscols_line *line,
		       const struct process *process, size_t nr)
{
	const struct hop *hop = history_last_adoption(&process->history);
	struct label label;

	if (hop && hop->parent && nr > 1) {
		scols_line_set_data(line, COLUMN_PARENT,
				    label_comm(tree->terminal, hop->parent_comm[0]
								       ? hop->parent_comm
								       : hop->parent->comm)
					    .text);
	} else if (hop && hop->parent) {
		label = label_any(tree->terminal, hop->parent->pid, hop->parent->ordinal,
				  hop->parent_comm[0] ? hop->parent_comm : hop->parent->comm,
				  hop->parent->pid);
		strcat(label.text, hop->parent_doubts ? "?" : "");
		scols_line_set_data(line, COLUMN_PARENT, label.text);
	} else if (process->decision)
		scols_line_set_data(line, COLUMN_PARENT, "?");
}

static void set_decision(const struct tree *tree, struct libscols_line *line,
			 const struct process *process)
{
	size_t column = tree->details & TREE_PARENT ? COLUMN_DECISION : COLUMN_PARENT;
	const struct hop *hop = history_last_adoption(&process->history);
	const char *word = word_of(decision_words, process->decision);
	const char *doubt = hop && hop->doubts ? "?" : "";
	char text[64];

	if (process->hops > 1)
		snprintf(text, sizeof(text), "%s%s, hop %u", word, doubt, process->hops);
	else
		snprintf(text, sizeof(text), "%s%s%s", word, doubt,
			 process->hops ? "" : ", before the recording");
	if (process->decision)
		scols_line_set_data(line, column, text);
}

/* Of several it is the first one's, with a + behind it. */
static void set_pid(struct libscols_line *line, const struct process *process, size_t nr)
{
	struct label label = label_pid(process);

	strcat(label.text, nr > 1 ? "+" : "");
	scols_line_set_data(line, COLUMN_PID, label.text);
}

/* @nr: for how many it stands */
static struct libscols_line *add_line(const struct tree *tree, const struct process *process,
				      const struct due *below, size_t nr)
{
	struct libscols_line *line = scols_table_new_line(
		tree->table, below->depth == TABLE_DEPTH_MAX ? NULL : below->line);

	if (!line)
		return NULL;
	set_pid(line, process, nr);
	set_process(tree, line, process, below, nr);
	if (tree->details & TREE_PARENT)
		set_parent(tree, line, process, nr);
	if (tree->details & TREE_DECISION)
		set_decision(tree, line, process);
	scols_line_set_color(line, colour_of(process));
	return line;
}

/* Their children are due after all that are due already. */
static int add_children(const struct tree *tree, const struct due *above, struct due *due,
			size_t *nr_due)
{
	size_t i;

	for (i = branches_below(&tree->branches, above->process); i < tree->branches.nr; i++) {
		struct process *process = tree->branches.all[i].process;
		struct libscols_line *line;

		if (tree->branches.all[i].parent != above->process)
			break;
		if (tree->folds.nr && !tree->folds.nr[i])
			continue;
		line = add_line(tree, process, above, tree->folds.nr ? tree->folds.nr[i] : 1);
		if (!line)
			return -ENOMEM;
		due[(*nr_due)++] =
			(struct due){ process, line, above->depth % TABLE_DEPTH_MAX + 1 };
	}
	return 0;
}

static int add_lines(const struct tree *tree)
{
	struct due *due = calloc(tree->branches.nr + 1, sizeof(*due));
	size_t i, nr_due = 1;
	int err = due ? 0 : -ENOMEM;

	for (i = 0; !err && i < nr_due; i++)
		err = add_children(tree, &due[i], due, &nr_due);
	free(due);
	return err;
}

static struct libscols_table *create_table(const struct terminal *terminal, unsigned int details)
{
	struct table_column columns[COLUMNS];
	size_t count = COLUMN_PARENT;

	memcpy(columns, all_columns, sizeof(columns));
	if (details & TREE_PARENT)
		columns[count++] = all_columns[COLUMN_PARENT];
	if (details & TREE_DECISION)
		columns[count++] = all_columns[COLUMN_DECISION];
	return table_create(terminal, columns, count);
}

/**
 * tree_to_string() - render the shown processes of a forest
 * @terminal: where it will go; its width is not obeyed
 * @forest: concluded, and the shown fields set
 * @world: which of the two parents of each process to follow
 * @details: what else to show, an OR of enum tree_detail
 * @ret: set to the text, each line ended by a newline; to be freed by the caller
 *
 * Return: 0 or -ENOMEM
 */
int tree_to_string(const struct terminal *terminal, struct forest *forest, enum world world,
		   unsigned int details, char **ret)
{
	struct tree tree = {
		.forest = forest,
		.terminal = terminal,
		.world = world,
		.details = details,
	};
	int err;

	tree.table = create_table(terminal, details);
	if (!tree.table)
		return -ENOMEM;
	err = branches_of(&tree.branches, &forest->table, &forest->table.remaining, world);
	if (!err && details & TREE_FOLDED)
		err = folds_of(&tree.folds, &tree.branches, world);
	if (!err)
		err = add_lines(&tree);
	if (!err)
		err = table_to_string(tree.table, ret);
	folds_deinit(&tree.folds);
	branches_deinit(&tree.branches);
	scols_unref_table(tree.table);
	return err;
}
