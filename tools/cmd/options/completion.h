/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CMD_COMPLETION_H
#define CMD_COMPLETION_H

#include "../command.h"

#define PROGRAM "subreaper-trace"

/**
 * struct completion_shell - writes completion for one shell
 * @name: of the shell
 * @begin: prints the beginning of the script
 * @command: begins with a command
 * @option: one of its options
 * @end_command: the end of it
 * @end: prints the end of the script
 */
struct completion_shell {
	const char *name;
	void (*begin)(void);
	void (*command)(const struct command *command);
	void (*option)(const struct command *command, const struct option_spec *spec);
	void (*end_command)(const struct command *command);
	void (*end)(void);
};

/* What the argument of an option can be completed to. */
enum completion {
	COMPLETE_NOTHING,
	COMPLETE_FILE,
	COMPLETE_DIRECTORY,
	COMPLETE_WORD,
	/* Words with commas between them. */
	COMPLETE_WORDS,
};

extern const struct completion_shell bash_completion;
extern const struct completion_shell zsh_completion;
extern const struct completion_shell fish_completion;

enum completion completion_of(const struct option_spec *spec);
void completion_options(const struct command *command, const struct completion_shell *shell);
void completion_quote(const char *text, const char *special);
void completion_words(const struct option_spec *spec);
void completion_verbs(void);
bool completion_is_for(const struct command *command, const char *name);

#endif /* CMD_COMPLETION_H */
