// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>

#include "command.h"
#include "options/output.h"

/**
 * help_overview() - print on stdout what there is
 *
 * Return: exit code
 */
int help_overview(void)
{
	size_t i;

	puts("Usage: subreaper-trace COMMAND [OPTION...]\n"
	     "\n"
	     "Shows which process adopted an orphan, and why.\n"
	     "\n"
	     "Commands:");
	for (i = 0; commands[i]; i++) {
		if (commands[i]->summary)
			printf("  %-9s  %s\n", commands[i]->name, commands[i]->summary);
	}
	puts("\n"
	     "'subreaper-trace help COMMAND' describes one command, and the manual page\n"
	     "subreaper-trace-COMMAND(1) describes it in full.\n"
	     "\n"
	     "Exit codes: 0 ok, 1 failed, 2 wrong usage, 3 the machine lacks something\n"
	     "('subreaper-trace check' shows what), 4 events were lost and --strict was given,\n"
	     "5 diagnose found a trouble and --exit-code was given.\n"
	     "record exits with the status of the command that it runs, and 125 if it fails.");
	return output_close();
}

static int run(int argc, char **argv)
{
	const struct command *command;

	if (argc > 1)
		return misuse("help takes one command");
	if (!argc)
		return help_overview();
	command = command_find(argv[0]);
	return command && command->summary ? command_help(command) : command_unknown(argv[0]);
}

const struct command help_command = {
	.name = "help",
	.summary = "list the commands, or describe one of them",
	.arguments = "[COMMAND]",
	.run = run,
};
