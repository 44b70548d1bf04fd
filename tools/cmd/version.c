// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>

#include "command.h"
#include "options/output.h"

static int run(int argc, char **argv)
{
	if (argc)
		return misuse("version takes no '%s'", argv[0]);
	puts("subreaper-trace " VERSION);
	return output_close();
}

const struct command version_command = {
	.name = "version",
	.summary = "print the version",
	.run = run,
};
