// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Two formats with the same rows: a line each, between a line that names the schema and one that
 * says how it ended; or one document, which has both around its rows.
 */
#include "../../base/format/json.h"
#include "../../model/trace/words.h"
#include "../text/cell.h"
#include "../text/document.h"
#include "rows.h"

static struct json json_of(struct rows *rows)
{
	return (struct json){ .writer = &rows->writer };
}

static void put_step(struct json *json, const struct row *row, uint32_t step)
{
	const char *comm = step_comm(row, step);
	char room[UNKNOWN_WORD_SIZE];

	json_open(json, '{');
	json_key(json, "pid");
	json_unsigned(json, SUBREAPER_STEP_PID(step));
	if (comm[0]) {
		json_key(json, "comm");
		json_text(json, comm, strnlen(comm, SUBREAPER_COMM_LEN));
	}
	json_key(json, "verdict");
	json_word(json, word_or_number(verdict_words, SUBREAPER_STEP_VERDICT(step), room));
	json_close(json, '}');
}

static void put_steps(struct json *json, const struct row *row, const struct walk_event *walk)
{
	uint32_t i;

	json_open(json, '[');
	for (i = 0; i < walk->kept_steps; i++)
		put_step(json, row, walk->steps[i]);
	json_close(json, ']');
}

static void put_effects(struct json *json, uint64_t effects)
{
	char room[UNKNOWN_WORD_SIZE];

	json_open(json, '[');
	while (effects)
		json_word(json, take_effect(&effects, room));
	json_close(json, ']');
}

static void put_value(struct json *json, const struct row *row, const struct value *value)
{
	switch (value->type) {
	case VALUE_UNSIGNED:
		json_unsigned(json, value->number);
		break;
	case VALUE_SIGNED:
		json_signed(json, value->number);
		break;
	case VALUE_HEX:
		json_hex(json, value->number);
		break;
	case VALUE_BOOL:
		json_bool(json, value->number);
		break;
	case VALUE_SECONDS:
		json_seconds(json, value->number);
		break;
	case VALUE_NAME:
		json_text(json, value->text, value->length);
		break;
	case VALUE_WORD:
		json_word(json, value->text);
		break;
	case VALUE_EFFECTS:
		put_effects(json, value->number);
		break;
	case VALUE_STEPS:
		put_steps(json, row, value->walk);
		break;
	}
}

static void put_object(struct json *json, const struct rows *rows, const struct row *row)
{
	struct value value;
	size_t i;

	json_open(json, '{');
	for (i = 0; i < rows->columns->nr; i++) {
		if (!column_value(rows->columns->chosen[i], row, &value))
			continue;
		json_key(json, rows->columns->chosen[i]->name);
		put_value(json, row, &value);
	}
	json_close(json, '}');
}

static int begin_lines(struct rows *rows)
{
	struct json json = json_of(rows);

	json_open(&json, '{');
	json_key(&json, "event");
	json_word(&json, "schema");
	schema_put(&json, "events", rows->clock);
	json_close(&json, '}');
	json_end_line(&json);
	return 0;
}

static int put_line(struct rows *rows, const struct row *row)
{
	struct json json = json_of(rows);

	put_object(&json, rows, row);
	json_end_line(&json);
	return 0;
}

static void end_lines(struct rows *rows, const struct trace_loss *loss, bool complete)
{
	struct json json = json_of(rows);

	json_open(&json, '{');
	json_key(&json, "event");
	json_word(&json, "end");
	ending_put(&json, rows->nr, loss, complete);
	json_close(&json, '}');
	json_end_line(&json);
}

const struct row_format rows_ndjson = { begin_lines, put_line, end_lines };

static int begin_document(struct rows *rows)
{
	struct json json = json_of(rows);

	json_open(&json, '{');
	schema_put(&json, "events", rows->clock);
	json_key(&json, "events");
	json_open(&json, '[');
	return 0;
}

static int put_element(struct rows *rows, const struct row *row)
{
	struct json json = { .writer = &rows->writer, .follows = rows->nr > 1 };

	json_next_line(&json);
	put_object(&json, rows, row);
	return 0;
}

static void end_document(struct rows *rows, const struct trace_loss *loss, bool complete)
{
	struct json json = json_of(rows);

	json_end_line(&json);
	json_close(&json, ']');
	ending_put(&json, rows->nr, loss, complete);
	json_close(&json, '}');
	json_end_line(&json);
}

const struct row_format rows_json = { begin_document, put_element, end_document };
