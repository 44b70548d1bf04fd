// SPDX-License-Identifier: GPL-2.0-or-later
#include <ctype.h>
#include <string.h>
#include <unistd.h>

#include "../base/terminal/nearest.h"
#include "command.h"
#include "options/output.h"

const struct command * const commands[] = {
	&record_command,
	&report_command,
	&forest_command,
	&explain_command,
	&diagnose_command,
	&stat_command,
	&export_command,
	&live_command,
	&top_command,
	&tasks_command,
	&reapers_command,
	&check_command,
	&help_command,
	&version_command,
	&recorded_command,
	&completion_command,
	NULL,
};

/**
 * command_find() - the command of a name
 * @name: what the user typed
 *
 * Return: the command, or NULL
 */
const struct command *command_find(const char *name)
{
	size_t i;

	for (i = 0; commands[i]; i++) {
		if (!strcmp(commands[i]->name, name))
			return commands[i];
	}
	return NULL;
}

/**
 * command_unknown() - print a message that there is no such command, and which was perhaps meant
 * @name: what the user typed
 *
 * Return: EX_MISUSE
 */
int command_unknown(const char *name)
{
	struct nearest nearest = nearest_to(name);
	size_t i;

	misuse_of(NULL, 0);
	for (i = 0; commands[i]; i++) {
		if (commands[i]->summary)
			nearest_consider(&nearest, commands[i]->name);
	}
	if (nearest.found)
		return misuse("there is no command '%s'; did you mean '%s'?", name, nearest.found);
	if (*name && !access(name, R_OK))
		return misuse("'%s' is a file, not a command; to see a trace: report FILE", name);
	return misuse("there is no command '%s'", name);
}

/**
 * command_help() - print the help of a command on stdout
 *
 * Return: exit code
 */
int command_help(const struct command *command)
{
	static const struct option_spec * const none[] = { NULL };
	bool has_options = command->options;

	printf("Usage: subreaper-trace %s%s%s%s\n", command->name,
	       has_options ? " [OPTION...]" : "", command->arguments ? " " : "",
	       command->arguments ? command->arguments : "");
	printf("\n%c%s.\n", toupper(command->summary[0]), command->summary + 1);
	if (command->description)
		printf("\n%s\n", command->description);
	options_print(has_options ? command->options : none, stdout);
	return output_close();
}

/**
 * command_takes_files() - may names of files follow the options?
 *
 * Return: the answer
 */
bool command_takes_files(const struct command *command)
{
	return command->arguments && strstr(command->arguments, "FILE");
}

/**
 * command_takes_process() - is the first word after the options a process, not a file?
 * @command: the command
 *
 * Return: the answer
 */
bool command_takes_process(const struct command *command)
{
	return command->arguments && !strncmp(command->arguments, "PID", strlen("PID"));
}

/**
 * command_run() - parse the options of a command, and do it
 * @argc: number of words, the command's name first
 * @argv: the words
 *
 * Options may also follow names of files.
 *
 * Return: exit code
 */
int command_run(const struct command *command, int argc, char **argv)
{
	static const struct option_spec * const none[] = { NULL };
	bool takes_files = command_takes_files(command);
	char **files = argv + 1;
	bool help = false;
	int nr = 0;

	misuse_of(command->summary ? command->name : NULL, command->misuse);
	do {
		int first = options_parse(command->options ? command->options : none, argc, argv,
					  &help);

		if (first < 0)
			return -first;
		if (help && !command->summary)
			return command_unknown(command->name);
		if (help)
			return command_help(command);
		argc -= first;
		argv += first;
		if (takes_files && argc)
			files[nr++] = argv[0];
	} while (takes_files && argc);
	return takes_files ? command->run(nr, files) : command->run(argc, argv);
}
