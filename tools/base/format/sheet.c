// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>

#include "../memory/array.h"
#include "quote.h"
#include "sheet.h"

static void end_line(struct sheet *sheet, size_t column)
{
	if (column + 1 < sheet->nr)
		put_char(sheet->writer, ',');
	else
		put_text(sheet->writer, "\r\n");
}

/**
 * sheet_create() - begin a table
 * @target: where its rows go
 * @layout: what it is made of; lent
 *
 * Return: the table, to be ended with sheet_end(); NULL without memory
 */
struct sheet *sheet_create(const struct sheet_target *target, const struct sheet_layout *layout)
{
	struct sheet *sheet = calloc(1, sizeof(*sheet));

	if (!sheet)
		return NULL;
	sheet->target = *target;
	sheet->layout = layout;
	while (layout->columns[sheet->nr])
		sheet->nr++;
	sheet->cells = calloc(sheet->nr, sizeof(*sheet->cells));
	if (sheet->cells)
		return sheet;
	free(sheet);
	return NULL;
}

/**
 * sheet_begin() - begin a table in csv, and write the names of its columns
 * @writer: to where; lent
 * @layout: what it is made of; lent
 *
 * Return: as sheet_create()
 */
struct sheet *sheet_begin(struct writer *writer, const struct sheet_layout *layout)
{
	struct sheet *sheet = sheet_create(&(struct sheet_target){ NULL, NULL }, layout);
	size_t i;

	for (i = 0; sheet && i < sheet->nr; i++) {
		sheet->writer = writer;
		put_text(writer, layout->columns[i]);
		end_line(sheet, i);
	}
	return sheet;
}

/* Without a key it is an element of a list, and its values have the path of the list. */
static void extend_path(struct sheet *sheet, const char *key)
{
	size_t used = strlen(sheet->path);

	if (key)
		snprintf(sheet->path + used, sizeof(sheet->path) - used, "%s%s", used ? "_" : "",
			 key);
}

/**
 * sheet_open() - begin an object or a list
 */
void sheet_open(struct sheet *sheet)
{
	if (sheet->ended)
		return;
	if (sheet->depth == SHEET_DEPTH)
		abort();
	sheet->lengths[sheet->depth++] = strlen(sheet->path);
	extend_path(sheet, sheet->key);
	sheet->key = NULL;
}

static bool is_below(const char *column, const char *path)
{
	size_t length = strlen(path);

	return !length || (!strncmp(column, path, length) && column[length] == '_');
}

/* Values outside the row are repeated in the next row. */
static void forget_cells(struct sheet *sheet)
{
	size_t i;

	for (i = 0; i < sheet->nr; i++) {
		if (!is_below(sheet->layout->columns[i], sheet->path))
			continue;
		sheet->cells[i].known = false;
		sheet->cells[i].length = 0;
	}
}

static void write_row(struct sheet *sheet)
{
	size_t i;

	if (sheet->target.row) {
		sheet->target.row(sheet->target.to, sheet);
		return;
	}
	for (i = 0; i < sheet->nr; i++) {
		if (sheet->cells[i].known)
			quote_csv_shown(sheet->writer, sheet->cells[i].text,
					sheet->cells[i].length);
		end_line(sheet, i);
	}
}

/**
 * sheet_close() - end an object or a list
 * @bracket: } or ]
 */
void sheet_close(struct sheet *sheet, char bracket)
{
	const char *rows = sheet->layout->rows ? sheet->layout->rows : "";

	if (sheet->ended || !sheet->depth)
		return;
	if (bracket == '}' && !strcmp(sheet->path, rows))
		write_row(sheet);
	if (bracket == '}' && (sheet->depth == 1 || !strcmp(sheet->path, rows)))
		forget_cells(sheet);
	sheet->path[sheet->lengths[--sheet->depth]] = '\0';
	sheet->key = NULL;
}

/**
 * sheet_key() - take the key of the next value
 * @key: lent until then
 */
void sheet_key(struct sheet *sheet, const char *key)
{
	sheet->key = key;
}

static struct sheet_cell *find_cell(struct sheet *sheet)
{
	size_t used = strlen(sheet->path);
	struct sheet_cell *found = NULL;
	size_t i;

	extend_path(sheet, sheet->key);
	for (i = 0; !found && i < sheet->nr; i++) {
		if (!strcmp(sheet->layout->columns[i], sheet->path))
			found = &sheet->cells[i];
	}
	sheet->path[used] = '\0';
	sheet->key = NULL;
	return found;
}

/**
 * sheet_value() - take a value
 * @text: fit for a terminal in UTF-8; further ones of a list stand behind a |
 */
void sheet_value(struct sheet *sheet, const char *text, size_t length)
{
	struct sheet_cell *cell = sheet->ended ? NULL : find_cell(sheet);

	if (!cell)
		return;
	if (array_reserve(&cell->text, &cell->capacity, cell->length + 1 + length, 1)) {
		sheet->failed = true;
		return;
	}
	if (cell->known)
		cell->text[cell->length++] = '|';
	memcpy(cell->text + cell->length, text, length);
	cell->length += length;
	cell->known = true;
}

/**
 * sheet_end() - end a table, and free it
 *
 * Return: whether all of it was written
 */
bool sheet_end(struct sheet *sheet)
{
	bool complete = !sheet->failed;
	size_t i;

	for (i = 0; i < sheet->nr; i++)
		free(sheet->cells[i].text);
	free(sheet->cells);
	free(sheet);
	return complete;
}
