// SPDX-License-Identifier: GPL-2.0-or-later
/* What the kernel says, from /dev/kmsg: that is all of it, whatever the console shows. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "kernel_log.h"

#define LOST "lines of the log were lost"

/*
 * As tests/vm/verdict.sh looks for. "cut here" is left out: a line of this list follows it, and
 * that one says where.
 */
static const char * const troubles[] = {
	"BUG:",
	"kernel BUG at",
	"WARNING:",
	"Oops",
	"Kernel panic",
	"general protection fault",
	"KASAN:",
	"UBSAN:",
	"KFENCE:",
	"possible circular locking",
	"INFO: rcu",
	"detected stall",
	"soft lockup",
	"blocked for more than",
	"list_add corruption",
	"list_del corruption",
	"new suspected memory leaks",
	LOST,
};

static int kmsg = -1;
static char text[256 << 10];

/**
 * kernel_log_open() - begin to listen: what was said before is not read
 *
 * Return: 0 or a negative errno
 */
int kernel_log_open(void)
{
	kmsg = open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (kmsg < 0 || lseek(kmsg, 0, SEEK_END) < 0)
		return -errno;
	return 0;
}

/* Of "PRIORITY,NUMBER,TIME,FLAGS;MESSAGE\n KEY=VALUE\n" only the message. */
static size_t append_message(size_t used, char *record)
{
	char *message = strchr(record, ';');

	if (!message)
		return used;
	message++;
	message[strcspn(message, "\n")] = '\0';
	return used + snprintf(text + used, sizeof(text) - used, "%s\n", message);
}

/**
 * kernel_log_read() - what was said since the last call
 *
 * Return: lines; they stand until the next call
 */
const char *kernel_log_read(void)
{
	char record[8192];
	size_t used = 0;
	ssize_t got;

	text[0] = '\0';
	while (used < sizeof(text) - sizeof(record)) {
		got = read(kmsg, record, sizeof(record) - 1);
		if (got < 0 && errno == EPIPE)
			used = append_message(used, strcpy(record, ";" LOST "\n"));
		else if (got <= 0)
			break;
		record[got > 0 ? got : 0] = '\0';
		used = append_message(used, record);
	}
	return text;
}

static const char *line_after(const char *log, const char *line)
{
	if (!line)
		return *log ? log : NULL;
	line = strchr(line, '\n') + 1;
	return *line ? line : NULL;
}

static bool line_has(const char *line, const char *word)
{
	return memmem(line, strcspn(line, "\n"), word, strlen(word));
}

/**
 * kernel_log_next_line() - find a line with a certain word
 * @log: as kernel_log_read() returned it
 * @line: look behind this one; NULL to begin
 * @word: which the line has
 *
 * Return: its beginning; it ends at '\n'. NULL when there is none
 */
const char *kernel_log_next_line(const char *log, const char *line, const char *word)
{
	while ((line = line_after(log, line))) {
		if (line_has(line, word))
			return line;
	}
	return NULL;
}

/**
 * kernel_log_next_frame() - find a call in the stacks that were shown
 * @log: as kernel_log_read() returned it
 * @line: look behind this one; NULL to begin
 * @function: its name, or "" for any
 *
 * Frames that the kernel is not sure of, those with '?', are passed over.
 *
 * Return: as kernel_log_next_line()
 */
const char *kernel_log_next_frame(const char *log, const char *line, const char *function)
{
	char word[100];

	snprintf(word, sizeof(word), "%s%s+0x", *function ? " " : "", function);
	while ((line = kernel_log_next_line(log, line, word))) {
		if (!line_has(line, " ? "))
			return line;
	}
	return NULL;
}

/**
 * kernel_log_next_trouble() - find a line that a kernel in order never says
 * @log: as kernel_log_read() returned it
 * @line: look behind this one; NULL to begin
 *
 * Return: as kernel_log_next_line()
 */
const char *kernel_log_next_trouble(const char *log, const char *line)
{
	while ((line = line_after(log, line))) {
		for (size_t i = 0; i < sizeof(troubles) / sizeof(troubles[0]); i++) {
			if (line_has(line, troubles[i]))
				return line;
		}
	}
	return NULL;
}

/**
 * kernel_log_place() - where in the kernel a warning comes from
 * @line: "WARNING: CPU: 0 PID: 71 at FILE:NUMBER FUNCTION", or a kernel that does not keep what
 *	  these are says only "... at FUNCTION"
 * @ret: set to "FILE:NUMBER", or that function
 * @size: of @ret
 *
 * Return: false when it is no such line
 */
bool kernel_log_place(const char *line, char *ret, size_t size)
{
	const char *place;

	if (strncmp(line, "WARNING: CPU:", strlen("WARNING: CPU:")) || !line_has(line, " at "))
		return false;
	place = strstr(line, " at ") + strlen(" at ");
	snprintf(ret, size, "%.*s", (int)strcspn(place, " \n"), place);
	return true;
}
