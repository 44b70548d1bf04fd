// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The last hours on disk: files in text form; the oldest is removed when there is no more room.
 * Only the last line of a file can be incomplete, so a file stays readable however the writing
 * ends. Each file begins with the state of all processes, so it does not need earlier files.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../base/format/nanoseconds.h"
#include "../../base/memory/array.h"
#include "../../base/terminal/writer.h"
#include "../trace/fields.h"
#include "instance.h"
#include "owner.h"
#include "../machine/profiles.h"
#include "ring.h"
#include "segments.h"
#include "../trace/text.h"
#include "../trace/textline.h"

/* With so many files, the loss of one loses little. */
#define SEGMENTS  8
/* How long a line waits for older ones of other processors. */
#define SETTLE_NS 300000000ULL
/* How much a loss of power may lose. */
#define SYNC_NS	  2000000000ULL

/* One event as text, until it is written. */
struct line {
	uint64_t time;
	size_t length;
	char *text;
};

struct ring {
	struct ring_wish wish;
	/* Locked, so that there is one writer. */
	int directory;
	int file;
	struct segments old;
	struct segment current;
	/* How much of it is the state at its begin, not events. */
	uint64_t head;
	uint64_t synced;
	bool dirty;
	struct line *lines;
	size_t nr;
	size_t capacity;
	struct writer writer;
};

static uint64_t bytes_of_old(const struct ring *ring)
{
	uint64_t sum = 0;
	size_t i;

	for (i = 0; i < ring->old.nr; i++)
		sum += ring->old.all[i].size;
	return sum;
}

static bool drop_oldest(struct ring *ring)
{
	char name[SEGMENT_NAME_SIZE];

	if (!ring->old.nr)
		return false;
	segment_name(&ring->old.all[0], name);
	unlinkat(ring->directory, name, 0);
	ring->old.nr--;
	memmove(ring->old.all, ring->old.all + 1, ring->old.nr * sizeof(*ring->old.all));
	return true;
}

/* Makes room for @more bytes: at the end of the ring, and where the disk is full. */
static int put(struct ring *ring, const char *bytes, size_t length)
{
	while (bytes_of_old(ring) + ring->current.size + length > ring->wish.size) {
		if (!drop_oldest(ring))
			break;
	}
	while (length) {
		ssize_t written = write(ring->file, bytes, length);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0 && (errno == ENOSPC || errno == EDQUOT) && drop_oldest(ring))
			continue;
		if (written < 0)
			return -errno;
		bytes += written;
		length -= written;
		ring->current.size += written;
		ring->dirty = true;
	}
	return 0;
}

/* Callers write the other lines about the whole file. */
static int put_head(struct ring *ring)
{
	char note[INSTANCE_NOTE_SIZE], owner[OWNER_TEXT_SIZE];
	struct writer *writer = &ring->writer;
	struct owner self;
	int err = owner_of_self(&self);

	if (err)
		return err;
	owner_to_text(&self, owner);
	writer->used = 0;
	put_text(writer, TEXT_MAGIC "\ninstance " RECORDER_PREFIX ".");
	put_text(writer, owner);
	put_char(writer, '\n');
	textline_put_holds(writer, ring->wish.held);
	instance_spell_note(note, false);
	put_text(writer, "note ");
	put_text(writer, note);
	err = put(ring, writer->bytes, writer->used);
	writer->used = 0;
	return err;
}

static void learn_size(struct ring *ring)
{
	struct stat status;

	if (!fstat(ring->file, &status))
		ring->current.size = status.st_size;
	ring->head = ring->current.size;
}

static int begin_segment(struct ring *ring)
{
	struct profiles_wish profiles = { .no_commands = ring->wish.no_commands };
	char name[SEGMENT_NAME_SIZE];
	int err;

	segment_name(&ring->current, name);
	ring->current.size = 0;
	ring->file = openat(ring->directory, name,
			    O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0640);
	if (ring->file < 0)
		return -errno;
	err = put_head(ring);
	profiles.fd = ring->file;
	profiles_forget();
	if (!err)
		profiles_record(&profiles);
	learn_size(ring);
	return err ? err : put(ring, "", 0);
}

static int end_segment(struct ring *ring)
{
	int err = fdatasync(ring->file) ? -errno : 0;

	close(ring->file);
	ring->file = -1;
	if (array_reserve(&ring->old.all, &ring->old.capacity, ring->old.nr + 1,
			  sizeof(*ring->old.all)))
		return -ENOMEM;
	ring->old.all[ring->old.nr++] = ring->current;
	ring->current.number++;
	return err;
}

static int open_directory(struct ring *ring, struct message *why)
{
	const char *directory = ring->wish.directory;

	ring->directory = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (ring->directory < 0)
		return message_set(why, -errno, "cannot open %s: %s", directory, strerror(errno));
	if (flock(ring->directory, LOCK_EX | LOCK_NB))
		return message_set(why, -EBUSY, "another process writes the ring in %s", directory);
	return 0;
}

static int start(struct ring *ring, struct message *why)
{
	int err = open_directory(ring, why);

	if (err)
		return err;
	err = segments_list(ring->wish.directory, &ring->old);
	instance_boot_id(ring->current.boot);
	if (!err && !*ring->current.boot)
		err = -EIO;
	ring->current.number = ring->old.nr ? ring->old.all[ring->old.nr - 1].number + 1 : 1;
	if (!err)
		err = begin_segment(ring);
	return err ? message_set(why, err, "cannot write to %s: %s", ring->wish.directory,
				 strerror(-err))
		   : 0;
}

/**
 * ring_open() - begin to write a ring, after the present files
 * @ret: set to it, to be closed with ring_close(); NULL on error
 * @wish: what it is to be
 * @why: explains an error in one line
 *
 * Return: 0 or a -errno
 */
int ring_open(struct ring **ret, const struct ring_wish *wish, struct message *why)
{
	struct ring *ring = calloc(1, sizeof(*ring));
	struct message ignored;
	int err;

	*ret = NULL;
	if (!ring)
		return message_set(why, -ENOMEM, "out of memory");
	ring->wish = *wish;
	ring->directory = -1;
	ring->file = -1;
	err = start(ring, why);
	if (err)
		ring_close(ring, &ignored);
	else
		*ret = ring;
	return err;
}

/**
 * ring_add() - write an event
 * @event: which; nothing of it is kept
 *
 * Return: 0 or -ENOMEM
 */
int ring_add(struct ring *ring, const struct event *event)
{
	struct line line = { .time = event->time };
	size_t place;

	ring->writer.used = 0;
	textline_put(&ring->writer, event);
	line.length = ring->writer.used;
	ring->writer.used = 0;
	if (!line.length)
		return 0;
	line.text = malloc(line.length);
	if (!line.text ||
	    array_reserve(&ring->lines, &ring->capacity, ring->nr + 1, sizeof(line))) {
		free(line.text);
		return -ENOMEM;
	}
	memcpy(line.text, ring->writer.bytes, line.length);
	place = ring->nr++;
	while (place && ring->lines[place - 1].time > line.time) {
		ring->lines[place] = ring->lines[place - 1];
		place--;
	}
	ring->lines[place] = line;
	return 0;
}

static int put_lines(struct ring *ring, size_t nr)
{
	int err = 0;
	size_t i;

	for (i = 0; i < nr; i++) {
		struct line *line = &ring->lines[i];

		if (!err && ring->writer.used + line->length > WRITER_SIZE) {
			err = put(ring, ring->writer.bytes, ring->writer.used);
			ring->writer.used = 0;
		}
		if (!err)
			put_bytes(&ring->writer, line->text, line->length);
		free(line->text);
	}
	if (!err)
		err = put(ring, ring->writer.bytes, ring->writer.used);
	ring->writer.used = 0;
	ring->nr -= nr;
	memmove(ring->lines, ring->lines + nr, ring->nr * sizeof(*ring->lines));
	return err;
}

static bool is_full(const struct ring *ring)
{
	uint64_t share = ring->wish.size / SEGMENTS;

	/* If the state of all processes takes most of a file, it would be written all the time.
	 */
	return ring->current.size >= share && ring->current.size - ring->head >= share / 2;
}

static int sync_now_and_then(struct ring *ring, uint64_t now)
{
	if (!ring->dirty || now - ring->synced < SYNC_NS)
		return 0;
	ring->synced = now;
	ring->dirty = false;
	return fdatasync(ring->file) ? -errno : 0;
}

/**
 * ring_tick() - write what is due
 * @ring: which
 * @all: whether all that was added is, as when the end has come
 * @why: explains an error in one line
 *
 * Return: 1 when a new file was begun, which is to be given the state of all processes; 0, or
 * a -errno
 */
int ring_tick(struct ring *ring, bool all, struct message *why)
{
	uint64_t now = nanoseconds_now(CLOCK_MONOTONIC);
	bool full = false;
	size_t due = 0;
	int err;

	while (due < ring->nr && (all || ring->lines[due].time + SETTLE_NS <= now))
		due++;
	err = put_lines(ring, due);
	if (!err)
		err = sync_now_and_then(ring, now);
	if (!err && !all && is_full(ring)) {
		full = true;
		err = end_segment(ring);
		if (!err)
			err = begin_segment(ring);
	}
	if (err)
		return message_set(why, err, "cannot write to %s: %s", ring->wish.directory,
				   strerror(-err));
	return full;
}

/**
 * ring_close() - write all that was added, and end it
 * @ring: which, or NULL
 * @why: explains an error in one line
 *
 * Return: 0 or a -errno
 */
int ring_close(struct ring *ring, struct message *why)
{
	int err = 0;

	if (!ring)
		return 0;
	if (ring->file >= 0) {
		err = ring_tick(ring, true, why);
		fdatasync(ring->file);
		close(ring->file);
	}
	if (ring->directory >= 0)
		close(ring->directory);
	segments_deinit(&ring->old);
	free(ring->lines);
	free(ring);
	return err;
}
