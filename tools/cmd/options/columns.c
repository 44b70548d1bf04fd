// SPDX-License-Identifier: GPL-2.0-or-later
/* -o: which columns, or what columns there are. */
#include <string.h>

#include "columns.h"
#include "complain.h"
#include "output.h"

static const char *list;

const struct option_spec column_options[] = {
	{ 'o', "columns", OPTION_TEXT, COLUMNS_ARGUMENT, "which columns; -o help lists all",
	  &list },
	{ 0 },
};

/**
 * columns_were_chosen() - was -o given?
 *
 * Return: the answer
 */
bool columns_were_chosen(void)
{
	return list;
}

/**
 * columns_help_wanted() - was -o help given?
 *
 * Return: the answer
 */
bool columns_help_wanted(void)
{
	return list && !strcmp(list, "help");
}

/**
 * columns_choose() - the columns that the user wants
 * @ret: set; to all if the user did not say
 *
 * Return: exit code
 */
int columns_choose(struct columns *ret)
{
	struct message why;

	if (!list)
		columns_all(ret);
	else if (columns_parse(ret, list, &why))
		return misuse("%s; -o help lists all", why.text);
	return EX_OK;
}

/**
 * columns_help() - list the columns
 *
 * Return: exit code
 */
int columns_help(void)
{
	columns_describe(stdout);
	return output_close();
}
