// SPDX-License-Identifier: GPL-2.0-or-later
/* What the module has counted since it was loaded, for people and for programs. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>

#include "../../base/memory/array.h"
#include "../../base/format/prometheus.h"
#include "account.h"
#include "census.h"
#include "../text/cursor.h"
#include "reapers.h"
#include "standing.h"
#include "../text/table.h"

static const struct table_column decision_columns[] = {
	{ "REASON", 0 },
	{ "PARENTS", SCOLS_FL_RIGHT },
};

static const struct table_column length_columns[] = {
	{ "STEPS", SCOLS_FL_RIGHT },
	{ "WALKS", SCOLS_FL_RIGHT },
};

/* Such as 4-7; the last has no upper end. */
static void text_of_lengths(const struct standing *standing, size_t i, char *ret, size_t size)
{
	uint64_t least = 1ULL << i;

	if (i == standing->nr_lengths - 1)
		snprintf(ret, size, "%" PRIu64 "+", least);
	else if (i)
		snprintf(ret, size, "%" PRIu64 "-%" PRIu64, least, 2 * least - 1);
	else
		snprintf(ret, size, "1");
}

static int add_line(struct libscols_table *table, const char *what, uint64_t count)
{
	struct libscols_line *line = scols_table_new_line(table, NULL);
	char text[24];

	snprintf(text, sizeof(text), "%" PRIu64, count);
	if (!line || scols_line_set_data(line, 0, what) || scols_line_set_data(line, 1, text))
		return -ENOMEM;
	return 0;
}

static int print_table(const struct terminal *terminal, struct libscols_table *table, int err)
{
	char *text = NULL;

	if (!err && scols_table_get_nlines(table))
		err = table_to_string(table, &text);
	if (text)
		fprintf(terminal->out, "\n%s", text);
	free(text);
	scols_unref_table(table);
	return err;
}

static int print_decisions(const struct terminal *terminal, const struct standing *standing)
{
	struct libscols_table *table =
		table_create(terminal, decision_columns, ARRAY_SIZE(decision_columns));
	int err = table ? 0 : -ENOMEM;
	size_t i;

	for (i = 0; !err && i < TALLY_DECISIONS; i++) {
		if (standing->decisions[i])
			err = add_line(table, account_decision(i), standing->decisions[i]);
	}
	return table ? print_table(terminal, table, err) : err;
}

static int print_lengths(const struct terminal *terminal, const struct standing *standing)
{
	struct libscols_table *table =
		table_create(terminal, length_columns, ARRAY_SIZE(length_columns));
	int err = table ? 0 : -ENOMEM;
	char text[48];
	size_t i;

	for (i = 0; !err && i < standing->nr_lengths; i++) {
		text_of_lengths(standing, i, text, sizeof(text));
		if (standing->lengths[i])
			err = add_line(table, text, standing->lengths[i]);
	}
	return table ? print_table(terminal, table, err) : err;
}

__attribute__((format(printf, 2, 0))) static void print_unseen(const struct terminal *terminal,
							       const char *format, uint64_t count)
{
	char what[96], text[160];

	snprintf(what, sizeof(what), format, count, count == 1 ? "" : "s");
	snprintf(text, sizeof(text), "Not seen, and not counted: %s.", what);
	cursor_print_lines(terminal, text);
}

static void print_rest(const struct terminal *terminal, const struct standing *standing)
{
	char text[320];

	snprintf(text, sizeof(text),
		 "Since the module was loaded %" PRIu64 " child%s changed parent; the subreaper "
		 "flag was set %" PRIu64 " time%s, and cleared %" PRIu64 " time%s.",
		 standing->reparented, standing->reparented == 1 ? "" : "ren", standing->marks,
		 standing->marks == 1 ? "" : "s", standing->unmarks,
		 standing->unmarks == 1 ? "" : "s");
	fputc('\n', terminal->out);
	cursor_print_lines(terminal, text);
	if (standing->missed)
		print_unseen(terminal, "%" PRIu64 " call%s that the module's probes missed",
			     standing->missed);
	if (standing->dropped)
		print_unseen(terminal, "%" PRIu64 " decision%s that could not be followed",
			     standing->dropped);
	if (!standing->blind && !standing->blind_time)
		return;
	snprintf(text, sizeof(text),
		 "Not seen, and not counted: everything while the probes were off, for %.1f s"
		 "%s.",
		 standing->blind_time / 1e9, standing->blind ? " and now" : "");
	cursor_print_lines(terminal, text);
}

/**
 * standing_text() - print what was counted, for people
 *
 * Return: 0 or -ENOMEM
 */
int standing_text(const struct terminal *terminal, const struct standing *standing)
{
	int err = reapers_render(terminal, &standing->reapers);

	if (!err)
		err = print_decisions(terminal, standing);
	if (!err)
		err = print_lengths(terminal, standing);
	if (!err)
		print_rest(terminal, standing);
	return err;
}

/**
 * standing_put() - write what was counted, for programs
 * @document: begun; ended
 *
 * Return: 0 or -ENOMEM
 */
int standing_put(struct document *document, const struct standing *standing)
{
	char text[48];
	size_t i;

	reapers_put(document, &standing->reapers);
	document_tail(document);
	document_open(document, "decisions", '{');
	for (i = 1; i < TALLY_DECISIONS; i++)
		document_number(document, account_decision(i), standing->decisions[i]);
	document_close(document, '}');
	document_open(document, "walk_steps", '{');
	for (i = 0; i < standing->nr_lengths; i++) {
		text_of_lengths(standing, i, text, sizeof(text));
		document_number(document, text, standing->lengths[i]);
	}
	document_close(document, '}');
	document_number(document, "children", standing->reparented);
	document_number(document, "marks", standing->marks);
	document_number(document, "unmarks", standing->unmarks);
	document_number(document, "walks_truncated", standing->truncated);
	document_number(document, "adoptions_forgotten", standing->forgotten);
	document_number(document, "calls_missed", standing->missed);
	document_number(document, "decisions_dropped", standing->dropped);
	document_flag(document, "blind", standing->blind);
	json_key(&document->json, "blind_seconds");
	json_seconds(&document->json, standing->blind_time);
	return document_end(document, NULL, true);
}

static void put_walks(struct writer *writer, const struct standing *standing)
{
	char text[48];
	size_t i;

	prometheus_family(writer, "walks_total", "counter",
			  "Walks, by how many ancestors were tried.");
	for (i = 0; i < standing->nr_lengths; i++) {
		text_of_lengths(standing, i, text, sizeof(text));
		prometheus_labelled(writer, "walks_total", "steps", text, standing->lengths[i]);
	}
}

static void put_counter(struct writer *writer, const char *name, const char *help, uint64_t value)
{
	prometheus_family(writer, name, "counter", help);
	prometheus_plain(writer, name, value);
}

static void put_samples(struct writer *writer, const struct standing *standing)
{
	uint64_t unreaped = 0;
	size_t i;

	prometheus_family(writer, "parents_total", "counter",
			  "Exits that left children, by decision.");
	for (i = 1; i < TALLY_DECISIONS; i++)
		prometheus_labelled(writer, "parents_total", "decision", account_decision(i),
				    standing->decisions[i]);
	put_walks(writer, standing);
	put_counter(writer, "reparented_total", "Children that got a new parent.",
		    standing->reparented);
	put_counter(writer, "marks_total", "Calls that set the subreaper flag.", standing->marks);
	put_counter(writer, "unmarks_total", "Calls that cleared the subreaper flag.",
		    standing->unmarks);
	put_counter(writer, "calls_missed_total", "Calls that the module's probes missed.",
		    standing->missed);
	put_counter(writer, "decisions_dropped_total",
		    "Decisions that the module could not follow.", standing->dropped);
	prometheus_family(writer, "blind", "gauge",
			  "Whether the module's probes are switched off.");
	prometheus_plain(writer, "blind", standing->blind);
	for (i = 0; i < standing->reapers.nr; i++)
		unreaped += standing->reapers.list[i].unreaped;
	prometheus_family(writer, "unreaped", "gauge", "Adopted children that are zombies.");
	prometheus_plain(writer, "unreaped", unreaped);
}

/**
 * standing_prometheus() - print what was counted, for Prometheus
 *
 * No sample has a label of a process: there would be ever more of them.
 *
 * Return: 0 or -ENOMEM
 */
int standing_prometheus(const struct terminal *terminal, const struct standing *standing,
			const struct census *census)
{
	struct writer *writer = malloc(sizeof(*writer));

	if (!writer)
		return -ENOMEM;
	writer_init(writer, terminal->out);
	put_samples(writer, standing);
	census_prometheus(writer, census);
	writer_flush(writer);
	free(writer);
	return 0;
}
