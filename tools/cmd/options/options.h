/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CMD_OPTIONS_H
#define CMD_OPTIONS_H

#include <stdbool.h>
#include <stdio.h>

enum option_kind {
	OPTION_FLAG,
	OPTION_TEXT,
	OPTION_TEXTS,
	OPTION_NUMBER,
	OPTION_CHOICE,
};

#define TEXTS_MAX 64

/**
 * struct texts - what an option was given that may be given more than once
 * @nr: how often
 * @texts: in the order of the command line
 */
struct texts {
	size_t nr;
	const char *texts[TEXTS_MAX];
};

/**
 * struct option_spec - one option, from which parsing and help are made
 * @letter: short name, 0 for none
 * @name: long name
 * @kind: what @value points to: bool, const char *, struct texts, int, int
 * @argument: what help calls the argument; for OPTION_CHOICE the words, separated by |, of which
 *	the value is the place, from 0
 * @help: one line
 * @value: set when the option is given
 */
struct option_spec {
	char letter;
	const char *name;
	enum option_kind kind;
	const char *argument;
	const char *help;
	void *value;
};

/* Tables of options end with an entry without a name; a list of tables ends with NULL. */
typedef const struct option_spec * const *option_tables;

int options_parse(option_tables tables, int argc, char **argv, bool *help);
bool options_are_pids(const char *text);
void options_print(option_tables tables, FILE *out);

#endif /* CMD_OPTIONS_H */
