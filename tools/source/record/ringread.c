// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The files of a ring as one trace: those of the latest boot, as each boot has a clock of its own.
 * Where the recorder was not running in between, or a file lacks its end, events were lost.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../base/terminal/descriptor.h"
#include "ringread.h"
#include "segments.h"
#include "../trace/text.h"

struct ringread {
	int directory;
	struct segments segments;
	/* The next to be opened. */
	size_t place;
	FILE *in;
	size_t lines;
	/* Of the latest file, and whether that has named the run that wrote it. */
	uint64_t number;
	bool introduced;
	struct recorder_event writer;
	/* Until it has been reported that something is missing here. */
	bool lost;
	/* An event that comes behind that. */
	struct event next;
	bool has_next;
};

/* Leaves those of the latest boot. */
static void choose_boot(struct ringread *reader)
{
	struct segments *segments = &reader->segments;
	const char *boot = segments->all[segments->nr - 1].boot;

	while (strcmp(segments->all[reader->place].boot, boot) != 0)
		reader->place++;
}

/**
 * ringread_open() - begin to read a ring
 * @ret: set to the reader, to be closed with ringread_close(); NULL on error
 * @directory: where its files are
 * @why: explains an error, in words that can follow the directory's name
 *
 * Return: 0 or a -errno
 */
int ringread_open(struct ringread **ret, const char *directory, struct message *why)
{
	struct ringread *reader = calloc(1, sizeof(*reader));
	int err;

	*ret = NULL;
	if (!reader)
		return -ENOMEM;
	err = segments_list(directory, &reader->segments);
	if (!err && !reader->segments.nr)
		err = message_set(why, -EISDIR,
				  "it is a directory, but not of 'record --ring'; name the "
				  "trace.dat in it");
	reader->directory = err ? -1 : open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (!err && reader->directory < 0)
		err = -errno;
	if (err) {
		ringread_close(reader);
		return err;
	}
	choose_boot(reader);
	*ret = reader;
	return 0;
}

/* A file that the writer has removed meanwhile is skipped. */
static bool open_next(struct ringread *reader)
{
	const struct segment *segment;
	char name[SEGMENT_NAME_SIZE];
	int fd = -1;

	while (fd < 0 && reader->place < reader->segments.nr) {
		segment = &reader->segments.all[reader->place++];
		segment_name(segment, name);
		fd = descriptor_raise(openat(reader->directory, name, O_RDONLY | O_CLOEXEC));
		reader->lost |= reader->number && segment->number != reader->number + 1;
		if (fd >= 0)
			reader->number = segment->number;
	}
	reader->lines = 0;
	reader->introduced = false;
	reader->in = fd < 0 ? NULL : fdopen(fd, "r");
	return reader->in;
}

static bool is_last(const struct ringread *reader)
{
	return reader->place == reader->segments.nr;
}

/* The last line of a file may be incomplete: still being written, or cut by a kill. */
static bool is_at_end(FILE *in)
{
	int byte = getc(in);

	if (byte != EOF)
		ungetc(byte, in);
	return byte == EOF;
}

/* Between two runs of the recorder, events are missing. */
static void note_writer(struct ringread *reader, const struct event *event)
{
	const struct recorder_event *writer = &event->recorder;

	if (!writer->pid)
		return;
	reader->introduced = true;
	reader->lost |= reader->writer.pid && (reader->writer.pid != writer->pid ||
					       reader->writer.start != writer->start);
	reader->writer = *writer;
}

static int read_event(struct ringread *reader, struct event *ret, struct message *why)
{
	int status;

	for (;;) {
		if (!reader->in && !open_next(reader))
			return 0;
		status = text_next(reader->in, &reader->lines, ret, why);
		/* A line that lacks its end may look whole. */
		if (status == 1 && !feof(reader->in))
			return 1;
		if (status < 0 && is_last(reader) && !is_at_end(reader->in))
			return status;
		reader->lost |= (status || !reader->introduced) && !is_last(reader);
		fclose(reader->in);
		reader->in = NULL;
	}
}

/**
 * ringread_next() - the next event of a ring
 * @ret: filled in; what it lends is lent until the next call
 * @why: explains an error, in words that can follow the directory's name
 *
 * Return: 1; 0 at the end; or a -errno
 */
int ringread_next(struct ringread *reader, struct event *ret, struct message *why)
{
	int status;

	if (reader->has_next) {
		*ret = reader->next;
		reader->has_next = false;
		return 1;
	}
	status = read_event(reader, ret, why);
	if (status != 1)
		return status;
	if (ret->type == EVENT_RECORDER)
		note_writer(reader, ret);
	if (!reader->lost || !event_has_time(ret) || ret->type == EVENT_NOTE)
		return 1;
	reader->next = *ret;
	reader->has_next = true;
	reader->lost = false;
	*ret = (struct event){ .time = reader->next.time, .type = EVENT_LOST };
	return 1;
}

/**
 * ringread_close() - end reading
 * @reader: which, or NULL
 */
void ringread_close(struct ringread *reader)
{
	if (!reader)
		return;
	if (reader->in)
		fclose(reader->in);
	if (reader->directory >= 0)
		close(reader->directory);
	segments_deinit(&reader->segments);
	free(reader);
}
