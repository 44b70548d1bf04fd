/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What programs read of every command: one document of JSON, or an object a line. Both have the
 * same objects between what names the schema and what says how it ended. Or a table, which has a
 * row for each, of some of what is in them, and nothing around it.
 */
#ifndef RENDER_DOCUMENT_H
#define RENDER_DOCUMENT_H

#include "../../base/format/json.h"
#include "../../base/terminal/terminal.h"
#include "../../model/forest/basis.h"
#include "../../model/trace/summary.h"
#include "clock.h"

/* What subreaper-trace-formats(5) and docs/schema/ describe. */
#define SCHEMA_NAME    "subreaper-trace"
#define SCHEMA_VERSION 2

/* In the order of the words of --format. */
enum format {
	FORMAT_TEXT,
	FORMAT_JSON,
	FORMAT_NDJSON,
	FORMAT_CSV,
};

/**
 * struct document - what is being written
 * @clock: what times mean; NULL where nothing has one
 * @table: of a table, to where it goes; NULL otherwise
 * @lines: whether each object is a line, instead of all a document
 * @nr: how many objects there were
 */
struct document {
	struct json json;
	const struct clock *clock;
	struct writer *table;
	bool lines;
	uint64_t nr;
};

void schema_put(struct json *json, const char *content, const struct clock *clock);
void ending_put(struct json *json, uint64_t rows, const struct trace_loss *loss, bool complete);

int document_begin(struct document *document, const struct terminal *terminal, enum format format,
		   const char *content, const struct clock *clock);
int document_begin_sheet(struct document *document, const struct sheet_target *target,
			 const char *content, const struct clock *clock);
void document_item(struct document *document, const char *event);
void document_item_end(struct document *document);
void document_tail(struct document *document);
int document_end(struct document *document, const struct trace_loss *loss, bool complete);

void document_open(struct document *document, const char *key, char bracket);
void document_close(struct document *document, char bracket);
void document_number(struct document *document, const char *key, uint64_t number);
void document_signed(struct document *document, const char *key, int64_t number);
void document_flag(struct document *document, const char *key, bool value);
void document_word(struct document *document, const char *key, const char *word);
void document_shown(struct document *document, const char *key, const char *text);
void document_text(struct document *document, const char *key, const char *text);
void document_comm(struct document *document, const char *key, const char *comm);
void document_time(struct document *document, const char *key, const struct instant *moment);
void document_any(struct document *document, int32_t pid, unsigned int ordinal, uint64_t start,
		  const char *comm);
void document_process(struct document *document, const char *key, const struct process *process);
void document_someone(struct document *document, const char *key, int32_t pid, unsigned int ordinal,
		      uint64_t start, const char *comm);
void document_thread(struct document *document, const char *key, int32_t tid, const char *comm);
void document_effects(struct document *document, const char *key, uint64_t effects);
void document_basis(struct document *document, const struct basis *basis);
void document_doubt(struct document *document, const char *key, const struct forest *forest,
		    unsigned int doubts);
void document_unknown(struct document *document, const char *key, enum why why);
void document_claim(struct document *document, const char *key, const char *word,
		    const struct basis *basis);

#endif /* RENDER_DOCUMENT_H */
