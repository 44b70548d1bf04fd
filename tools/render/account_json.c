// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>

#include "../base/json.h"
#include "../model/words.h"
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

static void put_adopter(struct json *json, const struct account *account,
			const struct adopter *adopter)
{
	const char *host = account_host(account, adopter);

	json_open(json, '{');
	if (host[0]) {
		json_key(json, "host");
		json_text(json, host, strlen(host));
	}
	if (account->clock->nr_hosts > 1)
		put_member(json, "trace", adopter->host + 1);
	json_key(json, "pid");
	json_signed(json, adopter->pid);
	if (adopter->start)
		put_member(json, "start", adopter->start);
	if (adopter->comm[0]) {
		json_key(json, "comm");
		json_text(json, adopter->comm, strnlen(adopter->comm, SUBREAPER_COMM_LEN));
	}
	put_member(json, "adopted", adopter->adopted);
	put_adopter_counts(json, adopter);
	json_close(json, '}');
}

static void put_adopters(struct json *json, const struct account *account)
{
	size_t i;

	json_key(json, "adopters");
	json_open(json, '[');
	for (i = 0; i < account->tally->nr; i++) {
		json_next_line(json);
		put_adopter(json, account, account->tally->adopters[i]);
	}
	json_end_line(json);
	json_close(json, ']');
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

static void put_walks(struct json *json, const struct walk_lengths *walks)
{
	json_key(json, "walks");
	json_open(json, '{');
	put_member(json, "count", walks->nr);
	if (walks->nr) {
		put_member(json, "min", walks->min);
		put_member(json, "median", walk_length_at(walks, 50));
		put_member(json, "p99", walk_length_at(walks, 99));
		put_member(json, "max", walks->max);
		put_member(json, "sum", walks->sum);
	}
	json_close(json, '}');
}

static void put_document(struct json *json, const struct account *account)
{
	json_open(json, '{');
	json_key(json, "schema");
	json_word(json, ACCOUNT_SCHEMA_NAME);
	put_member(json, "version", ACCOUNT_SCHEMA_VERSION);
	put_adopters(json, account);
	put_decisions(json, account->tally);
	put_inferred(json, account->tally);
	put_walks(json, &account->tally->walks);
	json_key(json, "complete");
	json_bool(json, account->complete);
	put_member(json, "lost_places", account->loss->places);
	put_member(json, "lost_events", account->loss->events);
	put_member(json, "gaps", account->loss->gaps);
	put_member(json, "unseen_decisions", account->loss->unseen);
	json_close(json, '}');
	json_end_line(json);
}

/**
 * account_json() - tell programs what was counted, as one JSON document
 * @terminal: where to
 * @account: what
 *
 * Return: 0 or -ENOMEM
 */
int account_json(const struct terminal *terminal, const struct account *account)
{
	struct json json = { .writer = malloc(sizeof(*json.writer)) };

	if (!json.writer)
		return -ENOMEM;
	writer_init(json.writer, terminal->out);
	put_document(&json, account);
	writer_flush(json.writer);
	free(json.writer);
	return 0;
}
