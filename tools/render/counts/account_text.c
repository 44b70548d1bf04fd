// SPDX-License-Identifier: GPL-2.0-or-later
/* Tables for people: which process adopted, what was decided, how long walks were. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "../../base/memory/array.h"
#include "../../model/trace/words.h"
#include "account.h"
#include "../text/cursor.h"
#include "../text/label.h"
#include "../text/loss.h"
#include "../text/table.h"

enum {
	COLUMN_ADOPTER,
	COLUMN_ADOPTED,
	COLUMN_BY_DECISION,
	COLUMN_DECIDED,
	COLUMN_BY_EFFECT,
	COLUMN_AFFECTED,
	COLUMN_ON_HOST,
};

static const struct table_column adopter_columns[] = {
	[COLUMN_ADOPTER] = { "NEW PARENT", 0 }, [COLUMN_ADOPTED] = { "ADOPTED", SCOLS_FL_RIGHT },
	[COLUMN_BY_DECISION] = { "REASON", 0 }, [COLUMN_DECIDED] = { "COUNT", SCOLS_FL_RIGHT },
	[COLUMN_BY_EFFECT] = { "EFFECT", 0 },	[COLUMN_AFFECTED] = { "COUNT", SCOLS_FL_RIGHT },
	[COLUMN_ON_HOST] = { "HOST", 0 },
};

static const struct table_column decision_columns[] = {
	{ "REASON", 0 },
	{ "PARENTS", SCOLS_FL_RIGHT },
	{ "CHILDREN", SCOLS_FL_RIGHT },
};

static const struct table_column walk_columns[] = {
	{ "WALKS", SCOLS_FL_RIGHT }, { "SHORTEST", SCOLS_FL_RIGHT }, { "MEDIAN", SCOLS_FL_RIGHT },
	{ "P99", SCOLS_FL_RIGHT },   { "LONGEST", SCOLS_FL_RIGHT },
};

/* The next counter from @place on that has counted anything; @nr when there is none. */
static size_t next_counted(const uint64_t *counters, size_t nr, size_t place)
{
	while (place < nr && !counters[place])
		place++;
	return place;
}

static int set_adopter(struct libscols_line *line, const struct terminal *terminal,
		       const struct account *account, const struct adopter *adopter)
{
	struct label label =
		label_any(terminal, adopter->pid, adopter->ordinal, adopter->comm, adopter->pid);
	int err;

	err = scols_line_set_data(line, COLUMN_ADOPTER, label.text);
	if (!err)
		err = table_set_number(line, COLUMN_ADOPTED, adopter->adopted);
	if (err || account->clock->nr_hosts < 2)
		return err;
	return scols_line_set_data(line, COLUMN_ON_HOST,
				   label_host(terminal, account->clock, adopter->host).text);
}

/* As many lines as there are decisions or effects; they stand side by side. */
static int add_counts(struct libscols_table *table, struct libscols_line *line,
		      const struct adopter *adopter)
{
	size_t decision = next_counted(adopter->decisions, TALLY_DECISIONS, 0);
	size_t effect = next_counted(adopter->effects, TALLY_EFFECTS, 0);
	char room[UNKNOWN_WORD_SIZE];
	int err = 0;

	while (!err && (decision < TALLY_DECISIONS || effect < TALLY_EFFECTS)) {
		if (!line)
			line = scols_table_new_line(table, NULL);
		if (!line)
			return -ENOMEM;
		if (decision < TALLY_DECISIONS) {
			err |= scols_line_set_data(line, COLUMN_BY_DECISION,
						   account_decision(decision));
			err |= table_set_number(line, COLUMN_DECIDED, adopter->decisions[decision]);
			decision = next_counted(adopter->decisions, TALLY_DECISIONS, decision + 1);
		}
		if (effect < TALLY_EFFECTS) {
			err |= scols_line_set_data(line, COLUMN_BY_EFFECT,
						   account_effect(effect, room));
			err |= table_set_number(line, COLUMN_AFFECTED, adopter->effects[effect]);
			effect = next_counted(adopter->effects, TALLY_EFFECTS, effect + 1);
		}
		line = NULL;
	}
	return err;
}

static int add_adopters(struct libscols_table *table, const struct terminal *terminal,
			const struct account *account)
{
	int err = 0;
	size_t i;

	for (i = 0; !err && i < account->tally->nr; i++) {
		struct libscols_line *line = scols_table_new_line(table, NULL);

		err = line ? set_adopter(line, terminal, account, account->tally->adopters[i])
			   : -ENOMEM;
		if (!err)
			err = add_counts(table, line, account->tally->adopters[i]);
	}
	return err;
}

static int add_decisions(struct libscols_table *table, const struct tally *tally)
{
	int err = 0;
	size_t i;

	for (i = 0; !err && i < TALLY_DECISIONS; i++) {
		struct libscols_line *line;

		if (!tally->parents[i] && !tally->children[i])
			continue;
		line = scols_table_new_line(table, NULL);
		if (!line)
			return -ENOMEM;
		err = scols_line_set_data(line, 0, account_decision(i));
		err |= table_set_number(line, 1, tally->parents[i]);
		err |= table_set_number(line, 2, tally->children[i]);
	}
	return err;
}

static int add_walks(struct libscols_table *table, const struct walk_lengths *walks)
{
	struct libscols_line *line = scols_table_new_line(table, NULL);
	int err;

	if (!line)
		return -ENOMEM;
	err = table_set_number(line, 0, walks->nr);
	err |= table_set_number(line, 1, walks->min);
	err |= table_set_number(line, 2, walk_length_at(walks, 50));
	err |= table_set_number(line, 3, walk_length_at(walks, 99));
	return err | table_set_number(line, 4, walks->max);
}

/* Ends the table; an empty one is none. */
static int print_table(struct libscols_table *table, int err, const char *before, FILE *out)
{
	char *text = NULL;

	if (!err && scols_table_get_nlines(table))
		err = table_to_string(table, &text);
	if (text)
		fprintf(out, "%s%s", before, text);
	free(text);
	scols_unref_table(table);
	return err ? -ENOMEM : 0;
}

static int print_adopters(const struct terminal *terminal, const struct account *account)
{
	size_t columns = account->clock->nr_hosts > 1 ? COLUMN_ON_HOST + 1 : COLUMN_ON_HOST;
	struct libscols_table *table = table_create(terminal, adopter_columns, columns);

	if (!table)
		return -ENOMEM;
	return print_table(table, add_adopters(table, terminal, account), "", terminal->out);
}

static int print_decisions(const struct terminal *terminal, const struct tally *tally)
{
	struct libscols_table *table =
		table_create(terminal, decision_columns, ARRAY_SIZE(decision_columns));

	if (!table)
		return -ENOMEM;
	return print_table(table, add_decisions(table, tally), tally->nr ? "\n" : "",
			   terminal->out);
}

static int print_walks(const struct terminal *terminal, const struct walk_lengths *walks)
{
	struct libscols_table *table;

	if (!walks->nr)
		return 0;
	table = table_create(terminal, walk_columns, ARRAY_SIZE(walk_columns));
	if (!table)
		return -ENOMEM;
	return print_table(table, add_walks(table, walks), "\n", terminal->out);
}

static void print_loss(const struct terminal *terminal, const struct trace_loss *loss)
{
	char lost[LOSS_SIZE], text[LOSS_SIZE + 32];

	if (loss->places) {
		snprintf(text, sizeof(text), "Lost, and not counted: %s.", loss_words(loss, lost));
		fputc('\n', terminal->out);
		cursor_print_lines(terminal, text);
	}
	if (loss->gaps) {
		snprintf(text, sizeof(text), "Not seen, and not counted: %s.",
			 gap_count_words(loss, lost));
		fputc('\n', terminal->out);
		cursor_print_lines(terminal, text);
	}
}

/**
 * account_text() - print what was counted, for people
 *
 * Return: 0 or -ENOMEM
 */
int account_text(const struct terminal *terminal, const struct account *account)
{
	int err = print_adopters(terminal, account);

	if (!err)
		err = print_decisions(terminal, account->tally);
	if (!err)
		err = print_walks(terminal, &account->tally->walks);
	print_loss(terminal, account->loss);
	return err;
}
