// SPDX-License-Identifier: GPL-2.0-or-later
#include "../../base/format/json.h"
#include "../../model/story/diagnosis.h"
#include "../../model/trace/words.h"
#include "account.h"

static void put_member(struct json *json, const char *key, uint64_t number)
{
	json_key(json, key);
	json_unsigned(json, number);
}

static void put_adopter_counts(struct json *json, const struct adopter *adopter)
{
	char room[UNKNOWN_WORD_SIZE];
	size_t i;

	json_key(json, "decisions");
	json_open(json, '{');
	for (i = 0; i < TALLY_DECISIONS; i++) {
		if (adopter->decisions[i])
			put_member(json, account_decision(i), adopter->decisions[i]);
	}
	json_close(json, '}');
	json_key(json, "effects");
	json_open(json, '{');
	for (i = 0; i < TALLY_EFFECTS; i++) {
		if (adopter->effects[i])
			put_member(json, account_effect(i, room), adopter->effects[i]);
	}
	json_close(json, '}');
}

static void put_adopter(struct document *document, const struct account *account,
			const struct adopter *adopter)
{
	const char *host = account_host(account, adopter);

	document_item(document, "adopter");
	if (host[0])
		document_text(document, "host", host);
	if (account->clock->nr_hosts > 1)
		document_number(document, "trace", adopter->host + 1);
	document_any(document, adopter->pid, adopter->ordinal, adopter->start, adopter->comm);
	document_number(document, "adopted", adopter->adopted);
	put_adopter_counts(&document->json, adopter);
	document_item_end(document);
}

static void put_decisions(struct json *json, const struct tally *tally)
{
	size_t i;

	json_key(json, "decisions");
	json_open(json, '{');
	for (i = 0; i < TALLY_DECISIONS; i++) {
		if (!tally->parents[i] && !tally->children[i])
			continue;
		json_key(json, account_decision(i));
		json_open(json, '{');
		put_member(json, "parents", tally->parents[i]);
		put_member(json, "children", tally->children[i]);
		json_close(json, '}');
	}
	json_close(json, '}');
}

static void put_inferred(struct json *json, const struct tally *tally)
{
	json_key(json, "inferred");
	json_open(json, '{');
	put_member(json, "parents", tally->inferred_parents);
	put_member(json, "children", tally->inferred_children);
	json_close(json, '}');
}

/* Probes see no walks, which does not mean that there were none. */
static void put_walks(struct json *json, const struct account *account)
{
	const struct walk_lengths *walks = &account->tally->walks;

	json_key(json, "walks");
	json_open(json, '{');
	if (account->walks_unknown) {
		json_key(json, "evidence");
		json_word(json, "unknown");
		json_key(json, "why");
		json_word(json, word_of(limit_words, LIMIT_PROBED));
	} else {
		put_member(json, "count", walks->nr);
	}
	if (walks->nr) {
		put_member(json, "min", walks->min);
		put_member(json, "median", walk_length_at(walks, 50));
		put_member(json, "p99", walk_length_at(walks, 99));
		put_member(json, "max", walks->max);
		put_member(json, "sum", walks->sum);
	}
	json_close(json, '}');
}

/**
 * account_put() - write what was counted, for programs
 * @document: begun; ended
 *
 * Return: 0 or -ENOMEM
 */
int account_put(struct document *document, const struct account *account)
{
	size_t i;

	for (i = 0; i < account->tally->nr; i++)
		put_adopter(document, account, account->tally->adopters[i]);
	document_tail(document);
	put_decisions(&document->json, account->tally);
	put_inferred(&document->json, account->tally);
	put_walks(&document->json, account);
	return document_end(document, account->loss, account->complete);
}
