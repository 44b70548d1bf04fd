// SPDX-License-Identifier: GPL-2.0-or-later
#include "../render/account.h"
#include "command.h"
#include "filters.h"
#include "output.h"
#include "sequence.h"
#include "tracefile.h"

static int format;

/* In the order of the words of --format. */
static int (* const formats[])(const struct terminal *terminal, const struct account *account) = {
	account_text,
	account_json,
	account_prometheus,
};

static const struct option_spec own_options[] = {
	{ 'f', "format", OPTION_CHOICE, "text|json|prometheus", "tables, or for a program",
	  &format },
	{ 0 },
};

static const struct option_spec * const options[] = {
	tracefile_options, clock_options, own_options, filter_options, output_options, NULL,
};

static int count(struct tally *tally)
{
	struct event event;
	int err = 0;

	while (!err && sequence_next(&event)) {
		if (filters_pass(&event, tracefile_clock()))
			err = tally_add(tally, &event);
	}
	tally_sort(tally);
	return sequence_end(err);
}

static int print_account(const struct tally *tally)
{
	struct account account = {
		.tally = tally,
		.clock = tracefile_clock(),
		.loss = &tracefile_summary()->loss,
		.complete = !tracefile_is_damaged(),
	};
	struct terminal terminal = format ? output_plain() : output_open();

	if (!format && !tally->nr)
		note("there is nobody to count");
	if (formats[format](&terminal, &account))
		return complain(EX_FAILED, "out of memory");
	return output_close();
}

static int count_and_print(void)
{
	struct tally tally = { 0 };
	int status = count(&tally);

	if (!status)
		status = print_account(&tally);
	tally_deinit(&tally);
	return status;
}

static int run(int argc, char **argv)
{
	int status;

	if (argc)
		return misuse("stat takes no '%s'; name the trace with -i", argv[0]);
	status = filters_read();
	if (!status)
		status = tracefile_open(EVENT_BIT(EVENT_REPARENT) | EVENT_BIT(EVENT_WALK));
	return status ? status : tracefile_close(count_and_print());
}

const struct command stat_command = {
	.name = "stat",
	.summary = "count in a trace who adopted, what was decided, how long walks were",
	.description =
		"ADOPTED counts the children of an adopter, beside it by decision and by what\n"
		"that did to them. PARENTS counts deaths that left children. WALKS are those in\n"
		"which ancestors were tried: how many in the shortest, in the longest, at most\n"
		"in half of them, and in 99 of 100.",
	.options = options,
	.run = run,
};
