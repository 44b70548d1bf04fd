// SPDX-License-Identifier: GPL-2.0-or-later
/* subreaper-trace: record and show which process adopted an orphan, and why. */
#include <locale.h>
#include <string.h>

#include "cmd/command.h"
#include "cmd/options/signals.h"

static const struct {
	const char *option;
	const char *command;
} spellings[] = {
	{ "-h", "help" },
	{ "--help", "help" },
	{ "-V", "version" },
	{ "--version", "version" },
};

static const char *command_name(const char *word)
{
	size_t i;

	for (i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++) {
		if (!strcmp(word, spellings[i].option))
			return spellings[i].command;
	}
	return word;
}

int main(int argc, char **argv)
{
	const struct command *command;

	setlocale(LC_CTYPE, "");
	signals_reset();
	if (argc < 2)
		return misuse("missing command");
	command = command_find(command_name(argv[1]));
	if (!command && argv[1][0] == '-')
		return misuse("'%s' is not an option here; options of a command follow its name",
			      argv[1]);
	return command ? command_run(command, argc - 1, argv + 1) : command_unknown(argv[1]);
}
