// SPDX-License-Identifier: GPL-2.0-or-later
#include "../render/explain/diagnosis.h"
#include "command.h"
#include "reading/following.h"
#include "options/output.h"
#include "reading/tracefile.h"

static bool exit_code;

static const struct option_spec own_options[] = {
	{ 0, "exit-code", OPTION_FLAG, NULL, "exit with 5 if there is a trouble", &exit_code },
	{ 0 },
};

static const struct option_spec * const options[] = {
	tracefile_options_of_one, clock_options, own_options, format_options, output_options, NULL,
};

static int read_trace(struct following *following, struct diagnosis *diagnosis)
{
	struct event event;
	int status;

	while (following_next(following, &event))
		following->err = diagnosis_add(diagnosis, &following->forest, &event);
	status = following_conclude(following);
	if (!status && diagnosis_conclude(diagnosis, &following->forest))
		status = complain(EX_FAILED, "out of memory");
	return status;
}

static int print_findings(const struct diagnosis *diagnosis, const struct forest *forest)
{
	bool complete = !tracefile_is_damaged();
	struct document document;
	struct terminal terminal;
	int status;

	if (output_format() == FORMAT_TEXT) {
		terminal = output_open();
		diagnosis_render(&terminal, tracefile_clock(), diagnosis, forest, complete);
		return output_close();
	}
	status = output_document(&document, "findings", tracefile_clock());
	if (status)
		return status;
	diagnosis_put(&document, diagnosis, forest, complete);
	document_tail(&document);
	return output_document_end(&document, &tracefile_summary()->loss, complete);
}

static int run(int argc, char **argv)
{
	struct diagnosis diagnosis = { 0 };
	struct following following = { .forest.table.forgets = true };
	int status;

	if (tracefile_name(argc, argv))
		return EX_MISUSE;
	status = tracefile_open_one("diagnose", EVENTS_SUBREAPER | EVENTS_LIVES);
	if (status)
		return status;
	status = read_trace(&following, &diagnosis);
	if (!status)
		status = print_findings(&diagnosis, &following.forest);
	if (!status && exit_code && diagnosis_has_trouble(&diagnosis))
		status = EX_TROUBLE;
	diagnosis_deinit(&diagnosis);
	following_deinit(&following);
	return tracefile_close(status);
}

const struct command diagnose_command = {
	.name = "diagnose",
	.summary = "look for known problems in a trace, and show how to fix them",
	.arguments = "[FILE]",
	.description =
		"Each finding is printed once for each process, with the evidence and what to do.\n"
		"A trouble is proved and needs action: zombies, a container that cannot end, a lost\n"
		"exit status, a lost subreaper flag, unexpected signals. A note is normal\n"
		"behaviour that is worth knowing. What the trace cannot show is listed as unknown.\n"
		"\n"
		"Exits with 0 whatever is found, unless --exit-code is given.",
	.options = options,
	.run = run,
};
