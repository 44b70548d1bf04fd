// SPDX-License-Identifier: GPL-2.0-only
/* Values that several views have: each is a word without a space in it. */
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

/**
 * column_comm() - write a thread's name, with spaces, backslashes and what is not print in octal
 * @m: to write to
 * @task_comm: TASK_COMM_LEN bytes, which may be changing
 */
void column_comm(struct seq_file *m, const char *task_comm)
{
	char comm[TASK_COMM_LEN];

	memcpy(comm, task_comm, sizeof(comm));
	comm[sizeof(comm) - 1] = '\0';
	if (comm[0])
		seq_escape_str(m, comm, ESCAPE_OCTAL | ESCAPE_NAP | ESCAPE_APPEND, " \\");
	else
		seq_puts(m, "\\000");
}

/**
 * column_steps() - write the steps of a walk: "-", or PID:VERDICT,PID:VERDICT,+MORE
 * @m: to write to
 * @steps: the first of them, as SUBREAPER_STEP() words with pids of the initial namespace
 * @kept: how many @steps there are at most
 * @nr_steps: how many steps the walk had
 */
void column_steps(struct seq_file *m, const u32 *steps, unsigned int kept, unsigned int nr_steps)
{
	unsigned int i;

	for (i = 0; i < kept && i < nr_steps; i++)
		seq_printf(m, "%s%d:%s", i ? "," : "", SUBREAPER_STEP_PID(steps[i]),
			   verdict_words[SUBREAPER_STEP_VERDICT(steps[i])]);
	if (i < nr_steps)
		seq_printf(m, ",+%u", nr_steps - i);
	if (!nr_steps)
		seq_putc(m, '-');
}
