// SPDX-License-Identifier: GPL-2.0-or-later
/* The adopters, as a table. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>

#include "../text/label.h"
#include "reapers.h"
#include "../text/table.h"

#define SGR_SUBREAPER "\033[1m"
#define SGR_UNREAPED  "\033[33m"

enum {
	COLUMN_PID,
	COLUMN_MARKED,
	COLUMN_DESCENDANTS,
	COLUMN_ADOPTED,
	COLUMN_UNREAPED,
	COLUMN_PROCESS,
	COLUMNS,
};

static const struct table_column all_columns[COLUMNS] = {
	[COLUMN_PID] = { "PID", SCOLS_FL_RIGHT },
	[COLUMN_MARKED] = { "MARKED", 0 },
	[COLUMN_DESCENDANTS] = { "DESCENDANTS", SCOLS_FL_RIGHT },
	[COLUMN_ADOPTED] = { "ADOPTED", SCOLS_FL_RIGHT },
	[COLUMN_UNREAPED] = { "UNREAPED", SCOLS_FL_RIGHT },
	[COLUMN_PROCESS] = { "PROCESS", 0 },
};

static int add_line(struct libscols_table *table, const struct terminal *terminal,
		    const struct reaper *reaper)
{
	struct libscols_line *line = scols_table_new_line(table, NULL);

	if (!line)
		return -ENOMEM;
	table_set_number(line, COLUMN_PID, reaper->pid);
	scols_line_set_data(line, COLUMN_MARKED, reaper->subreaper ? "yes" : "-");
	table_set_number(line, COLUMN_DESCENDANTS, reaper->descendants);
	if (reaper->adopted_known)
		table_set_number(line, COLUMN_ADOPTED, reaper->adopted);
	else
		scols_line_set_data(line, COLUMN_ADOPTED, "-");
	if (reaper->unreaped_known)
		table_set_number(line, COLUMN_UNREAPED, reaper->unreaped);
	else
		scols_line_set_data(line, COLUMN_UNREAPED, "-");
	scols_line_set_data(line, COLUMN_PROCESS, label_comm(terminal, reaper->comm).text);
	if (reaper->unreaped)
		scols_line_set_color(line, SGR_UNREAPED);
	else if (reaper->subreaper)
		scols_line_set_color(line, SGR_SUBREAPER);
	return 0;
}

/**
 * reapers_render() - print the adopters
 *
 * Return: 0 or -ENOMEM; errors of writing show when the stream is closed
 */
int reapers_render(const struct terminal *terminal, const struct reapers *reapers)
{
	struct libscols_table *table = table_create(terminal, all_columns, COLUMNS);
	int err = table ? 0 : -ENOMEM;
	char *text;
	size_t i;

	for (i = 0; !err && i < reapers->nr; i++)
		err = add_line(table, terminal, &reapers->list[i]);
	if (!err)
		err = table_to_string(table, &text);
	scols_unref_table(table);
	if (err)
		return err;
	fputs(text, terminal->out);
	free(text);
	return 0;
}

/**
 * reapers_put() - write the processes that adopt, for programs
 * @document: begun; to be ended by the caller
 */
void reapers_put(struct document *document, const struct reapers *reapers)
{
	size_t i;

	for (i = 0; i < reapers->nr; i++) {
		const struct reaper *reaper = &reapers->list[i];

		document_item(document, "reaper");
		document_any(document, reaper->pid, 1, reaper->start, reaper->comm);
		document_flag(document, "subreaper", reaper->subreaper);
		document_number(document, "descendants", reaper->descendants);
		if (reaper->adopted_known)
			document_number(document, "adopted", reaper->adopted);
		if (reaper->unreaped_known)
			document_number(document, "unreaped", reaper->unreaped);
		document_item_end(document);
	}
}
