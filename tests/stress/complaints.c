// SPDX-License-Identifier: GPL-2.0-or-later
/* What the module says when it gives up. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "complaints.h"
#include "kernel_log.h"

#define PREFIX	     "subreaper_trace: "
#define MESSAGES_MAX 16

/* Each once. */
static struct {
	char text[200];
	unsigned int count;
} messages[MESSAGES_MAX];

static void remember(const char *line)
{
	int length = strcspn(line, "\n");
	int i = 0;

	while (i < MESSAGES_MAX - 1 && messages[i].count &&
	       (strncmp(messages[i].text, line, length) || messages[i].text[length]))
		i++;
	messages[i].count++;
	snprintf(messages[i].text, sizeof(messages[i].text), "%.*s", length, line);
}

/**
 * complaints_count() - how many lines the module has in the log
 * @log: as kernel_log_read() returned it
 *
 * That it taints is the kernel's to say.
 */
unsigned int complaints_count(const char *log)
{
	const char *line = NULL;
	unsigned int count = 0;

	while ((line = kernel_log_next_line(log, line, PREFIX))) {
		if (strncmp(line, PREFIX, strlen(PREFIX)) ||
		    kernel_log_next_line(line, NULL, "taint") == line)
			continue;
		remember(line);
		count++;
	}
	return count;
}

static bool was_heard(const char *line)
{
	int length = strcspn(line, "\n");

	for (int i = 0; i < MESSAGES_MAX && messages[i].count; i++) {
		if (!strncmp(messages[i].text + strlen(PREFIX), line, length))
			return true;
	}
	return false;
}

/**
 * complaints_missing() - which complaint was never counted?
 * @wanted: how they begin, each ended by a newline
 *
 * Return: the first of those that was not, or NULL
 */
const char *complaints_missing(const char *wanted)
{
	for (; *wanted; wanted += strcspn(wanted, "\n") + 1) {
		if (!was_heard(wanted))
			return wanted;
	}
	return NULL;
}

/**
 * complaints_report() - print each complaint that was counted, and how often
 */
void complaints_report(void)
{
	for (int i = 0; i < MESSAGES_MAX && messages[i].count; i++)
		printf("# %u times: %s\n", messages[i].count, messages[i].text);
}
