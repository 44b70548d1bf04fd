// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "../../base/memory/array.h"
#include "../../base/format/quote.h"
#include "../../model/trace/words.h"
#include "../text/cell.h"
#include "database.h"
#include "database_sql.h"
#include "../text/document.h"
#include "../picture/layout.h"

/* As SQLite stores it after its magic text; big-endian. */
#define HEADER_SIZE    100
#define APPLICATION_AT 68

/* Tables that are made of statements; see layout.c. */
static const char * const contents[] = { "findings", "nodes", "adopters" };

struct database;

/* What a sheet writes into. */
struct database_sheet {
	struct database *database;
	sqlite3_stmt *insert;
};

/**
 * struct database - one that is being made
 * @rows: how many events were written; each has its number
 * @status: of SQLite; anything but SQLITE_OK is the first failure, after which nothing is done
 * @why: what that was
 * @insert: by type of event
 * @scratch: never full, so never flushed
 */
struct database {
	sqlite3 *handle;
	uint64_t rows;
	int status;
	struct message why;
	sqlite3_stmt *insert[EVENT_TYPES];
	sqlite3_stmt *insert_step;
	sqlite3_stmt *insert_effect;
	struct database_sheet sheets[ARRAY_SIZE(contents)];
	struct writer scratch;
};

static void check(struct database *database, int status)
{
	if (database->status || status == SQLITE_OK || status == SQLITE_DONE ||
	    status == SQLITE_ROW)
		return;
	database->status = status;
	message_set(&database->why, 0, "%s", sqlite3_errmsg(database->handle));
}

static void execute(struct database *database, const char *sql)
{
	if (!database->status)
		check(database, sqlite3_exec(database->handle, sql, NULL, NULL, NULL));
}

static sqlite3_stmt *prepare(struct database *database, const char *sql)
{
	sqlite3_stmt *statement = NULL;

	if (!database->status)
		check(database, sqlite3_prepare_v2(database->handle, sql, -1, &statement, NULL));
	return statement;
}

static void run(struct database *database, sqlite3_stmt *statement)
{
	if (database->status)
		return;
	check(database, sqlite3_step(statement));
	sqlite3_reset(statement);
	sqlite3_clear_bindings(statement);
}

/* The state in a dump is not the process, of which there is a table too. */
static const char *table_of(enum event_type type)
{
	return type == EVENT_PROCESS ? "listing" : event_words[type];
}

/* What stands in the table of traces, or in a table of its own. */
static bool is_elsewhere(const struct column *column)
{
	return column->kind == COLUMN_HOST || column->kind == COLUMN_BOOT_ID ||
	       column->kind == COLUMN_WALL || column->kind == COLUMN_EVENT ||
	       column->kind == COLUMN_STEPS || column->kind == COLUMN_EFFECTS;
}

static bool has_column(const struct column *column, enum event_type type)
{
	return column->places[type].size && !is_elsewhere(column);
}

static const char *affinity_of(const struct column *column)
{
	switch (column->kind) {
	case COLUMN_TIME:
	case COLUMN_MOMENT:
	case COLUMN_READ_TIME:
		return "REAL";
	case COLUMN_UNSIGNED:
	case COLUMN_SIGNED:
	case COLUMN_BOOL:
	case COLUMN_EXIT_CODE:
	case COLUMN_EXIT_STATUS:
	case COLUMN_KILLED_BY:
	case COLUMN_COMMAND_CUT:
	case COLUMN_UID:
		return "INTEGER";
	default:
		return "TEXT";
	}
}

/* Which process of its pid each of the processes is that an event names. */
static const char * const ordinal_columns[EVENT_TYPES][EVENT_PARTIES] = {
	[EVENT_REPARENT] = { "ordinal", "parent_ordinal", "adopter_ordinal" },
	[EVENT_WALK] = { NULL, "parent_ordinal", "adopter_ordinal" },
	[EVENT_MARK] = { "ordinal" },
	[EVENT_PROCESS] = { "ordinal", "parent_ordinal" },
	[EVENT_REAP] = { "ordinal", "parent_ordinal", "reaper_ordinal" },
	[EVENT_LIFE_BIRTH] = { "ordinal", "parent_ordinal" },
	[EVENT_LIFE_EXEC] = { "ordinal", "parent_ordinal" },
	[EVENT_LIFE_EXIT] = { "ordinal", "parent_ordinal" },
	[EVENT_LIFE_FREE] = { "ordinal", "parent_ordinal" },
};

static void create_table(struct database *database, enum event_type type)
{
	struct message sql, values;
	size_t i;

	message_set(&sql, 0,
		    "CREATE TABLE \"%s\"(id INTEGER PRIMARY KEY, trace INTEGER NOT NULL,"
		    " ns INTEGER NOT NULL",
		    table_of(type));
	message_set(&values, 0, "INSERT INTO \"%s\" VALUES(?,?,?", table_of(type));
	for (i = 0; i < EVENT_PARTIES; i++) {
		if (!ordinal_columns[type][i])
			continue;
		message_add(&sql, ", %s INTEGER", ordinal_columns[type][i]);
		message_add(&values, ",?");
	}
	for (i = 0; i < nr_columns; i++) {
		if (!has_column(&all_columns[i], type))
			continue;
		message_add(&sql, ", \"%s\" %s", all_columns[i].name, affinity_of(&all_columns[i]));
		message_add(&values, ",?");
	}
	message_add(&sql, ")");
	message_add(&values, ")");
	execute(database, sql.text);
	database->insert[type] = prepare(database, values.text);
}

static bool ends_with(const char *text, const char *end)
{
	size_t length = strlen(text), wanted = strlen(end);

	return length >= wanted && !strcmp(text + length - wanted, end);
}

/* Of what layout.c names; the rest is text. */
static const char *affinity_of_key(const char *key)
{
	static const char * const numbers[] = {
		"pid",	   "tid",      "ordinal", "start",   "count",
		"of",	   "early",    "signal",  "hops",    "trace",
		"adopted", "doubtful", "time",	  "seconds", "may_be_thread",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(numbers); i++) {
		if (ends_with(key, numbers[i]))
			return "NUMERIC";
	}
	if (!strncmp(key, "decisions_", strlen("decisions_")) ||
	    !strncmp(key, "effects_", strlen("effects_")) || !strcmp(key, "subreaper_value"))
		return "NUMERIC";
	return "TEXT";
}

/* Its name is that of one of its rows. */
static void create_sheet(struct database *database, size_t content)
{
	const struct sheet_layout *layout = layout_of(contents[content]);
	size_t length = strlen(contents[content]) - 1;
	struct message sql, values;
	size_t i;

	message_set(&sql, 0, "CREATE TABLE %.*s(", (int)length, contents[content]);
	message_set(&values, 0, "INSERT INTO %.*s VALUES(", (int)length, contents[content]);
	for (i = 0; layout->columns[i]; i++) {
		message_add(&sql, "%s\"%s\" %s", i ? ", " : "", layout->columns[i],
			    affinity_of_key(layout->columns[i]));
		message_add(&values, "%s?", i ? "," : "");
	}
	message_add(&sql, ")");
	message_add(&values, ")");
	execute(database, sql.text);
	database->sheets[content] =
		(struct database_sheet){ database, prepare(database, values.text) };
}

static void create_tables(struct database *database)
{
	char sql[128];
	size_t i;

	snprintf(sql, sizeof(sql), "PRAGMA application_id=%d; PRAGMA user_version=%d;",
		 DATABASE_APPLICATION, SCHEMA_VERSION);
	execute(database, sql);
	execute(database, database_begin_sql);
	for (i = 0; i < EVENT_TYPES; i++) {
		if (event_words[i])
			create_table(database, i);
	}
	for (i = 0; i < ARRAY_SIZE(contents); i++)
		create_sheet(database, i);
	execute(database, database_watch_sql);
	database->insert_step = prepare(database, "INSERT INTO step VALUES(?,?,?,?,?)");
	database->insert_effect = prepare(database, "INSERT INTO effect VALUES(?,?)");
}

/**
 * database_is_ours() - was a file made by database_create()?
 * @path: of the file
 *
 * Return: the answer; no if it cannot be read
 */
bool database_is_ours(const char *path)
{
	static const char magic[] = "SQLite format 3";
	unsigned char header[HEADER_SIZE];
	FILE *in = fopen(path, "re");
	size_t got = in ? fread(header, 1, sizeof(header), in) : 0;
	const unsigned char *id = header + APPLICATION_AT;

	if (in)
		fclose(in);
	return got == sizeof(header) && !memcmp(header, magic, sizeof(magic)) &&
	       (id[0] << 24 | id[1] << 16 | id[2] << 8 | id[3]) == DATABASE_APPLICATION;
}

/**
 * database_create() - make a database
 * @ret: set to it; to be freed with database_destroy()
 * @path: of a file that does not exist
 * @why: explains an error in one line
 *
 * Return: 0 or a -errno
 */
int database_create(struct database **ret, const char *path, struct message *why)
{
	struct database *database = calloc(1, sizeof(*database));

	*ret = NULL;
	if (!database)
		return message_set(why, -ENOMEM, "out of memory");
	check(database,
	      sqlite3_open_v2(path, &database->handle,
			      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
			      NULL));
	create_tables(database);
	if (!database->status) {
		*ret = database;
		return 0;
	}
	message_set(why, 0, "%s", database->why.text);
	database_destroy(database);
	return -EIO;
}

static void bind_text(struct database *database, sqlite3_stmt *statement, int place,
		      const char *text, size_t length)
{
	check(database, sqlite3_bind_text(statement, place, text, (int)length, SQLITE_TRANSIENT));
}

/* One that is too large for SQLite is a text, which is not rounded. */
static void bind_unsigned(struct database *database, sqlite3_stmt *statement, int place,
			  uint64_t number)
{
	char room[DIGITS_MAX];
	char *end = room + sizeof(room);
	char *begin;

	if (number <= INT64_MAX) {
		check(database, sqlite3_bind_int64(statement, place, (sqlite3_int64)number));
		return;
	}
	begin = spell_unsigned(number, end);
	bind_text(database, statement, place, begin, end - begin);
}

static void bind_name(struct database *database, sqlite3_stmt *statement, int place,
		      const char *text, size_t length)
{
	database->scratch.used = 0;
	quote_plain(&database->scratch, text, length);
	bind_text(database, statement, place, database->scratch.bytes, database->scratch.used);
}

static void bind_value(struct database *database, sqlite3_stmt *statement, int place,
		       const struct value *value)
{
	switch (value->type) {
	case VALUE_SIGNED:
		check(database, sqlite3_bind_int64(statement, place, (sqlite3_int64)value->number));
		break;
	case VALUE_UNSIGNED:
	case VALUE_BOOL:
		bind_unsigned(database, statement, place, value->number);
		break;
	case VALUE_SECONDS:
		check(database, sqlite3_bind_double(statement, place, value->number / 1e9));
		break;
	case VALUE_NAME:
		bind_name(database, statement, place, value->text, value->length);
		break;
	default:
		database->scratch.used = 0;
		put_cell(&database->scratch, value, '|');
		bind_text(database, statement, place, database->scratch.bytes,
			  database->scratch.used);
		break;
	}
}

/* Of an adopter that is not certain, nothing is said. */
static bool has_party(const struct event *event, size_t party)
{
	bool doubtful = (event->type == EVENT_REPARENT && event->reparent.doubts) ||
			(event->type == EVENT_WALK && event->walk.doubts);

	return event->ordinals[party] && !(party == PARTY_OTHER && doubtful);
}

static void add_steps(struct database *database, const struct row *row)
{
	const struct walk_event *walk = &row->event->walk;
	sqlite3_stmt *insert = database->insert_step;
	char room[UNKNOWN_WORD_SIZE];
	uint32_t i;

	for (i = 0; i < walk->kept_steps && !database->status; i++) {
		uint32_t step = walk->steps[i];
		const char *comm = step_comm(row, step);
		const char *verdict =
			word_or_number(verdict_words, SUBREAPER_STEP_VERDICT(step), room);

		bind_unsigned(database, insert, 1, database->rows);
		bind_unsigned(database, insert, 2, i + 1);
		bind_unsigned(database, insert, 3, SUBREAPER_STEP_PID(step));
		if (comm[0])
			bind_name(database, insert, 4, comm, strnlen(comm, SUBREAPER_COMM_LEN));
		bind_text(database, insert, 5, verdict, strlen(verdict));
		run(database, insert);
	}
}

static void add_effects(struct database *database, const struct row *row)
{
	uint64_t effects = row->event->reparent.effects;
	char room[UNKNOWN_WORD_SIZE];

	while (effects && !database->status) {
		const char *word = take_effect(&effects, room);

		bind_unsigned(database, database->insert_effect, 1, database->rows);
		bind_text(database, database->insert_effect, 2, word, strlen(word));
		run(database, database->insert_effect);
	}
}

/**
 * database_add() - write an event
 * @row: it, of one of ROW_EVENTS; in the order of time
 *
 * database_finish() reports a failure.
 */
void database_add(struct database *database, const struct row *row)
{
	const struct event *event = row->event;
	sqlite3_stmt *insert = database->insert[event->type];
	struct value value;
	int place = 4;
	size_t i;

	if (database->status)
		return;
	database->rows++;
	bind_unsigned(database, insert, 1, database->rows);
	bind_unsigned(database, insert, 2, event->host + 1);
	bind_unsigned(database, insert, 3, event->time);
	for (i = 0; i < EVENT_PARTIES; i++) {
		if (!ordinal_columns[event->type][i])
			continue;
		if (has_party(event, i))
			bind_unsigned(database, insert, place, event->ordinals[i]);
		place++;
	}
	for (i = 0; i < nr_columns; i++) {
		if (!has_column(&all_columns[i], event->type))
			continue;
		if (column_value(&all_columns[i], row, &value))
			bind_value(database, insert, place, &value);
		place++;
	}
	run(database, insert);
	if (event->type == EVENT_WALK)
		add_steps(database, row);
	else if (event->type == EVENT_REPARENT && !event->reparent.probed)
		add_effects(database, row);
}

/**
 * database_traces() - write from which machines the events are
 * @clock: which knows it, at the end
 */
void database_traces(struct database *database, const struct clock *clock)
{
	sqlite3_stmt *insert = prepare(database, "INSERT INTO trace VALUES(?,?,?,?)");
	size_t i;

	for (i = 0; i < clock->nr_hosts && !database->status; i++) {
		const struct note_event *note = &clock->notes[i];

		bind_unsigned(database, insert, 1, i + 1);
		if (note->host[0])
			bind_name(database, insert, 2, note->host, strlen(note->host));
		if (note->boot_id[0])
			bind_text(database, insert, 3, note->boot_id, strlen(note->boot_id));
		if (note->wall_offset)
			check(database, sqlite3_bind_int64(insert, 4, note->wall_offset));
		run(database, insert);
	}
	sqlite3_finalize(insert);
}

/**
 * database_say() - write something of it as a whole
 * @key: what
 * @text: the answer
 */
void database_say(struct database *database, const char *key, const char *text)
{
	sqlite3_stmt *insert = prepare(database, "INSERT INTO meta VALUES(?,?)");

	if (!database->status) {
		bind_text(database, insert, 1, key, strlen(key));
		bind_text(database, insert, 2, text, strlen(text));
		run(database, insert);
	}
	sqlite3_finalize(insert);
}

/**
 * database_count() - write a number that is of it as a whole
 * @key: of what
 */
void database_count(struct database *database, const char *key, uint64_t number)
{
	sqlite3_stmt *insert = prepare(database, "INSERT INTO meta VALUES(?,?)");

	if (!database->status) {
		bind_text(database, insert, 1, key, strlen(key));
		bind_unsigned(database, insert, 2, number);
		run(database, insert);
	}
	sqlite3_finalize(insert);
}

static void add_sheet_row(void *to, const struct sheet *sheet)
{
	static const char * const flags[] = { "false", "true" };
	struct database_sheet *table = to;
	struct database *database = table->database;
	size_t i;

	for (i = 0; i < sheet->nr && !database->status; i++) {
		const struct sheet_cell *cell = &sheet->cells[i];
		const char *text = cell->text ? cell->text : "";
		size_t length = cell->length;
		size_t flag;

		for (flag = 0; flag < ARRAY_SIZE(flags); flag++) {
			if (length == strlen(flags[flag]) && !memcmp(text, flags[flag], length) &&
			    strcmp(affinity_of_key(sheet->layout->columns[i]), "TEXT")) {
				text = flag ? "1" : "0";
				length = 1;
			}
		}
		if (cell->known)
			bind_text(database, table->insert, (int)i + 1, text, length);
	}
	run(database, table->insert);
}

/**
 * database_table() - where to write statements to
 * @name: of what: findings, nodes or adopters
 *
 * Return: to be given to document_begin_sheet()
 */
struct sheet_target database_table(struct database *database, const char *name)
{
	size_t i = 0;

	while (strcmp(contents[i], name))
		i++;
	return (struct sheet_target){ add_sheet_row, &database->sheets[i] };
}

/**
 * database_finish() - write what follows from all of it
 * @why: explains an error, also of what was written before, in one line
 *
 * Return: 0 or a -errno
 */
int database_finish(struct database *database, struct message *why)
{
	execute(database, database_end_sql);
	return database->status ? message_set(why, -EIO, "%s", database->why.text) : 0;
}

/**
 * database_destroy() - close it
 * @database: finished or not; may be NULL
 */
void database_destroy(struct database *database)
{
	size_t i;

	if (!database)
		return;
	for (i = 0; i < EVENT_TYPES; i++)
		sqlite3_finalize(database->insert[i]);
	for (i = 0; i < ARRAY_SIZE(contents); i++)
		sqlite3_finalize(database->sheets[i].insert);
	sqlite3_finalize(database->insert_step);
	sqlite3_finalize(database->insert_effect);
	sqlite3_close(database->handle);
	free(database);
}
