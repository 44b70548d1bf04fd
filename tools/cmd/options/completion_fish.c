// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>

#include "../command.h"
#include "completion.h"

/* Only the first word is a command; a file may have the same name. */
static void begin(void)
{
	fputs("function __subreaper_trace_verb\n"
	      "\tset -l words (commandline -poc)\n"
	      "\ttest (count $words) -gt 1; and test $words[2] = $argv[1]\n"
	      "end\n"
	      "complete -c " PROGRAM " -f\n",
	      stdout);
}

static void begin_line(const struct command *command)
{
	printf("complete -c " PROGRAM " -n '__subreaper_trace_verb %s'", command->name);
}

static void begin_command(const struct command *command)
{
	printf("complete -c " PROGRAM " -n 'test (count (commandline -poc)) -eq 1' -a %s -d '",
	       command->name);
	completion_quote(command->summary, "\\");
	fputs("'\n", stdout);
}

static void argument(const struct option_spec *spec)
{
	switch (completion_of(spec)) {
	case COMPLETE_NOTHING:
		fputs(" -x", stdout);
		break;
	case COMPLETE_FILE:
		fputs(" -r -F", stdout);
		break;
	case COMPLETE_DIRECTORY:
		fputs(" -x -a '(__fish_complete_directories)'", stdout);
		break;
	case COMPLETE_WORD:
		fputs(" -x -a '", stdout);
		completion_words(spec);
		putchar('\'');
		break;
	case COMPLETE_WORDS:
		fputs(" -x -a '(__fish_append , ", stdout);
		completion_words(spec);
		fputs(")'", stdout);
		break;
	}
}

static void option(const struct command *command, const struct option_spec *spec)
{
	begin_line(command);
	if (spec->letter)
		printf(" -s %c", spec->letter);
	printf(" -l %s", spec->name);
	if (spec->kind != OPTION_FLAG)
		argument(spec);
	fputs(" -d '", stdout);
	completion_quote(spec->help, "\\");
	fputs("'\n", stdout);
}

static void name_parameter(const struct command *command, const struct option_spec *spec)
{
	(void)command;
	if (spec->kind == OPTION_FLAG)
		return;
	if (spec->letter)
		printf(" -%c", spec->letter);
	printf(" --%s", spec->name);
}

static void end_command(const struct command *command)
{
	static const struct completion_shell parameters = { .option = name_parameter };

	begin_line(command);
	fputs(" -s h -l help -d 'print help'\n", stdout);
	if (completion_is_for(command, "help")) {
		begin_line(command);
		fputs(" -a '", stdout);
		completion_verbs();
		fputs("'\n", stdout);
	}
	if (command_takes_files(command)) {
		begin_line(command);
		if (command_takes_process(command))
			fputs(" -n 'test (count (commandline -poc)) -gt 2'", stdout);
		fputs(" -F\n", stdout);
	}
	if (!completion_is_for(command, "record"))
		return;
	begin_line(command);
	fputs(" -a '(__fish_complete_subcommand --fcs-skip=2", stdout);
	completion_options(command, &parameters);
	fputs(")'\n", stdout);
}

static void end(void)
{
}

const struct completion_shell fish_completion = {
	"fish", begin, begin_command, option, end_command, end,
};
