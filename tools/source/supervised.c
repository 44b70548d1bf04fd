// SPDX-License-Identifier: GPL-2.0-or-later
/* The other end of reader.c: takes what it sends, and believes none of it. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fields.h"
#include "reader.h"
#include "supervised.h"

#define PIPE_SIZE   (1 << 20)
#define BUFFER_SIZE (1 << 18)

struct supervised {
	int fd;
	unsigned int wanted;
	pid_t child;
	int in;
	/* Whether the file is taken for one that lacks its end. */
	bool cut;
	bool any;
	uint64_t last_time;
	size_t from;
	size_t until;
	/* Parcels are multiples of 8, so that what they hold stays aligned in it. */
	_Alignas(8) char buffer[BUFFER_SIZE];
};

static int move_up(int *fd)
{
	int above;

	if (*fd > STDERR_FILENO)
		return 0;
	above = fcntl(*fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	close(*fd);
	*fd = above;
	return above < 0 ? -1 : 0;
}

/* The child opens the standard files anew, whether or not they are open here. */
static int pipe_above_standard(int *ends)
{
	if (pipe2(ends, O_CLOEXEC))
		return -1;
	return move_up(&ends[0]) | move_up(&ends[1]);
}

static int start_child(struct supervised *reader)
{
	struct reader_task task = { reader->fd, reader->wanted, -1, reader->cut };
	int pipe_ends[2];
	int err = 0;

	reader->in = -1;
	if (pipe_above_standard(pipe_ends))
		return -errno;
	/* A smaller pipe only makes both wait for each other more often. */
	fcntl(pipe_ends[0], F_SETPIPE_SZ, PIPE_SIZE);
	task.out = pipe_ends[1];
	reader->child = fork();
	if (!reader->child) {
		close(pipe_ends[0]);
		reader_main(&task);
	}
	if (reader->child < 0)
		err = -errno;
	close(pipe_ends[1]);
	reader->in = pipe_ends[0];
	return err;
}

static void end_child(struct supervised *reader)
{
	if (reader->in >= 0)
		close(reader->in);
	if (reader->child <= 0)
		return;
	kill(reader->child, SIGKILL);
	while (waitpid(reader->child, NULL, 0) < 0 && errno == EINTR)
		;
	reader->child = 0;
}

/**
 * supervised_open() - start to read a file that trace-cmd wrote, however damaged it is
 * @ret: set to the reader, to be ended with supervised_close()
 * @fd: the file; closed
 * @wanted: EVENT_BIT() of the types that are of interest, as in struct tracedat_sink
 *
 * Return: 0 or what kept the child from being started
 */
int supervised_open(struct supervised **ret, int fd, unsigned int wanted)
{
	struct supervised *reader = malloc(sizeof(*reader));
	int err;

	if (!reader) {
		close(fd);
		return -ENOMEM;
	}
	*reader = (struct supervised){ .fd = fd, .wanted = wanted };
	err = start_child(reader);
	if (err)
		supervised_close(reader);
	else
		*ret = reader;
	return err;
}

/* Make sure of @size bytes in one piece, which are not more than a parcel can have. */
static bool fill(struct supervised *reader, size_t size)
{
	if (reader->until - reader->from >= size)
		return true;
	memmove(reader->buffer, reader->buffer + reader->from, reader->until - reader->from);
	reader->until -= reader->from;
	reader->from = 0;
	while (reader->until < size) {
		ssize_t got = read(reader->in, reader->buffer + reader->until,
				   BUFFER_SIZE - reader->until);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		reader->until += got;
	}
	return true;
}

static int damaged(const struct supervised *reader, uint64_t position, struct message *why)
{
	char place[64] = "", time[64] = "";

	if (!reader->any)
		return message_set(why, -EBADMSG, "it is damaged, and nothing of it can be read");
	if (position)
		snprintf(place, sizeof(place), " at byte %" PRIu64, position);
	if (reader->last_time)
		snprintf(time, sizeof(time), ", after %" PRIu64 ".%06" PRIu64 " on its clock",
			 reader->last_time / 1000000000, reader->last_time % 1000000000 / 1000);
	return message_set(why, -EBADMSG, "it is damaged%s%s; the rest is not shown", place, time);
}

static int take_end(struct supervised *reader, const char *place, struct message *why)
{
	struct parcel_end end;

	memcpy(&end, place, sizeof(end));
	end.why[sizeof(end.why) - 1] = '\0';
	if (!end.result)
		return 0;
	if (end.result == -EBADMSG || !end.why[0])
		return damaged(reader, end.position, why);
	return message_set(why, end.result < 0 ? end.result : -EBADMSG, "%s", end.why);
}

/* Steps stand behind the event, of which only as much was sent as its type needs. */
static bool take_event(struct supervised *reader, const char *place, size_t size, struct event *ret)
{
	enum event_type type;

	if (size < offsetof(struct event, lost))
		return false;
	memcpy(&type, place + offsetof(struct event, type), sizeof(type));
	if (type >= EVENT_TYPES || size < event_size(type))
		return false;
	memcpy(ret, place, event_size(type));
	memset(&ret->inferred, 0, sizeof(ret->inferred));
	fields_end_texts(ret);
	if (ret->type == EVENT_WALK) {
		size_t steps = ret->walk.kept_steps * sizeof(uint32_t);

		if (ret->walk.kept_steps > SUBREAPER_STEPS_MAX || steps > size)
			return false;
		ret->walk.steps = (const uint32_t *)(place + size - ((steps + 7) & ~(size_t)7));
	}
	reader->any = true;
	reader->last_time = ret->time ? ret->time : reader->last_time;
	return true;
}

static int next(struct supervised *reader, struct event *ret, struct message *why)
{
	struct parcel parcel;
	const char *place;

	if (!fill(reader, sizeof(parcel)))
		return damaged(reader, 0, why);
	memcpy(&parcel, reader->buffer + reader->from, sizeof(parcel));
	if (parcel.size < sizeof(parcel) || parcel.size % 8 || parcel.size > PARCEL_MAX ||
	    !fill(reader, parcel.size))
		return damaged(reader, 0, why);
	place = reader->buffer + reader->from + sizeof(parcel);
	reader->from += parcel.size;
	parcel.size -= sizeof(parcel);
	if (parcel.end)
		return parcel.size >= sizeof(struct parcel_end) ? take_end(reader, place, why)
								: damaged(reader, 0, why);
	return take_event(reader, place, parcel.size, ret) ? 1 : damaged(reader, 0, why);
}

/* Later versions have what is needed to read them at their end. */
static bool can_lack_end(const struct supervised *reader)
{
	static const char start[] = "\x17\x08\x44tracing6";
	char found[sizeof(start)];

	return pread(reader->fd, found, sizeof(found), 0) == sizeof(found) &&
	       !memcmp(found, start, sizeof(start));
}

/**
 * supervised_next() - the next event of the file
 * @reader: which
 * @ret: filled in; the steps of a walk are lent until the next call
 * @why: explains an error about the file, in words that can follow its name
 *
 * Return: 1; 0 at the end; -EBADMSG where the file is damaged, -ENODATA for one without events
 * of ours, -EPROTO for events in a form that is not known, or another -errno
 *
 * Where nothing at all can be read, that may be for a missing end, so it is tried once more.
 */
int supervised_next(struct supervised *reader, struct event *ret, struct message *why)
{
	int status = next(reader, ret, why);
	int err;

	if (status != -EBADMSG || reader->any || reader->cut || !can_lack_end(reader))
		return status;
	end_child(reader);
	reader->cut = true;
	reader->from = 0;
	reader->until = 0;
	err = start_child(reader);
	return err ? err : next(reader, ret, why);
}

/**
 * supervised_close() - stop reading
 * @reader: which, or NULL
 */
void supervised_close(struct supervised *reader)
{
	if (!reader)
		return;
	end_child(reader);
	close(reader->fd);
	free(reader);
}
