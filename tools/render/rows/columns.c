// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <string.h>

#include "columns.h"

/* Versions of clang-format differ on such tables. */
/* clang-format off */
/* Of each kind of column, as users of JSON know it. */
static const char * const type_words[] = {
	[COLUMN_UNSIGNED] = "number",
	[COLUMN_SIGNED] = "number",
	[COLUMN_HEX] = "text",
	[COLUMN_BOOL] = "boolean",
	[COLUMN_NAME] = "text",
	[COLUMN_LETTER] = "text",
	[COLUMN_DECISION] = "text",
	[COLUMN_DOUBT] = "text",
	[COLUMN_RELEASE] = "text",
	[COLUMN_GAP] = "text",
	[COLUMN_EXIT_CODE] = "number",
	[COLUMN_EXIT_STATUS] = "number",
	[COLUMN_KILLED_BY] = "number",
	[COLUMN_SIGCHLD] = "text",
	[COLUMN_MOMENT] = "number",
	[COLUMN_EFFECTS] = "list",
	[COLUMN_STEPS] = "list",
	[COLUMN_TIME] = "number",
	[COLUMN_WALL] = "text",
	[COLUMN_HOST] = "text",
	[COLUMN_BOOT_ID] = "text",
	[COLUMN_FILE] = "text",
	[COLUMN_EVENT] = "text",
	[COLUMN_EXECUTABLE] = "text",
	[COLUMN_COMMAND] = "text",
	[COLUMN_COMMAND_CUT] = "boolean",
	[COLUMN_USER] = "text",
	[COLUMN_UID] = "number",
	[COLUMN_UNIT] = "text",
	[COLUMN_CONTAINER] = "text",
	[COLUMN_CGROUP_PATH] = "text",
	[COLUMN_READ_TIME] = "number",
};
/* clang-format on */

/**
 * column_is_right() - are its values better read when they end at one place?
 *
 * Return: the answer
 */
bool column_is_right(const struct column *column)
{
	return !strcmp(type_words[column->kind], "number");
}

/**
 * columns_all() - choose every column
 */
void columns_all(struct columns *ret)
{
	ret->nr = 0;
	while (ret->nr < nr_columns) {
		ret->chosen[ret->nr] = &all_columns[ret->nr];
		ret->nr++;
	}
}

static const struct column *find_column(const char *name, size_t length)
{
	size_t i;

	for (i = 0; i < nr_columns; i++) {
		if (strlen(all_columns[i].name) == length &&
		    !strncasecmp(all_columns[i].name, name, length))
			return &all_columns[i];
	}
	return NULL;
}

/* Readers disagree about a JSON object that has a key twice. */
static bool has_column(const struct columns *columns, const struct column *column)
{
	size_t i;

	for (i = 0; i < columns->nr; i++) {
		if (columns->chosen[i] == column)
			return true;
	}
	return false;
}

/**
 * columns_parse() - choose columns by their names
 * @list: the names, with commas between them
 * @why: explains an error in words that can follow the list's origin
 *
 * Return: 0 or -EINVAL
 */
int columns_parse(struct columns *ret, const char *list, struct message *why)
{
	ret->nr = 0;
	while (true) {
		size_t length = strcspn(list, ",");
		const struct column *column = find_column(list, length);

		if (!column)
			return message_set(why, -EINVAL, "there is no column '%.*s'", (int)length,
					   list);
		if (has_column(ret, column))
			return message_set(why, -EINVAL, "column '%.*s' is there twice",
					   (int)length, list);
		ret->chosen[ret->nr++] = column;
		if (!list[length])
			return 0;
		list += length + 1;
	}
}

static void print_events(const struct column *column, FILE *out)
{
	const char *comma = "";
	bool of_all = true;
	size_t type;

	for (type = 0; type < EVENT_TYPES; type++)
		of_all &= !event_words[type] || column->places[type].size;
	for (type = 0; !of_all && type < EVENT_TYPES; type++) {
		if (!column->places[type].size)
			continue;
		fprintf(out, "%s%s", comma, event_words[type]);
		comma = ",";
	}
	fputs(of_all ? "all\n" : "\n", out);
}

/**
 * columns_describe() - list the columns
 */
void columns_describe(FILE *out)
{
	size_t i;

	fprintf(out, "%-13s  %-7s  %s\n", "COLUMN", "TYPE", "EVENTS");
	for (i = 0; i < nr_columns; i++) {
		fprintf(out, "%-13s  %-7s  ", all_columns[i].name, type_words[all_columns[i].kind]);
		print_events(&all_columns[i], out);
		fprintf(out, "    %s\n", all_columns[i].help);
	}
}
