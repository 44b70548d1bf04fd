/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SUBREAPER_VIEW_COLUMNS_H
#define SUBREAPER_VIEW_COLUMNS_H

#include <linux/sched.h>
#include <linux/types.h>

struct seq_file;

/* Steps of a walk that a line names. */
#define COLUMN_STEPS 16

/* No line is longer: one has up to 29 numbers, 16 steps and two names of 16 bytes. */
#define LINE_SIZE 1200

char *line_begin(struct seq_file *m);
void line_end(struct seq_file *m, char *to);

char *column_long_number(char *to, u64 number);
char *column_signed(char *to, int number);
char *column_decision(char *to, unsigned int decision);
char *column_sigchld(char *to, unsigned int sigchld);
char *column_again(char *to, const char *from, const char *behind);
char *column_pair(char *to, pid_t first, pid_t second);
char *column_none(char *to, unsigned int columns);
char *column_comm(char *to, const char *task_comm);
char *column_step(char *to, u32 step);
char *column_steps_end(char *to, unsigned int shown, unsigned int nr_steps);
const char *decision_word(unsigned int decision);

/**
 * column_number() - write a number
 * @number: any
 *
 * Return: behind it
 */
static inline char *column_number(char *to, u64 number)
{
	if (number >= 10)
		return column_long_number(to, number);
	*to++ = '0' + number;
	*to++ = ' ';
	return to;
}

#endif /* SUBREAPER_VIEW_COLUMNS_H */
