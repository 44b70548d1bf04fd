// SPDX-License-Identifier: GPL-2.0-only
/*
 * Lines of views. Each value is a word without a space in it, and is written with a space behind
 * it, which the end of the line replaces. Columns are written into the buffer itself; line_begin()
 * makes sure that it has room for any line.
 */
#include <linux/bitops.h>
#include <linux/build_bug.h>
#include <linux/ctype.h>
#include <linux/math64.h>
#include <linux/seq_file.h>
#include <linux/string.h>

#include "../tracing/vocabulary.h"
#include "view_columns.h"

/* All of @text is copied, which is less work than to look for its end. */
struct word {
	char text[24];
	unsigned char length;
};

#define WORD_AT(name, number, word, sentence) [number] = { word " ", sizeof(word) }

static const struct word decision_words[] = {
	SUBREAPER_DECISIONS(WORD_AT, SUBREAPER_COMMA),
};

static const struct word verdict_words[] = {
	SUBREAPER_VERDICTS(WORD_AT, SUBREAPER_COMMA),
};

static const struct word sigchld_words[] = {
	SUBREAPER_SIGCHLD(WORD_AT, SUBREAPER_COMMA),
};

/**
 * line_begin() - begin a line
 * @m: the open file
 *
 * Return: where to write, up to LINE_SIZE bytes; NULL when the buffer is full, and seq_file is to
 * ask again with an empty or a larger one
 */
char *line_begin(struct seq_file *m)
{
	char *to;

	if (seq_get_buf(m, &to) >= LINE_SIZE)
		return to;
	seq_commit(m, -1);
	return NULL;
}

/**
 * line_end() - end a line
 * @m: the open file
 * @to: behind its last column
 */
void line_end(struct seq_file *m, char *to)
{
	char *begin;

	seq_get_buf(m, &begin);
	to[-1] = '\n';
	seq_commit(m, to - begin);
}

/*
 * The 8 digits of a number below 10^8, the first one in the lowest byte. Two halves of four digits
 * are divided at once, then four pairs: multiplying by 10486 and dropping 20 bits divides what is
 * below 10,000 by 100, and by 103 and 10 bits what is below 100 by 10.
 */
static u64 digits_of(u32 number)
{
	u64 halves = number / 10000 | (u64)(number % 10000) << 32;
	u64 hundreds = halves * 10486 >> 20 & 0x0000007f0000007f;
	u64 pairs = hundreds | (halves - hundreds * 100) << 16;
	u64 tens = pairs * 103 >> 10 & 0x000f000f000f000f;

	return tens | (pairs - tens * 10) << 8;
}

/* Writes 8 bytes; those from the returned place on are unused. */
static char *put_digits(char *to, u64 digits, unsigned int first)
{
	__le64 text = cpu_to_le64((digits | 0x3030303030303030) >> first * 8);

	memcpy(to, &text, sizeof(text));
	return to + 8 - first;
}

/**
 * column_long_number() - write a number of more than one digit
 * @to: where to write in the line
 * @number: from 10 on
 *
 * Written by hand, because a line is mostly numbers: with 3,000 processes, reading tasks took 5,422
 * instructions for each with seq_put_decimal_ull(), and 3,003 with digits made two at a time.
 *
 * Return: behind it
 */
char *column_long_number(char *to, u64 number)
{
	u64 digits;
	u32 low;

	if (number < 100) {
		*to++ = '0' + (u32)number / 10;
		*to++ = '0' + (u32)number % 10;
	} else if (number < 100000000) {
		digits = digits_of(number);
		to = put_digits(to, digits, __ffs64(digits) / 8);
	} else {
		to = column_number(to, div_u64_rem(number, 100000000, &low)) - 1;
		to = put_digits(to, digits_of(low), 0);
	}
	*to++ = ' ';
	return to;
}

/**
 * column_signed() - write a number that may be negative
 * @to: where to write in the line
 * @number: any
 *
 * Return: behind it
 */
char *column_signed(char *to, int number)
{
	if (number < 0)
		*to++ = '-';
	return column_number(to, abs((s64)number));
}

static char *put_word(char *to, const struct word *word)
{
	memcpy(to, word->text, sizeof(word->text));
	return to + word->length;
}

/**
 * column_decision() - write the word for a decision
 * @to: where to write in the line
 * @decision: one of SUBREAPER_DECISIONS
 *
 * Return: behind it
 */
char *column_decision(char *to, unsigned int decision)
{
	return put_word(to, &decision_words[decision]);
}

/**
 * column_sigchld() - write the word for what a process does with SIGCHLD
 * @to: where to write in the line
 * @sigchld: one of SUBREAPER_SIGCHLD
 *
 * Return: behind it
 */
char *column_sigchld(char *to, unsigned int sigchld)
{
	return put_word(to, &sigchld_words[sigchld]);
}

/**
 * column_again() - write a pid that was written before
 * @to: where to write in the line
 * @from: where it was written
 * @behind: what was returned then
 *
 * Return: behind it
 */
char *column_again(char *to, const char *from, const char *behind)
{
	/* A pid has no more than seven digits. */
	memcpy(to, from, 8);
	return to + (behind - from);
}

/**
 * column_pair() - write the pids of a process and a thread of it, or others that are often the same
 * @to: where to write in the line
 * @first: a pid
 * @second: another
 *
 * Return: behind them
 */
char *column_pair(char *to, pid_t first, pid_t second)
{
	char *from = to;

	to = column_number(to, first);
	return first == second ? column_again(to, from, to) : column_number(to, second);
}

/**
 * column_none() - write that values are not known, or that there are none
 * @to: where to write in the line
 * @columns: how many, up to 5
 *
 * Return: behind them
 */
char *column_none(char *to, unsigned int columns)
{
	memcpy(to, "- - - - - ", 10);
	return to + 2 * columns;
}

#define EACH_BYTE(byte) (0x0101010101010101ULL * (byte))

/*
 * How many of 8 bytes come before a zero; -1 if one is not a printable ASCII character, or a space
 * or backslash. The sums carry into the highest bit of a byte, and no further if none is above
 * 0x7f.
 */
static int plain_bytes(u64 bytes)
{
	u64 not_zero = bytes + EACH_BYTE(0x7f);
	u64 above_space = bytes + EACH_BYTE(0x7f - ' ');
	u64 del = bytes + EACH_BYTE(0x80 - 0x7f);
	u64 no_backslash = (bytes ^ EACH_BYTE('\\')) + EACH_BYTE(0x7f);

	if ((bytes | (not_zero & ~above_space) | del | ~no_backslash) & EACH_BYTE(0x80))
		return -1;
	not_zero = ~not_zero & EACH_BYTE(0x80);
	return not_zero ? __ffs64(not_zero) / 8 : 8;
}

static char *put_escaped(char *to, const char *comm)
{
	unsigned char c;

	if (!*comm)
		return to + sprintf(to, "\\000");
	while ((c = *comm++)) {
		if (isascii(c) && isgraph(c) && c != '\\')
			*to++ = c;
		else
			to += sprintf(to, "\\%03o", c);
	}
	return to;
}

/**
 * column_comm() - write a name; spaces, backslashes and all but printable ASCII as octal numbers
 * @to: where to write in the line
 * @task_comm: TASK_COMM_LEN bytes, which may be changing
 *
 * Return: behind it
 */
char *column_comm(char *to, const char *task_comm)
{
	char comm[TASK_COMM_LEN];
	__le64 halves[2];
	int first, second;

	BUILD_BUG_ON(sizeof(halves) != sizeof(comm));
	memcpy(comm, task_comm, sizeof(comm));
	comm[sizeof(comm) - 1] = '\0';
	memcpy(halves, comm, sizeof(comm));
	first = plain_bytes(le64_to_cpu(halves[0]));
	second = first == 8 ? plain_bytes(le64_to_cpu(halves[1])) : 0;
	if (first > 0 && second >= 0) {
		memcpy(to, halves, sizeof(halves));
		to += first + second;
	} else {
		to = put_escaped(to, comm);
	}
	*to++ = ' ';
	return to;
}

/**
 * column_step() - write one of the first COLUMN_STEPS steps of a walk, as PID:VERDICT,
 * @to: where to write in the line
 * @step: a SUBREAPER_STEP() word with a pid of the initial namespace
 *
 * Return: behind it
 */
char *column_step(char *to, u32 step)
{
	to = column_number(to, SUBREAPER_STEP_PID(step));
	to[-1] = ':';
	to = put_word(to, &verdict_words[SUBREAPER_STEP_VERDICT(step)]);
	to[-1] = ',';
	return to;
}

/**
 * column_steps_end() - end the column that was begun by column_step(): "-" or +MORE
 * @to: where to write in the line
 * @shown: how many steps were written
 * @nr_steps: how many there are
 *
 * Return: behind it
 */
char *column_steps_end(char *to, unsigned int shown, unsigned int nr_steps)
{
	if (shown < nr_steps) {
		*to++ = '+';
		return column_number(to, nr_steps - shown);
	}
	if (!nr_steps)
		return column_none(to, 1);
	to[-1] = ' ';
	return to;
}

/**
 * decision_word() - the word for a decision, with a space behind it
 * @decision: one of SUBREAPER_DECISIONS
 */
const char *decision_word(unsigned int decision)
{
	return decision_words[decision].text;
}
