// SPDX-License-Identifier: GPL-2.0-or-later
/* The same findings for programs, with the sentences that people are shown. */
#include <string.h>

#include "../../model/trace/words.h"
#include "diagnosis.h"
#include "../text/document.h"

/* A finding on its way: which of its lists of sentences is open. */
struct telling {
	struct document *document;
	const char *list;
};

static const char *list_of(const char *heading)
{
	if (!strcmp(heading, "seen") || !strcmp(heading, "do"))
		return heading;
	return "found";
}

static void end_list(struct telling *telling)
{
	if (telling->list)
		document_close(telling->document, ']');
}

/* Without a heading it goes on under the one before. */
static void put_sentence(const struct listener *listener, const char *heading, const char *text)
{
	struct telling *telling = listener->place;

	if (*heading) {
		end_list(telling);
		telling->list = list_of(heading);
		document_open(telling->document, telling->list, '[');
	}
	document_shown(telling->document, NULL, text);
}

/* What a number is that only some kinds have. */
static void put_value(struct document *document, const struct finding *finding)
{
	struct json *json = &document->json;

	switch (finding->kind) {
	case FINDING_PDEATH:
	case FINDING_PDEATH_LATE:
		document_number(document, "signal", finding->value);
		break;
	case FINDING_ARGUMENT:
		json_key(json, "argument");
		json_hex(json, finding->value);
		break;
	case FINDING_GROUP:
	case FINDING_OUTLIVED:
		json_key(json, "seconds");
		json_seconds(json, finding->value);
		break;
	default:
		break;
	}
}

static void put_finding(struct document *document, const struct terminal *terminal,
			const struct finding *finding, const struct forest *forest)
{
	struct telling telling = { document, NULL };
	const struct listener listener = { put_sentence, &telling };
	struct basis basis = finding_basis(finding, forest);
	struct instant time = finding->time;

	time.known &= time.time != 0;
	document_item(document, "finding");
	document_word(document, "kind", level_words[finding->level]);
	document_word(document, "finding", finding_words[finding->kind]);
	document_basis(document, &basis);
	document_time(document, "time", &time);
	document_process(document, "process", finding->about);
	document_process(document, "example", finding->example);
	document_process(document, "parent", finding->parent);
	document_process(document, "other", finding->other);
	document_number(document, "count", finding->count);
	if (finding->of)
		document_number(document, "of", finding->of);
	if (finding->early)
		document_number(document, "early", finding->early);
	put_value(document, finding);
	document_comm(document, "comm_then", finding->name);
	diagnosis_tell(finding, terminal, document->clock, &listener);
	end_list(&telling);
	document_item_end(document);
}

static void put_limit(struct document *document, enum limit limit)
{
	document_item(document, "finding");
	document_word(document, "kind", "unknown");
	document_word(document, "finding", word_of(limit_words, limit));
	document_word(document, "evidence", word_of(evidence_words, EVIDENCE_UNKNOWN));
	document_word(document, "why", word_of(limit_words, limit));
	document_open(document, "found", '[');
	document_shown(document, NULL, sentence_of(limit_words, limit));
	document_close(document, ']');
	document_item_end(document);
}

/**
 * diagnosis_put() - write what was found, and what could not be looked for, for programs
 * @document: begun; to be ended by the caller
 * @diagnosis: concluded
 * @forest: of the same trace
 * @complete: whether the trace could be read to its end
 */
void diagnosis_put(struct document *document, const struct diagnosis *diagnosis,
		   const struct forest *forest, bool complete)
{
	static const struct terminal terminal = { .utf8 = true };
	enum limit limits[LIMITS];
	size_t i, nr = diagnosis_limits(forest, complete, limits);

	for (i = 0; i < diagnosis->nr; i++)
		put_finding(document, &terminal, diagnosis->findings[i], forest);
	for (i = 0; i < nr; i++)
		put_limit(document, limits[i]);
}
