// SPDX-License-Identifier: GPL-2.0-or-later
/* The traces that the user named as a database, which takes their rows, and what other commands
 * say. */
#include <errno.h>
#include <unistd.h>

#include "../../model/story/diagnosis.h"
#include "../../model/story/selection.h"
#include "../../render/counts/account.h"
#include "../../render/rows/database.h"
#include "../../render/explain/diagnosis.h"
#include "../../render/counts/forest.h"
#include "../../source/record/newfile.h"
#include "../options/complain.h"
#include "following.h"
#include "foresight.h"
#include "sequence.h"
#include "sqlite.h"
#include "tracefile.h"

static int add_event(struct database *database, struct names *names, struct tally *tally,
		     const struct event *event, bool wanted)
{
	struct row row = { event, tracefile_clock(), names, sequence_forest(event->host) };
	int err = names_learn(names, event);

	if (!err && wanted)
		err = tally_add(tally, event);
	if (!err && wanted && EVENT_BIT(event->type) & ROW_EVENTS)
		database_add(database, &row);
	return err;
}

static int add_rows(struct database *database, struct tally *tally,
		    bool (*is_wanted)(const struct event *event))
{
	struct names names = { 0 };
	struct event event;
	int err = 0;

	while (!err && sequence_next(&event))
		err = add_event(database, &names, tally, &event, is_wanted(&event));
	names_deinit(&names);
	tally_sort(tally);
	return sequence_end(err);
}

static int out_of_memory(void)
{
	return complain(EX_FAILED, "out of memory");
}

static int add_adopters(struct database *database, const struct tally *tally)
{
	struct sheet_target target = database_table(database, "adopters");
	struct account account = {
		.tally = tally,
		.clock = tracefile_clock(),
		.loss = &tracefile_summary()->loss,
		.complete = !tracefile_is_damaged(),
	};
	struct document document;

	if (document_begin_sheet(&document, &target, "adopters", NULL) ||
	    account_put(&document, &account))
		return out_of_memory();
	return EX_OK;
}

static int add_statements(struct database *database, struct forest *forest,
			  const struct diagnosis *diagnosis)
{
	struct sheet_target findings = database_table(database, "findings");
	struct sheet_target nodes = database_table(database, "nodes");
	struct document document;
	int err;

	if (document_begin_sheet(&document, &findings, "findings", tracefile_clock()))
		return out_of_memory();
	diagnosis_put(&document, diagnosis, forest, !tracefile_is_damaged());
	document_tail(&document);
	if (document_end(&document, NULL, true))
		return out_of_memory();
	select_all(forest);
	if (document_begin_sheet(&document, &nodes, "nodes", tracefile_clock()))
		return out_of_memory();
	err = forest_put(&document, forest, true);
	document_tail(&document);
	return document_end(&document, NULL, true) || err ? out_of_memory() : EX_OK;
}

/* Findings and the last tree are of one machine. */
static int conclude(struct database *database)
{
	struct following following = { .forest.table.forgets = true };
	struct diagnosis diagnosis = { 0 };
	struct event event;
	int status;

	while (following_next(&following, &event))
		following.err = diagnosis_add(&diagnosis, &following.forest, &event);
	status = following_conclude(&following);
	if (!status && diagnosis_conclude(&diagnosis, &following.forest))
		status = out_of_memory();
	if (!status)
		status = add_statements(database, &following.forest, &diagnosis);
	diagnosis_deinit(&diagnosis);
	following_deinit(&following);
	return status;
}

static void describe(struct database *database)
{
	static const char * const clocks[] = {
		[TIME_RELATIVE] = "rel",
		[TIME_MONO] = "mono",
		[TIME_WALL] = "wall",
		[TIME_ISO] = "wall",
	};
	const struct trace_loss *loss = &tracefile_summary()->loss;

	database_say(database, "schema", SCHEMA_NAME);
	database_count(database, "version", SCHEMA_VERSION);
	database_say(database, "clock", clocks[tracefile_clock()->style]);
	database_count(database, "complete", !tracefile_is_damaged());
	database_count(database, "lost_places", loss->places);
	database_count(database, "lost_events", loss->events);
	database_count(database, "gaps", loss->gaps);
	database_count(database, "unseen_decisions", loss->unseen);
	database_traces(database, tracefile_clock());
}

static int fill(struct database *database, bool (*is_wanted)(const struct event *event))
{
	static struct fates fates[CLOCK_HOSTS_MAX];
	struct tally tally = { 0 };
	int status = foresight_read(fates);

	sequence_tell_lives(fates);
	if (!status)
		status = add_rows(database, &tally, is_wanted);
	foresight_deinit(fates);
	if (!status)
		status = add_adopters(database, &tally);
	tally_deinit(&tally);
	if (!status)
		describe(database);
	if (status || tracefile_clock()->nr_hosts > 1)
		return status;
	status = tracefile_rewind();
	return status ? status : conclude(database);
}

static int make(const struct newfile *file, const char *path,
		bool (*is_wanted)(const struct event *event))
{
	struct database *database;
	struct message why;
	int status = EX_OK;

	if (database_create(&database, file->path, &why))
		return complain(EX_FAILED, "cannot write %s: %s", path, why.text);
	status = fill(database, is_wanted);
	if (!status && database_finish(database, &why))
		status = complain(EX_FAILED, "cannot write %s: %s", path, why.text);
	database_destroy(database);
	return status;
}

/**
 * sqlite_write() - write the traces that are open into a database
 * @path: of it; it is replaced if it was made by this before
 * @is_wanted: which events are, of those that can be rows
 *
 * Return: exit code; a message was printed when it is not EX_OK
 */
int sqlite_write(const char *path, bool (*is_wanted)(const struct event *event))
{
	struct newfile file;
	struct message why;
	int status;

	if (!access(path, F_OK) && !database_is_ours(path))
		return complain(EX_FAILED,
				"%s is there, and no database of export: name another file", path);
	if (newfile_create(&file, path, &why))
		return complain(EX_FAILED, "%s", why.text);
	status = make(&file, path, is_wanted);
	if (!status && newfile_publish(&file, &why))
		status = complain(EX_FAILED, "%s", why.text);
	newfile_destroy(&file);
	return status;
}
