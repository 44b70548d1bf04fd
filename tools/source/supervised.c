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

#include "reader.h"
#include "supervised.h"

#define PIPE_SIZE   (1 << 20)
#define BUFFER_SIZE (1 << 18)

struct supervised {
	pid_t child;
	int in;
	size_t from;
	size_t until;
	uint64_t last_time;
	bool any;
	/* Parcels are multiples of 8, so that what they hold stays aligned in it. */
	_Alignas(8) char buffer[BUFFER_SIZE];
};

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
	int pipe_ends[2];
	int err = 0;

	if (!reader || pipe2(pipe_ends, O_CLOEXEC)) {
		err = reader ? -errno : -ENOMEM;
		free(reader);
		close(fd);
		return err;
	}
	*reader = (struct supervised){ .in = pipe_ends[0] };
	/* A smaller pipe only makes both wait for each other more often. */
	fcntl(pipe_ends[0], F_SETPIPE_SZ, PIPE_SIZE);
	reader->child = fork();
	if (!reader->child) {
		close(pipe_ends[0]);
		reader_main(fd, wanted, pipe_ends[1]);
	}
	if (reader->child < 0)
		err = -errno;
	close(fd);
	close(pipe_ends[1]);
	if (err) {
		close(reader->in);
		free(reader);
		return err;
	}
	*ret = reader;
	return 0;
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
	char place[64] = "";

	if (position)
		snprintf(place, sizeof(place), " at byte %" PRIu64, position);
	if (!reader->any)
		return message_set(why, -EBADMSG, "it is damaged%s, and nothing of it can be read",
				   place);
	return message_set(why, -EBADMSG,
			   "it is damaged%s, after %" PRIu64 ".%06" PRIu64
			   " on its clock; the rest is not shown",
			   place, reader->last_time / 1000000000,
			   reader->last_time % 1000000000 / 1000);
}

static int take_end(struct supervised *reader, const char *place, struct message *why)
{
	struct parcel_end end;

	memcpy(&end, place, sizeof(end));
	end.why[sizeof(end.why) - 1] = '\0';
	if (!end.result)
		return 0;
	if (end.result == -EBADMSG || end.result == -ETIME || !end.why[0])
		return damaged(reader, end.position, why);
	return message_set(why, end.result < 0 ? end.result : -EBADMSG, "%s", end.why);
}

/* Steps stand behind the event, of which only as much was sent as its type needs. */
static bool take_event(struct supervised *reader, const char *place, size_t size, struct event *ret)
{
	size_t head = size < sizeof(*ret) ? size : sizeof(*ret);

	memcpy(ret, place, head);
	if (ret->type >= EVENT_TYPES)
		return false;
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

/**
 * supervised_next() - the next event of the file
 * @reader: which
 * @ret: filled in; the steps of a walk are lent until the next call
 * @why: explains an error about the file, in words that can follow its name
 *
 * Return: 1; 0 at the end; -EBADMSG where the file is damaged, -ENODATA for one without events
 * of ours, -EPROTO for events in a form that is not known, or another -errno
 */
int supervised_next(struct supervised *reader, struct event *ret, struct message *why)
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

/**
 * supervised_close() - stop reading
 * @reader: which, or NULL
 */
void supervised_close(struct supervised *reader)
{
	if (!reader)
		return;
	close(reader->in);
	kill(reader->child, SIGKILL);
	while (waitpid(reader->child, NULL, 0) < 0 && errno == EINTR)
		;
	free(reader);
}
