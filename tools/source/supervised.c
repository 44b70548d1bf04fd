// SPDX-License-Identifier: GPL-2.0-or-later
/* The other end of reader.c: takes what it sends, and believes none of it. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fields.h"
#include "reader.h"
#include "supervised.h"

struct supervised {
	int fd;
	unsigned int wanted;
	pid_t child;
	/* It can write there at any time, and changes what it likes. */
	struct exchange *exchange;
	int in;
	/* Both ends, so that a child that has died makes no signal. */
	int back[2];
	/* Whether what it was filling when it died was taken. */
	bool took_last;
	/* Whether the file is taken for one that lacks its end. */
	bool cut;
	bool any;
	uint64_t last_time;
	/* The block that is being read, and what of it is left; parcels keep it aligned. */
	uint32_t block;
	bool holds_block;
	size_t from;
	size_t until;
};

static void close_end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

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
	if (!(move_up(&ends[0]) | move_up(&ends[1])))
		return 0;
	close_end(&ends[0]);
	close_end(&ends[1]);
	return -1;
}

/* More than BLOCKS that are free can only be said to a child that has told lies. */
static int open_pipes(struct supervised *reader, int *out)
{
	int pipe_ends[2];
	int err = 0;

	if (pipe_above_standard(pipe_ends))
		return -errno;
	reader->in = pipe_ends[0];
	*out = pipe_ends[1];
	if (pipe_above_standard(reader->back) || fcntl(reader->back[1], F_SETFL, O_NONBLOCK))
		err = -errno;
	if (err)
		close_end(out);
	return err;
}

static int start_child(struct supervised *reader)
{
	struct reader_task task = {
		.fd = reader->fd,
		.wanted = reader->wanted,
		.exchange = reader->exchange,
		.cut = reader->cut,
	};
	int err = open_pipes(reader, &task.out);

	if (err)
		return err;
	task.back = reader->back[0];
	/* What a child sends is not for the children that read other traces. */
	madvise(reader->exchange, sizeof(*reader->exchange), MADV_DOFORK);
	reader->child = fork();
	if (!reader->child)
		reader_main(&task);
	err = reader->child < 0 ? -errno : 0;
	madvise(reader->exchange, sizeof(*reader->exchange), MADV_DONTFORK);
	close(task.out);
	return err;
}

static void end_child(struct supervised *reader)
{
	close_end(&reader->in);
	close_end(&reader->back[0]);
	close_end(&reader->back[1]);
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
	*reader = (struct supervised){ .fd = fd, .wanted = wanted, .in = -1, .back = { -1, -1 } };
	reader->exchange = mmap(NULL, sizeof(*reader->exchange), PROT_READ | PROT_WRITE,
				MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	err = reader->exchange == MAP_FAILED ? -errno : start_child(reader);
	if (err)
		supervised_close(reader);
	else
		*ret = reader;
	return err;
}

static void give_back(struct supervised *reader)
{
	if (reader->holds_block &&
	    write(reader->back[1], &reader->block, sizeof(reader->block)) < 0)
		kill(reader->child, SIGKILL);
	reader->holds_block = false;
}

/* A child that was killed told nothing of its last block. */
static ssize_t read_full(struct supervised *reader, struct full_block *ret)
{
	ssize_t got;

	do {
		got = read(reader->in, ret, sizeof(*ret));
	} while (got < 0 && errno == EINTR);
	if (got || reader->took_last)
		return got;
	reader->took_last = true;
	memcpy(ret, &reader->exchange->filling, sizeof(*ret));
	return sizeof(*ret);
}

static bool take_block(struct supervised *reader)
{
	struct full_block full;
	ssize_t got = read_full(reader, &full);

	if (got != sizeof(full) || full.block >= BLOCKS || full.used > BLOCK_SIZE)
		return false;
	reader->block = full.block;
	reader->holds_block = true;
	reader->from = 0;
	reader->until = full.used;
	return true;
}

/* Make sure of @size bytes of a parcel. What was lent of the block before is lent no longer. */
static bool fill(struct supervised *reader, size_t size)
{
	if (reader->from == reader->until) {
		give_back(reader);
		if (!take_block(reader))
			return false;
	}
	return reader->until - reader->from >= size;
}

static const char *unread(const struct supervised *reader)
{
	return reader->exchange->blocks[reader->block] + reader->from;
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

/*
 * Steps stand behind the event, of which only as much was sent as its type needs. What counts is
 * read once, as the child may change it.
 */
static bool take_event(struct supervised *reader, const char *place, size_t size, struct event *ret)
{
	enum event_type type;

	if (size < offsetof(struct event, lost))
		return false;
	memcpy(&type, place + offsetof(struct event, type), sizeof(type));
	if (type >= EVENT_TYPES || size < event_size(type))
		return false;
	memcpy(ret, place, event_size(type));
	ret->type = type;
	memset(&ret->inferred, 0, sizeof(ret->inferred));
	fields_end_texts(ret);
	if (type == EVENT_WALK) {
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
	const char *from;

	if (!fill(reader, sizeof(parcel)))
		return damaged(reader, 0, why);
	memcpy(&parcel, unread(reader), sizeof(parcel));
	if (parcel.size < sizeof(parcel) || parcel.size % 8 || parcel.size > PARCEL_MAX ||
	    !fill(reader, parcel.size))
		return damaged(reader, 0, why);
	from = unread(reader) + sizeof(parcel);
	reader->from += parcel.size;
	parcel.size -= sizeof(parcel);
	if (parcel.end)
		return parcel.size >= sizeof(struct parcel_end) ? take_end(reader, from, why)
								: damaged(reader, 0, why);
	return take_event(reader, from, parcel.size, ret) ? 1 : damaged(reader, 0, why);
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
	reader->took_last = false;
	reader->holds_block = false;
	reader->from = 0;
	reader->until = 0;
	why->text[0] = '\0';
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
	if (reader->exchange != MAP_FAILED)
		munmap(reader->exchange, sizeof(*reader->exchange));
	close(reader->fd);
	free(reader);
}
