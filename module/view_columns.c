// SPDX-License-Identifier: GPL-2.0-only
/* Values that several views have: each is a word without a space in it. */
#include <linux/ctype.h>
#include <linux/seq_file.h>
#include <linux/string_helpers.h>

#include "../tracing/vocabulary.h"
#include "view_columns.h"

static const char * const decision_words[] = {
	SUBREAPER_DECISIONS(SUBREAPER_WORD_AT, SUBREAPER_COMMA),
};

static const char * const verdict_words[] = {
	SUBREAPER_VERDICTS(SUBREAPER_WORD_AT, SUBREAPER_COMMA),
};

/**
 * column_decision() - the word for a decision
 * @decision: one of SUBREAPER_DECISIONS
 */
const char *column_decision(unsigned int decision)
{
	return decision_words[decision];
}

static unsigned int count_digits(unsigned int number)
{
	unsigned int count = 1;

	while (number >= 1000) {
		number /= 1000;
		count += 3;
	}
	return count + (number >= 10) + (number >= 100);
}

/**
 * column_number() - write a number
 * @m: to write to
 * @before: a character to write before it
 * @number: a pid, or smaller
 *
 * For a view with many rows: goes into the buffer itself, which takes less than a format, and than
 * seq_put_decimal_ull(), which is made for larger numbers.
 */
void column_number(struct seq_file *m, char before, unsigned int number)
{
	unsigned int size = 1 + count_digits(number);
	char *to;

	if (seq_get_buf(m, &to) < size) {
		seq_commit(m, -1);
		return;
	}
	*to = before;
	seq_commit(m, size);
	for (to += size; number >= 10; number /= 10)
		*--to = '0' + number % 10;
	*--to = '0' + number;
}

/**
 * column_word() - write a word
 * @m: to write to
 * @before: a character to write before it
 * @word: the word
 */
void column_word(struct seq_file *m, char before, const char *word)
{
	size_t length = strlen(word);
	char *to;

	if (seq_get_buf(m, &to) <= length) {
		seq_commit(m, -1);
		return;
	}
	*to = before;
	memcpy(to + 1, word, length);
	seq_commit(m, 1 + length);
}

/* Nearly all names are words as they are, and to see that costs less than to escape one. */
static bool is_word(const char *comm)
{
	for (; *comm; comm++) {
		if (!isascii(*comm) || !isgraph(*comm) || *comm == '\\')
			return false;
	}
	return true;
}

/**
 * column_comm() - write a space and a thread's name; spaces, backslashes and what is not print in
 *	octal
 * @m: to write to
 * @task_comm: TASK_COMM_LEN bytes, which may be changing
 */
void column_comm(struct seq_file *m, const char *task_comm)
{
	char comm[TASK_COMM_LEN];

	memcpy(comm, task_comm, sizeof(comm));
	comm[sizeof(comm) - 1] = '\0';
	if (comm[0] && is_word(comm)) {
		column_word(m, ' ', comm);
		return;
	}
	seq_putc(m, ' ');
	if (comm[0])
		seq_escape_str(m, comm, ESCAPE_OCTAL | ESCAPE_NAP | ESCAPE_APPEND, " \\");
	else
		seq_puts(m, "\\000");
}

/**
 * column_steps() - write a space and the steps of a walk: "-", or PID:VERDICT,PID:VERDICT,+MORE
 * @m: to write to
 * @steps: the first of them, as SUBREAPER_STEP() words with pids of the initial namespace
 * @kept: how many @steps there are at most
 * @nr_steps: how many steps the walk had
 */
void column_steps(struct seq_file *m, const u32 *steps, unsigned int kept, unsigned int nr_steps)
{
	unsigned int i;

	for (i = 0; i < kept && i < nr_steps; i++) {
		column_number(m, i ? ',' : ' ', SUBREAPER_STEP_PID(steps[i]));
		column_word(m, ':', verdict_words[SUBREAPER_STEP_VERDICT(steps[i])]);
	}
	if (i < nr_steps)
		seq_printf(m, ",+%u", nr_steps - i);
	if (!nr_steps)
		seq_puts(m, " -");
}
