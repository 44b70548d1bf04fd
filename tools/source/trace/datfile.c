// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A file that trace-cmd wrote, with the lines that record added behind it. The lines come after the
 * trace's events without a time, and before all events with one.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "appendix.h"
#include "datfile.h"
#include "supervised.h"
#include "text.h"

/*
 * @reader: of the trace
 * @lines: what was added, until it has been read; NULL if there is nothing
 * @was_added: there were lines
 * @damaged: some lines are missing, until that has been reported
 * @next: the event of the trace that comes after the lines
 * @gap: what the probe of record missed, which comes last
 */
struct datfile {
	struct supervised *reader;
	FILE *lines;
	bool was_added;
	bool damaged;
	struct event next;
	bool has_next;
	struct event gap;
	bool has_gap;
};

/**
 * datfile_open() - begin to read a file that trace-cmd wrote
 * @ret: set to the file, to be ended with datfile_close(); NULL on error
 * @fd: the file; closed, also on error
 * @wanted: EVENT_BIT() of the types that are of interest, as of supervised_open()
 *
 * Return: 0 or a -errno
 */
int datfile_open(struct datfile **ret, int fd, unsigned int wanted)
{
	struct datfile *file = calloc(1, sizeof(*file));
	int err;

	*ret = NULL;
	if (!file) {
		close(fd);
		return -ENOMEM;
	}
	file->lines = appendix_open(fd, &file->damaged);
	file->was_added = file->lines;
	err = supervised_open(&file->reader, fd, wanted);
	if (err)
		datfile_close(file);
	else
		*ret = file;
	return err;
}

static bool take_line(struct datfile *file, struct event *ret)
{
	struct message why;
	size_t line = 0;
	int status = text_next(file->lines, &line, ret, &why);

	if (status == 1 && ret->type == EVENT_GAP) {
		file->gap = *ret;
		file->has_gap = true;
		status = text_next(file->lines, &line, ret, &why);
	}
	if (status == 1 && (ret->type == EVENT_PROFILE || ret->type == EVENT_READING))
		return true;
	fclose(file->lines);
	file->lines = NULL;
	file->damaged |= status != 0;
	if (file->damaged)
		*ret = (struct event){ .type = EVENT_READING, .reading.damaged = true };
	return file->damaged;
}

/* Everything else could be read, so this error comes last. */
static int end(struct datfile *file, struct event *ret, struct message *why)
{
	if (file->has_gap) {
		*ret = file->gap;
		file->has_gap = false;
		return 1;
	}
	if (!file->damaged)
		return 0;
	file->damaged = false;
	if (!file->was_added)
		return message_set(why, -EBADMSG,
				   "its end is missing, with command lines, users and units of "
				   "processes: the file was cut, or record was killed");
	return message_set(why, -EBADMSG,
			   "it is damaged: some command lines, users and units of processes are "
			   "missing");
}

/* If the trace announces lines that are not there, they were cut off, or never written. */
static bool lacks_lines(const struct datfile *file, const struct event *event)
{
	return event->type == EVENT_NOTE && event->note.adds && !file->was_added && !file->damaged;
}

/**
 * datfile_next() - the next event of the trace or of the lines
 * @file: which
 * @ret: filled in; what it lends is lent until the next call
 * @why: explains an error, in words that can follow the file's name
 *
 * Return: as supervised_next(). If lines are missing or damaged, -EBADMSG at the end
 */
int datfile_next(struct datfile *file, struct event *ret, struct message *why)
{
	int status;

	if (!file->has_next) {
		status = supervised_next(file->reader, ret, why);
		if (!status)
			return end(file, ret, why);
		if (status == 1 && lacks_lines(file, ret)) {
			file->next = *ret;
			file->has_next = true;
			file->damaged = true;
			*ret = (struct event){ .type = EVENT_READING, .reading.damaged = true };
			return 1;
		}
		if (status != 1 || !file->lines || !event_has_time(ret))
			return status;
		file->next = *ret;
		file->has_next = true;
	}
	if (file->lines && take_line(file, ret))
		return 1;
	*ret = file->next;
	file->has_next = false;
	return 1;
}

/**
 * datfile_close() - end reading
 * @file: which, or NULL
 */
void datfile_close(struct datfile *file)
{
	if (!file)
		return;
	supervised_close(file->reader);
	if (file->lines)
		fclose(file->lines);
	free(file);
}
