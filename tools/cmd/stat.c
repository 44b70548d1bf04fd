// SPDX-License-Identifier: GPL-2.0-or-later
#include "../render/counts/account.h"
#include "../render/counts/standing.h"
#include "../source/debugfs/reapers.h"
#include "../source/machine/sight.h"
#include "../source/debugfs/stats.h"
#include "reading/census.h"
#include "command.h"
#include "options/filters.h"
#include "options/output.h"
#include "reading/sequence.h"
#include "reading/tracefile.h"
#include "reading/viewfile.h"

/* In the order of the words of --format; the first are those of enum format. */
enum {
	STAT_TEXT,
	STAT_JSON,
	STAT_NDJSON,
	STAT_CSV,
	STAT_PROMETHEUS,
};

static int format;
static bool now;
static const char *views;

static const struct option_spec own_options[] = {
	{ 'f', "format", OPTION_CHOICE, "text|json|ndjson|csv|prometheus",
	  "print tables, or a format for programs", &format },
	{ 0, "now", OPTION_FLAG, NULL, "show what the module counted since it was loaded", &now },
	{ 0, "views", OPTION_TEXT, "DIRECTORY", "like --now, from copies of debugfs' files",
	  &views },
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

static bool is_document(void)
{
	return format != STAT_TEXT && format != STAT_PROMETHEUS;
}

static int print_account(const struct tally *tally)
{
	struct account account = {
		.tally = tally,
		.clock = tracefile_clock(),
		.loss = &tracefile_summary()->loss,
		.walks_unknown = tracefile_summary()->probed && !tally->walks.nr,
		.complete = !tracefile_is_damaged(),
	};
	struct terminal terminal = format == STAT_TEXT ? output_open() : output_plain();
	struct document document;
	int err;

	if (format == STAT_TEXT && !tally->nr && !tally->children[0])
		filters_note_nothing("there is nothing to count");
	if (format == STAT_TEXT)
		err = account_text(&terminal, &account);
	else if (format == STAT_PROMETHEUS)
		err = account_prometheus(&terminal, &account);
	else
		err = document_begin(&document, &terminal, format, "adopters", NULL);
	if (!err && is_document())
		err = account_put(&document, &account);
	return err ? complain(EX_FAILED, "out of memory") : output_close();
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

static int cannot_read(const char *name, const struct message *why)
{
	return complain(EX_FAILED, "cannot read subreaper/%s: %s", name, why->text);
}

static int read_standing(struct standing *ret)
{
	struct message why;
	struct sight sight;
	FILE *in;
	int status, err;

	status = viewfile_open_in(views, "stats", &in);
	if (status)
		return status;
	err = stats_read(in, ret, &why);
	fclose(in);
	if (err)
		return cannot_read("stats", &why);
	status = viewfile_open_in(views, "reapers", &in);
	if (status)
		return status;
	err = reapers_read(in, &ret->reapers, &why);
	fclose(in);
	if (err)
		return cannot_read("reapers", &why);
	status = viewfile_open_in(views, "info", &in);
	if (status)
		return status;
	sight_read_from(in, &sight);
	fclose(in);
	ret->missed = sight.missed;
	ret->dropped = sight.dropped;
	ret->blind = sight.blind;
	ret->blind_time = sight.blind_time;
	return EX_OK;
}

static int write_standing(const struct standing *standing)
{
	struct terminal terminal = format == STAT_TEXT ? output_open() : output_plain();
	struct document document;
	static struct census census;
	int err;

	if (format == STAT_PROMETHEUS) {
		err = census_take(&census, &standing->reapers, views);
		if (err)
			return err;
	}
	if (format == STAT_TEXT)
		err = standing_text(&terminal, standing);
	else if (format == STAT_PROMETHEUS)
		err = standing_prometheus(&terminal, standing, &census);
	else
		err = document_begin(&document, &terminal, format, "reapers", NULL);
	if (!err && is_document())
		err = standing_put(&document, standing);
	return err ? complain(EX_FAILED, "out of memory") : output_close();
}

static int print_standing(void)
{
	struct standing standing = { 0 };
	int status = read_standing(&standing);

	if (!status)
		status = write_standing(&standing);
	reapers_deinit(&standing.reapers);
	return status;
}

static int run(int argc, char **argv)
{
	int status;

	if (tracefile_name(argc, argv))
		return EX_MISUSE;
	if ((now || views) && tracefile_is_named())
		return misuse("stat takes either --now or a trace");
	if (now || views)
		return print_standing();
	status = filters_read();
	if (!status)
		status = tracefile_open(EVENTS_SUBREAPER | EVENTS_LIVES);
	return status ? status : tracefile_close(count_and_print());
}

const struct command stat_command = {
	.name = "stat",
	.summary = "count adoptions by adopter and by reason, and the lengths of walks",
	.arguments = "[FILE...]",
	.description =
		"ADOPTED counts the children of each adopter, in total, by decision and by effect.\n"
		"PARENTS counts the exits that left children. WALKS counts the walks that tried\n"
		"ancestors, with the fewest, most, median and 99th percentile of ancestors tried.\n"
		"\n"
		"--now shows the counters of this machine and reads no trace.",
	.options = options,
	.run = run,
};
