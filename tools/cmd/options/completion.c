// SPDX-License-Identifier: GPL-2.0-or-later
/* Scripts that complete command lines in shells, made from the option tables when it is built. */
#include <stdio.h>
#include <string.h>

#include "../../base/memory/array.h"
#include "../../model/trace/words.h"
#include "../../render/rows/column.h"
#include "columns.h"
#include "completion.h"
#include "../reading/events.h"
#include "filters.h"
#include "output.h"

/**
 * completion_of() - what the argument of an option can be completed to
 * @spec: the option, which takes one
 *
 * Return: the answer, which follows from what help calls the argument
 */
enum completion completion_of(const struct option_spec *spec)
{
	static const struct {
		const char *argument;
		enum completion completion;
	} arguments[] = {
		{ "FILE", COMPLETE_FILE },
		{ "DIRECTORY", COMPLETE_DIRECTORY },
		{ COLUMNS_ARGUMENT, COMPLETE_WORDS },
		{ DECISIONS_ARGUMENT, COMPLETE_WORDS },
		{ EVENTS_ARGUMENT, COMPLETE_WORDS },
	};
	size_t i;

	if (spec->kind == OPTION_CHOICE)
		return COMPLETE_WORD;
	for (i = 0; i < ARRAY_SIZE(arguments); i++) {
		if (!strcmp(spec->argument, arguments[i].argument))
			return arguments[i].completion;
	}
	return COMPLETE_NOTHING;
}

/**
 * completion_options() - call option() for each option of a command but --help
 * @shell: its option() is called
 */
void completion_options(const struct command *command, const struct completion_shell *shell)
{
	const struct option_spec * const *table;
	const struct option_spec *spec;

	for (table = command->options; table && *table; table++) {
		for (spec = *table; spec->name; spec++)
			shell->option(command, spec);
	}
}

/**
 * completion_quote() - print what is to stand in single quotes
 * @special: characters that get a backslash before them
 */
void completion_quote(const char *text, const char *special)
{
	for (; *text; text++) {
		if (*text == '\'')
			fputs("'\\''", stdout);
		else
			printf("%s%c", strchr(special, *text) ? "\\" : "", *text);
	}
}

static void print_columns(void)
{
	size_t i;

	fputs("help", stdout);
	for (i = 0; i < nr_columns; i++)
		printf(" %s", all_columns[i].name);
}

static void print_decisions(void)
{
	const struct word *word;

	for (word = decision_words; word->word; word++)
		printf("%s%s", word == decision_words ? "" : " ", word->word);
}

static void print_events(void)
{
	const char *space = "";
	size_t type;

	for (type = 0; type < EVENT_TYPES; type++) {
		if (!event_words[type])
			continue;
		printf("%s%s", space, event_words[type]);
		space = " ";
	}
}

/**
 * completion_words() - print the words that there are, none of which needs quotes
 * @spec: an option of COMPLETE_WORD or COMPLETE_WORDS
 */
void completion_words(const struct option_spec *spec)
{
	const char *text = spec->argument;

	if (!strcmp(text, COLUMNS_ARGUMENT))
		print_columns();
	else if (!strcmp(text, DECISIONS_ARGUMENT))
		print_decisions();
	else if (!strcmp(text, EVENTS_ARGUMENT))
		print_events();
	else
		for (; *text; text++)
			putchar(*text == '|' ? ' ' : *text);
}

/**
 * completion_verbs() - print the names of all commands, each after a space
 */
void completion_verbs(void)
{
	size_t i;

	for (i = 0; commands[i]; i++) {
		if (commands[i]->summary)
			printf(" %s", commands[i]->name);
	}
}

/**
 * completion_is_for() - is it the command of a name?
 *
 * Return: the answer
 */
bool completion_is_for(const struct command *command, const char *name)
{
	return !strcmp(command->name, name);
}

static void print_script(const struct completion_shell *shell)
{
	size_t i;

	shell->begin();
	for (i = 0; commands[i]; i++) {
		if (!commands[i]->summary)
			continue;
		shell->command(commands[i]);
		completion_options(commands[i], shell);
		shell->end_command(commands[i]);
	}
	shell->end();
}

static int run(int argc, char **argv)
{
	static const struct completion_shell * const shells[] = {
		&bash_completion,
		&zsh_completion,
		&fish_completion,
	};
	size_t i;

	for (i = 0; argc == 1 && i < ARRAY_SIZE(shells); i++) {
		if (strcmp(shells[i]->name, argv[0]))
			continue;
		print_script(shells[i]);
		return output_close();
	}
	return misuse("__completion takes one of bash, zsh and fish");
}

const struct command completion_command = {
	.name = "__completion",
	.run = run,
};
