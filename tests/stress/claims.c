// SPDX-License-Identifier: GPL-2.0-or-later
/* Claims stand until a load breaks them. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "claims.h"
#include "kernel_log.h"

#define SHOWN_FRAMES 24

#define CLAIM_SENTENCE(name, sentence) [CLAIM_##name] = sentence,
static const char * const sentences[] = { CLAIMS(CLAIM_SENTENCE) };
static unsigned int broken[CLAIM_COUNT];

static void show_stack(const char *log)
{
	const char *line = kernel_log_next_line(log, NULL, "Call Trace:");

	for (int i = 0; i < SHOWN_FRAMES && line; i++) {
		printf("#\t%.*s\n", (int)strcspn(line, "\n"), line);
		line = kernel_log_next_frame(log, line, "");
	}
}

/**
 * claim_break() - a claim does not hold
 * @nth: the number of the allocation that failed
 * @log: of the kernel, whose first stack is shown
 * @format: what was seen, as for printf()
 */
void claim_break(enum claim claim, unsigned int nth, const char *log, const char *format, ...)
{
	va_list values;

	broken[claim]++;
	printf("# allocation %u: ", nth);
	va_start(values, format);
	vprintf(format, values);
	va_end(values);
	putchar('\n');
	show_stack(log);
}

/**
 * claim_report() - print which claims have held, as TAP
 *
 * Return: whether one has not
 */
bool claim_report(void)
{
	bool any = false;

	for (unsigned int i = 0; i < CLAIM_COUNT; i++) {
		printf("%sok %u - %s\n", broken[i] ? "not " : "", i + 1, sentences[i]);
		any |= broken[i];
	}
	printf("1..%u\n", CLAIM_COUNT);
	return any;
}
