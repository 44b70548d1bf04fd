// SPDX-License-Identifier: GPL-2.0-or-later
#include <string.h>

#include "../base/escape.h"
#include "../source/machine.h"
#include "command.h"
#include "output.h"

static const struct option_spec * const options[] = {
	output_options,
	NULL,
};

static const struct {
	const char *word;
	const char *colour;
} states[] = {
	[MACHINE_OK] = { "ok", "\033[32m" },
	[MACHINE_LACKS] = { "lacking", "\033[1;31m" },
	[MACHINE_UNKNOWN] = { "unknown", "\033[33m" },
};

static enum machine_state print_part(const struct terminal *terminal,
				     const struct machine_part *part)
{
	char escaped[ESCAPED_SIZE(sizeof(((struct message *)0)->text))];
	struct message text;
	enum machine_state state = part->examine(&text);

	escape_for_terminal(text.text, strlen(text.text), terminal->utf8, escaped);
	fprintf(terminal->out, "%s%-7s%s  %-9s  %s\n", terminal->colour ? states[state].colour : "",
		states[state].word, terminal->colour ? "\033[0m" : "", part->name, escaped);
	return state;
}

static int run(int argc, char **argv)
{
	const struct machine_part *part;
	struct terminal terminal;
	bool complete = true;
	int status;

	if (argc)
		return misuse("check takes no '%s'", argv[0]);
	terminal = output_open();
	for (part = machine_parts; part->name; part++)
		complete &= print_part(&terminal, part) == MACHINE_OK;
	status = output_close();
	return status || complete ? status : EX_LACKING;
}

const struct command check_command = {
	.name = "check",
	.summary = "say what this machine lacks, and the command that mends it",
	.options = options,
	.run = run,
};
