/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CMD_COMMAND_H
#define CMD_COMMAND_H

#include "options/complain.h"
#include "options/options.h"

/**
 * struct command - what the user types
 * @name: the word for it
 * @summary: what it does, for the list of commands; NULL hides it
 * @arguments: what may follow the options, for the usage line
 * @description: paragraphs of help after the usage line; NULL for none
 * @options: what options it takes; NULL when it parses its words itself
 * @misuse: what it exits with when its command line is wrong; 0 for EX_MISUSE
 * @run: does it, with the words after the options; returns the exit code
 */
struct command {
	const char *name;
	const char *summary;
	const char *arguments;
	const char *description;
	option_tables options;
	int misuse;
	int (*run)(int argc, char **argv);
};

extern const struct command record_command;
extern const struct command recorded_command;
extern const struct command report_command;
extern const struct command export_command;
extern const struct command forest_command;
extern const struct command live_command;
extern const struct command top_command;
extern const struct command stat_command;
extern const struct command explain_command;
extern const struct command diagnose_command;
extern const struct command tasks_command;
extern const struct command reapers_command;
extern const struct command check_command;
extern const struct command help_command;
extern const struct command version_command;
extern const struct command completion_command;

/* All of them; the last is NULL. */
extern const struct command * const commands[];

const struct command *command_find(const char *name);
int command_run(const struct command *command, int argc, char **argv);
bool command_takes_files(const struct command *command);
bool command_takes_process(const struct command *command);
int command_help(const struct command *command);
int command_unknown(const char *name);
int help_overview(void);

#endif /* CMD_COMMAND_H */
