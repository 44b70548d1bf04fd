// SPDX-License-Identifier: GPL-2.0-or-later
#include "../render/counts/reapers.h"
#include "../source/debugfs/reapers.h"
#include "command.h"
#include "options/output.h"
#include "reading/viewfile.h"

static const char *input;

static const struct option_spec own_options[] = {
	{ 'i', "input", OPTION_TEXT, "FILE", "read a copy of debugfs subreaper/reapers", &input },
	{ 0 },
};

static const struct option_spec * const options[] = {
	own_options,
	format_options,
	output_options,
	NULL,
};

static int print_reapers(const struct reapers *reapers)
{
	struct terminal terminal;

	if (!reapers->nr)
		note("there is no subreaper, and no process has adopted");
	terminal = output_open();
	if (reapers_render(&terminal, reapers))
		return complain(EX_FAILED, "out of memory");
	return output_close();
}

static int put_reapers(const struct reapers *reapers)
{
	struct document document;
	int status = output_document(&document, "reapers", NULL);

	if (status)
		return status;
	reapers_put(&document, reapers);
	document_tail(&document);
	return output_document_end(&document, NULL, true);
}

static int run(int argc, char **argv)
{
	struct reapers reapers;
	struct message why;
	FILE *in;
	int status, err;

	if (argc)
		return misuse("reapers takes no '%s'", argv[0]);
	status = viewfile_open("reapers", input, &in);
	if (status)
		return status;
	err = reapers_read(in, &reapers, &why);
	fclose(in);
	if (err)
		return viewfile_refuse("reapers", input, "stat", &why);
	status = output_format() == FORMAT_TEXT ? print_reapers(&reapers) : put_reapers(&reapers);
	reapers_deinit(&reapers);
	return status;
}

const struct command reapers_command = {
	.name = "reapers",
	.summary = "list this machine's subreapers and other adopters",
	.description =
		"DESCENDANTS counts the processes below it now. ADOPTED counts the children that it\n"
		"adopted since the module was loaded, UNREAPED those of them that are zombies. Both\n"
		"are - if the module was loaded with adoptions=0. 'tasks --tree' shows the tree.",
	.options = options,
	.run = run,
};
