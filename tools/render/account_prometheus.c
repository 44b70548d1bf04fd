// SPDX-License-Identifier: GPL-2.0-or-later
/* The text exposition format of Prometheus, version 0.0.4. */
#include <errno.h>
#include <stdlib.h>

#include "../base/quote.h"
#include "../model/words.h"
#include "account.h"

#define PREFIX "subreaper_trace_"

static void put_family(struct writer *writer, const char *name, const char *type, const char *help)
{
	put_text(writer, "# HELP " PREFIX);
	put_text(writer, name);
	put_char(writer, ' ');
	put_text(writer, help);
	put_text(writer, "\n# TYPE " PREFIX);
	put_text(writer, name);
	put_char(writer, ' ');
	put_text(writer, type);
	put_char(writer, '\n');
}

static void put_label(struct writer *writer, const char *name, const char *value, size_t length)
{
	put_text(writer, name);
	put_char(writer, '=');
	quote_prometheus(writer, value, length);
}

static void put_value(struct writer *writer, uint64_t value)
{
	put_char(writer, ' ');
	put_unsigned(writer, value);
	put_char(writer, '\n');
}

static void put_plain(struct writer *writer, const char *name, uint64_t value)
{
	put_text(writer, PREFIX);
	put_text(writer, name);
	put_value(writer, value);
}

/* The start tells a pid that is used again from the one before. */
static void put_of_adopter(struct writer *writer, const char *name, const struct account *account,
			   const struct adopter *adopter, const char *label, const char *word,
			   uint64_t value)
{
	const char *host = account_host(account, adopter);

	put_text(writer, PREFIX);
	put_text(writer, name);
	put_char(writer, '{');
	put_label(writer, "host", host, strlen(host));
	/* Two of them may be of one machine, and no sample is to come twice. */
	if (account->clock->nr_hosts > 1) {
		put_text(writer, ",trace=\"");
		put_unsigned(writer, adopter->host + 1);
		put_char(writer, '"');
	}
	put_text(writer, ",pid=\"");
	put_signed(writer, adopter->pid);
	put_text(writer, "\",start=\"");
	put_unsigned(writer, adopter->start);
	put_text(writer, "\",");
	put_label(writer, "comm", adopter->comm, strnlen(adopter->comm, SUBREAPER_COMM_LEN));
	put_char(writer, ',');
	put_label(writer, label, word, strlen(word));
	put_char(writer, '}');
	put_value(writer, value);
}

static void put_adoptions(struct writer *writer, const struct account *account)
{
	size_t i, j;

	put_family(writer, "adopted_total", "counter", "Children that a process adopted.");
	for (i = 0; i < account->tally->nr; i++) {
		const struct adopter *adopter = account->tally->adopters[i];

		for (j = 0; j < TALLY_DECISIONS; j++) {
			if (adopter->decisions[j])
				put_of_adopter(writer, "adopted_total", account, adopter,
					       "decision", account_decision(j),
					       adopter->decisions[j]);
		}
	}
}

static void put_effects(struct writer *writer, const struct account *account)
{
	char room[UNKNOWN_WORD_SIZE];
	size_t i, j;

	put_family(writer, "effects_total", "counter", "What that did to them.");
	for (i = 0; i < account->tally->nr; i++) {
		const struct adopter *adopter = account->tally->adopters[i];

		for (j = 0; j < TALLY_EFFECTS; j++) {
			if (adopter->effects[j])
				put_of_adopter(writer, "effects_total", account, adopter, "effect",
					       account_effect(j, room), adopter->effects[j]);
		}
	}
}

/* A counter that may be looked for is there from 0 on, but for what has no word. */
static void put_decisions(struct writer *writer, const char *name, const uint64_t *counters)
{
	size_t i;

	for (i = 0; i < TALLY_DECISIONS; i++) {
		if (!i && !counters[i])
			continue;
		put_text(writer, PREFIX);
		put_text(writer, name);
		put_char(writer, '{');
		put_label(writer, "decision", account_decision(i), strlen(account_decision(i)));
		put_char(writer, '}');
		put_value(writer, counters[i]);
	}
}

static void put_bucket(struct writer *writer, const char *bound, uint64_t value)
{
	put_text(writer, PREFIX "walk_steps_bucket{");
	put_label(writer, "le", bound, strlen(bound));
	put_char(writer, '}');
	put_value(writer, value);
}

static void put_walks(struct writer *writer, const struct walk_lengths *walks)
{
	char bound[16];
	uint32_t steps;

	put_family(writer, "walk_steps", "histogram", "Ancestors tried in search of a subreaper.");
	for (steps = 1; steps <= TALLY_LENGTHS; steps *= 2) {
		snprintf(bound, sizeof(bound), "%u", steps);
		put_bucket(writer, bound, walks_up_to(walks, steps));
	}
	put_bucket(writer, "+Inf", walks->nr);
	put_plain(writer, "walk_steps_sum", walks->sum);
	put_plain(writer, "walk_steps_count", walks->nr);
}

static void put_inferred(struct writer *writer, const struct tally *tally)
{
	put_family(writer, "inferred_parents_total", "counter",
		   "Deaths of which it follows from other events.");
	put_plain(writer, "inferred_parents_total", tally->inferred_parents);
	put_family(writer, "inferred_children_total", "counter",
		   "Children of which it follows from other events.");
	put_plain(writer, "inferred_children_total", tally->inferred_children);
}

static void put_all(struct writer *writer, const struct account *account)
{
	put_adoptions(writer, account);
	put_effects(writer, account);
	put_family(writer, "parents_total", "counter", "Deaths that left children, by decision.");
	put_decisions(writer, "parents_total", account->tally->parents);
	put_family(writer, "children_total", "counter", "Children adopted, by decision.");
	put_decisions(writer, "children_total", account->tally->children);
	put_inferred(writer, account->tally);
	put_walks(writer, &account->tally->walks);
	put_family(writer, "lost_places_total", "counter", "Places where events were lost.");
	put_plain(writer, "lost_places_total", account->loss->places);
	put_family(writer, "lost_events_total", "counter", "Events lost, where they were counted.");
	put_plain(writer, "lost_events_total", account->loss->events);
	put_family(writer, "gaps_total", "counter", "Times when the module did not see decisions.");
	put_plain(writer, "gaps_total", account->loss->gaps);
	put_family(writer, "unseen_decisions_total", "counter",
		   "Decisions not seen, where they were counted.");
	put_plain(writer, "unseen_decisions_total", account->loss->unseen);
	put_family(writer, "complete", "gauge", "Whether the trace could be read to its end.");
	put_plain(writer, "complete", account->complete);
}

/**
 * account_prometheus() - tell Prometheus what was counted
 * @terminal: where to
 * @account: what
 *
 * Return: 0 or -ENOMEM
 */
int account_prometheus(const struct terminal *terminal, const struct account *account)
{
	struct writer *writer = malloc(sizeof(*writer));

	if (!writer)
		return -ENOMEM;
	writer_init(writer, terminal->out);
	put_all(writer, account);
	writer_flush(writer);
	free(writer);
	return 0;
}
