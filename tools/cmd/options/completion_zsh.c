// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>

#include "../command.h"
#include "completion.h"

static void begin(void)
{
	size_t i;

	fputs("#compdef " PROGRAM "\n\nlocal -a verbs=(\n", stdout);
	for (i = 0; commands[i]; i++) {
		if (!commands[i]->summary)
			continue;
		printf("\t'%s:", commands[i]->name);
		completion_quote(commands[i]->summary, ":");
		fputs("'\n", stdout);
	}
	fputs(")\nif (( CURRENT == 2 )); then\n\t_describe verb verbs\n\treturn\nfi\n"
	      "local verb=$words[2]\nshift words\n(( CURRENT-- ))\ncase $verb in\n",
	      stdout);
}

static void begin_command(const struct command *command)
{
	printf("%s)\n\t_arguments -S '(-h --help)'{-h,--help}'[print help]'", command->name);
}

static void argument(const struct option_spec *spec)
{
	enum completion completion = completion_of(spec);

	putchar(':');
	completion_quote(completion == COMPLETE_WORD ? "choice" : spec->argument, ":");
	putchar(':');
	switch (completion) {
	case COMPLETE_NOTHING:
		break;
	case COMPLETE_FILE:
		fputs("_files", stdout);
		break;
	case COMPLETE_DIRECTORY:
		fputs("_files -/", stdout);
		break;
	case COMPLETE_WORD:
		putchar('(');
		completion_words(spec);
		putchar(')');
		break;
	case COMPLETE_WORDS:
		fputs("_sequence compadd - ", stdout);
		completion_words(spec);
		break;
	}
}

/*
 * An option that was given by its letter is not offered by its name, or vice versa, unless it can
 * be repeated.
 */
static void print_spec(const struct option_spec *spec, const char *dashes, const char *name)
{
	fputs(" \\\n\t\t'", stdout);
	if (spec->kind == OPTION_TEXTS)
		putchar('*');
	else if (spec->letter)
		printf("(-%c --%s)", spec->letter, spec->name);
	printf("%s%s%s[", dashes, name, spec->kind == OPTION_FLAG ? "" : dashes[1] ? "=" : "+");
	completion_quote(spec->help, "[]:");
	putchar(']');
	if (spec->kind != OPTION_FLAG)
		argument(spec);
	putchar('\'');
}

static void option(const struct command *command, const struct option_spec *spec)
{
	char letter[2] = { spec->letter };

	(void)command;
	print_spec(spec, "--", spec->name);
	if (spec->letter)
		print_spec(spec, "-", letter);
}

static void end_command(const struct command *command)
{
	if (completion_is_for(command, "record"))
		fputs(" \\\n\t\t'*::command:_normal'", stdout);
	else if (completion_is_for(command, "help"))
		fputs(" \\\n\t\t'*:verb:{_describe verb verbs}'", stdout);
	else if (command_takes_files(command))
		printf("%s \\\n\t\t'*:FILE:_files'",
		       command_takes_process(command) ? " \\\n\t\t'1:PID:'" : "");
	fputs("\n\t;;\n", stdout);
}

static void end(void)
{
	fputs("esac\n", stdout);
}

const struct completion_shell zsh_completion = {
	"zsh", begin, begin_command, option, end_command, end,
};
