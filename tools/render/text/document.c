// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "document.h"
#include "label.h"
#include "../picture/layout.h"

/* Names are escaped as for a terminal in UTF-8, wherever the output goes. */
static const struct terminal nowhere = { .utf8 = true };

/**
 * schema_put() - write which schema it is, into an object
 * @content: what the objects are
 * @clock: what times mean; NULL where there are none
 */
void schema_put(struct json *json, const char *content, const struct clock *clock)
{
	static const char * const clocks[] = {
		[TIME_RELATIVE] = "rel",
		[TIME_MONO] = "mono",
		[TIME_WALL] = "wall",
		[TIME_ISO] = "wall",
	};

	json_key(json, "schema");
	json_word(json, SCHEMA_NAME);
	json_key(json, "version");
	json_unsigned(json, SCHEMA_VERSION);
	json_key(json, "content");
	json_word(json, content);
	if (!clock)
		return;
	json_key(json, "clock");
	json_word(json, clocks[clock->style]);
}

/**
 * ending_put() - write how it ended, into an object
 * @rows: how many objects there were
 * @loss: what the trace lacks; NULL where none was read
 * @complete: whether all could be read
 */
void ending_put(struct json *json, uint64_t rows, const struct trace_loss *loss, bool complete)
{
	json_key(json, "rows");
	json_unsigned(json, rows);
	json_key(json, "complete");
	json_bool(json, complete);
	if (!loss)
		return;
	json_key(json, "lost_places");
	json_unsigned(json, loss->places);
	json_key(json, "lost_events");
	json_unsigned(json, loss->events);
	json_key(json, "gaps");
	json_unsigned(json, loss->gaps);
	json_key(json, "unseen_decisions");
	json_unsigned(json, loss->unseen);
}

/* Each object is then opened and closed as in JSON, but nothing around them. */
static int begin_table(struct document *document, const struct terminal *terminal,
		       const char *content)
{
	struct json *json = &document->json;

	document->table = malloc(sizeof(*document->table));
	if (document->table) {
		writer_init(document->table, terminal->out);
		json->sheet = sheet_begin(document->table, layout_of(content));
	}
	if (json->sheet)
		return 0;
	free(document->table);
	free(json->writer);
	return -ENOMEM;
}

/**
 * document_begin() - begin to write
 * @format: FORMAT_JSON, FORMAT_NDJSON or FORMAT_CSV
 * @content: what the objects are, which is the key of their list as well
 * @clock: what times mean, which must live as long; NULL where there are none
 *
 * Return: 0, to be followed by document_end(), or -ENOMEM
 */
int document_begin(struct document *document, const struct terminal *terminal, enum format format,
		   const char *content, const struct clock *clock)
{
	struct json *json = &document->json;

	*document = (struct document){ .clock = clock, .lines = format == FORMAT_NDJSON };
	json->writer = malloc(sizeof(*json->writer));
	if (!json->writer)
		return -ENOMEM;
	writer_init(json->writer, terminal->out);
	if (format == FORMAT_CSV)
		return begin_table(document, terminal, content);
	json_open(json, '{');
	if (document->lines) {
		document_word(document, "event", "schema");
		schema_put(json, content, clock);
		json_close(json, '}');
		json_end_line(json);
	} else {
		schema_put(json, content, clock);
		document_open(document, content, '[');
	}
	return 0;
}

/**
 * document_begin_sheet() - begin to write a table to somewhere
 * @target: to where
 * @content: what the objects are
 * @clock: as of document_begin()
 *
 * Return: as document_begin()
 */
int document_begin_sheet(struct document *document, const struct sheet_target *target,
			 const char *content, const struct clock *clock)
{
	struct json *json = &document->json;

	*document = (struct document){ .clock = clock };
	json->writer = malloc(sizeof(*json->writer));
	if (!json->writer)
		return -ENOMEM;
	writer_init(json->writer, NULL);
	json->sheet = sheet_create(target, layout_of(content));
	if (json->sheet)
		return 0;
	free(json->writer);
	return -ENOMEM;
}

/**
 * document_item() - begin the next object
 * @event: what it is
 */
void document_item(struct document *document, const char *event)
{
	document->nr++;
	if (!document->lines)
		json_next_line(&document->json);
	json_open(&document->json, '{');
	document_word(document, "event", event);
}

/**
 * document_item_end() - end it
 */
void document_item_end(struct document *document)
{
	json_close(&document->json, '}');
	if (document->lines)
		json_end_line(&document->json);
}

/**
 * document_tail() - begin what stands behind the last object
 * @document: where; members may follow, and document_end()
 */
void document_tail(struct document *document)
{
	if (document->json.sheet) {
		document->json.sheet->ended = true;
	} else if (document->lines) {
		json_open(&document->json, '{');
		document_word(document, "event", "end");
	} else {
		json_end_line(&document->json);
		json_close(&document->json, ']');
	}
}

/**
 * document_end() - end it, and write out what waits
 * @document: of which the tail has begun
 * @loss: what the trace lacks; NULL where none was read
 * @complete: whether all could be read
 *
 * Return: 0, or -ENOMEM if something of a table is missing
 */
int document_end(struct document *document, const struct trace_loss *loss, bool complete)
{
	if (document->json.sheet) {
		bool whole = sheet_end(document->json.sheet);

		if (document->table)
			writer_flush(document->table);
		free(document->table);
		free(document->json.writer);
		return whole ? 0 : -ENOMEM;
	}
	ending_put(&document->json, document->nr, loss, complete);
	json_close(&document->json, '}');
	json_end_line(&document->json);
	writer_flush(document->json.writer);
	free(document->json.writer);
	return 0;
}

/**
 * document_open() - begin an object or a list that has a key
 * @key: the key; NULL in a list
 * @bracket: { or [
 */
void document_open(struct document *document, const char *key, char bracket)
{
	if (key)
		json_key(&document->json, key);
	json_open(&document->json, bracket);
}

/**
 * document_close() - end it
 * @bracket: } or ]
 */
void document_close(struct document *document, char bracket)
{
	json_close(&document->json, bracket);
}

/**
 * document_number() - write a number
 * @key: its key
 */
void document_number(struct document *document, const char *key, uint64_t number)
{
	json_key(&document->json, key);
	json_unsigned(&document->json, number);
}

/**
 * document_signed() - write a number that may be below 0
 * @key: its key
 */
void document_signed(struct document *document, const char *key, int64_t number)
{
	json_key(&document->json, key);
	json_signed(&document->json, number);
}

/**
 * document_flag() - write true or false
 * @key: its key
 */
void document_flag(struct document *document, const char *key, bool value)
{
	json_key(&document->json, key);
	json_bool(&document->json, value);
}

/**
 * document_word() - write a word of ours
 * @key: its key
 * @word: which needs no escaping
 */
void document_word(struct document *document, const char *key, const char *word)
{
	json_key(&document->json, key);
	json_word(&document->json, word);
}

/**
 * document_shown() - write a sentence
 * @key: its key; NULL in a list
 * @text: fit for a terminal in UTF-8
 */
void document_shown(struct document *document, const char *key, const char *text)
{
	if (key)
		json_key(&document->json, key);
	json_shown(&document->json, text);
}

/**
 * document_text() - write a text that may hold any bytes
 * @key: its key
 */
void document_text(struct document *document, const char *key, const char *text)
{
	json_key(&document->json, key);
	json_text(&document->json, text, strlen(text));
}

/**
 * document_comm() - write a name that others chose
 * @key: its key
 * @comm: of at most SUBREAPER_COMM_LEN bytes; if it is empty nothing is written
 */
void document_comm(struct document *document, const char *key, const char *comm)
{
	size_t length = strnlen(comm, SUBREAPER_COMM_LEN);

	if (!length)
		return;
	json_key(&document->json, key);
	json_text(&document->json, comm, length);
}

/**
 * document_time() - write when something was
 * @key: its key
 * @moment: on the trace's clock; if it is unknown nothing is written
 */
void document_time(struct document *document, const char *key, const struct instant *moment)
{
	struct event event = { .time = moment->time };

	if (!moment->known || !document->clock)
		return;
	json_key(&document->json, key);
	json_seconds(&document->json, clock_told(document->clock, &event));
}

/**
 * document_any() - write what a process is known by, into an object
 * @pid: in the initial pid namespace
 * @ordinal: 2 for the second process with this pid, and so on
 * @start: birth on CLOCK_BOOTTIME in ns; 0 if unknown
 * @comm: its name; "" if unknown
 */
void document_any(struct document *document, int32_t pid, unsigned int ordinal, uint64_t start,
		  const char *comm)
{
	document_signed(document, "pid", pid);
	document_number(document, "ordinal", ordinal);
	if (start)
		document_number(document, "start", start);
	document_comm(document, "comm", comm);
	document_shown(document, "name", label_any(&nowhere, pid, ordinal, comm, pid).text);
}

/**
 * document_process() - write a process
 * @key: its key; NULL in a list
 * @process: which; if it is NULL nothing is written
 */
void document_process(struct document *document, const char *key, const struct process *process)
{
	const char *host = document->clock ? document->clock->notes[0].host : "";

	if (!process)
		return;
	document_open(document, key, '{');
	document_any(document, process->pid, process->ordinal, process->start, process->comm);
	if (process_may_be_thread(process) && !process->thread_of)
		document_flag(document, "may_be_thread", true);
	if (host[0]) {
		json_key(&document->json, "host");
		json_text(&document->json, host, strnlen(host, HOST_NAME_LEN));
	}
	document_close(document, '}');
}

/**
 * document_someone() - write a process of which no more is known than this
 * @key: its key
 * @pid: in the initial pid namespace; if it is 0 nothing is written
 * @ordinal: 2 for the second process with this pid, and so on
 * @start: birth on CLOCK_BOOTTIME in ns; 0 if unknown
 * @comm: its name; "" if unknown
 */
void document_someone(struct document *document, const char *key, int32_t pid, unsigned int ordinal,
		      uint64_t start, const char *comm)
{
	if (!pid)
		return;
	document_open(document, key, '{');
	document_any(document, pid, ordinal, start, comm);
	document_close(document, '}');
}

/**
 * document_thread() - write a thread
 * @key: its key
 * @tid: which; if it is 0 nothing is written
 * @comm: its name; "" if unknown
 */
void document_thread(struct document *document, const char *key, int32_t tid, const char *comm)
{
	if (!tid)
		return;
	document_open(document, key, '{');
	document_signed(document, "tid", tid);
	document_comm(document, "comm", comm);
	document_close(document, '}');
}

/**
 * document_effects() - write what an adoption did
 * @key: its key
 * @effects: a bit each
 */
void document_effects(struct document *document, const char *key, uint64_t effects)
{
	char room[UNKNOWN_WORD_SIZE];

	document_open(document, key, '[');
	while (effects)
		json_word(&document->json, take_effect(&effects, room));
	document_close(document, ']');
}

static void put_reason(struct document *document, const char *key, const struct word *words,
		       unsigned int number)
{
	if (number)
		document_word(document, key, word_of(words, number));
}

/**
 * document_basis() - write what a statement rests on, into its object
 * @basis: that
 */
void document_basis(struct document *document, const struct basis *basis)
{
	document_word(document, "evidence", word_of(evidence_words, basis->evidence));
	put_reason(document, "from", ground_words, basis->ground);
	put_reason(document, "unless", doubt_words, basis->doubt);
	put_reason(document, "why", why_words, basis->why);
}

/**
 * document_doubt() - write that something may not be so
 * @key: its key
 * @forest: of the trace
 * @doubts: an OR of enum walk_doubt; for 0 nothing is written
 */
void document_doubt(struct document *document, const char *key, const struct forest *forest,
		    unsigned int doubts)
{
	put_reason(document, key, doubt_words, basis_doubt(forest, doubts));
}

/**
 * document_claim() - write a statement of which the value is a word
 * @key: its key
 * @word: the value, which is not written if it is unknown
 * @basis: what it rests on
 */
void document_claim(struct document *document, const char *key, const char *word,
		    const struct basis *basis)
{
	document_open(document, key, '{');
	if (basis->evidence != EVIDENCE_UNKNOWN)
		document_word(document, "value", word);
	document_basis(document, basis);
	document_close(document, '}');
}

/**
 * document_unknown() - write that something is not known
 * @key: its key
 * @why: the reason
 */
void document_unknown(struct document *document, const char *key, enum why why)
{
	document_claim(document, key, "",
		       &(struct basis){ .evidence = EVIDENCE_UNKNOWN, .why = why });
}
