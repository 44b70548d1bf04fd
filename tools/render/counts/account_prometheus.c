// SPDX-License-Identifier: GPL-2.0-or-later
/* The text exposition format of Prometheus, version 0.0.4. */
#include <errno.h>
#include <stdlib.h>

#include "../../base/format/prometheus.h"
#include "../../model/trace/words.h"
#include "account.h"

/* The start distinguishes a pid that is used again from the one before. */
static void put_of_adopter(struct writer *writer, const char *name, const struct account *account,
			   const struct adopter *adopter, const char *label, const char *word,
			   uint64_t value)
{
	const char *host = account_host(account, adopter);

	put_text(writer, PROMETHEUS_PREFIX);
	put_text(writer, name);
	put_char(writer, '{');
	prometheus_label(writer, "host", host, strlen(host));
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
	prometheus_label(writer, "comm", adopter->comm, strnlen(adopter->comm, SUBREAPER_COMM_LEN));
	put_char(writer, ',');
	prometheus_label(writer, label, word, strlen(word));
	put_char(writer, '}');
	prometheus_value(writer, value);
}

static void put_adoptions(struct writer *writer, const struct account *account)
{
	size_t i, j;

	prometheus_family(writer, "adopted_total", "counter", "Children that a process adopted.");
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

	prometheus_family(writer, "effects_total", "counter", "Adopted children, by effect.");
	for (i = 0; i < account->tally->nr; i++) {
		const struct adopter *adopter = account->tally->adopters[i];

		for (j = 0; j < TALLY_EFFECTS; j++) {
			if (adopter->effects[j])
				put_of_adopter(writer, "effects_total", account, adopter, "effect",
					       account_effect(j, room), adopter->effects[j]);
		}
	}
}

/* Counters of known words exist even if they are 0, as queries need. */
static void put_decisions(struct writer *writer, const char *name, const uint64_t *counters)
{
	size_t i;

	for (i = 0; i < TALLY_DECISIONS; i++) {
		if (!i && !counters[i])
			continue;
		prometheus_labelled(writer, name, "decision", account_decision(i), counters[i]);
	}
}

static void put_walks(struct writer *writer, const struct walk_lengths *walks)
{
	char bound[16];
	uint32_t steps;

	prometheus_family(writer, "walk_steps", "histogram",
			  "Ancestors tried in search of a subreaper.");
	for (steps = 1; steps <= TALLY_LENGTHS; steps *= 2) {
		snprintf(bound, sizeof(bound), "%u", steps);
		prometheus_labelled(writer, "walk_steps_bucket", "le", bound,
				    walks_up_to(walks, steps));
	}
	prometheus_labelled(writer, "walk_steps_bucket", "le", "+Inf", walks->nr);
	prometheus_plain(writer, "walk_steps_sum", walks->sum);
	prometheus_plain(writer, "walk_steps_count", walks->nr);
}

static void put_inferred(struct writer *writer, const struct tally *tally)
{
	prometheus_family(writer, "inferred_parents_total", "counter",
			  "Exits that left children, inferred from other events.");
	prometheus_plain(writer, "inferred_parents_total", tally->inferred_parents);
	prometheus_family(writer, "inferred_children_total", "counter",
			  "Adoptions inferred from other events.");
	prometheus_plain(writer, "inferred_children_total", tally->inferred_children);
}

static void put_all(struct writer *writer, const struct account *account)
{
	put_adoptions(writer, account);
	put_effects(writer, account);
	prometheus_family(writer, "parents_total", "counter",
			  "Exits that left children, by decision.");
	put_decisions(writer, "parents_total", account->tally->parents);
	prometheus_family(writer, "children_total", "counter", "Children adopted, by decision.");
	put_decisions(writer, "children_total", account->tally->children);
	put_inferred(writer, account->tally);
	if (!account->walks_unknown)
		put_walks(writer, &account->tally->walks);
	prometheus_family(writer, "lost_places_total", "counter", "Places where events were lost.");
	prometheus_plain(writer, "lost_places_total", account->loss->places);
	prometheus_family(writer, "lost_events_total", "counter",
			  "Events lost, where they were counted.");
	prometheus_plain(writer, "lost_events_total", account->loss->events);
	prometheus_family(writer, "gaps_total", "counter", "Times when decisions were not seen.");
	prometheus_plain(writer, "gaps_total", account->loss->gaps);
	prometheus_family(writer, "unseen_decisions_total", "counter",
			  "Decisions not seen, where they were counted.");
	prometheus_plain(writer, "unseen_decisions_total", account->loss->unseen);
	prometheus_family(writer, "complete", "gauge",
			  "Whether the trace could be read to its end.");
	prometheus_plain(writer, "complete", account->complete);
}

/**
 * account_prometheus() - print what was counted, for Prometheus
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
