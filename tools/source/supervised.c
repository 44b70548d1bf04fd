// SPDX-License-Identifier: GPL-2.0-or-later
/* The other end of reader.c: takes what it sends, and believes none of it. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../base/descriptor.h"
#include "fields.h"
#include "reader.h"
#include "supervised.h"

struct supervised {
	pid_t child;
	/* It can write there at any time, and changes what it likes. */
	struct exchange *exchange;
	int in;
	/* Both ends, so that a child that has died makes no signal. */
	int back[2];
	/* Whether it has died, and what it was filling then was taken. */
	bool took_last;
	struct progress progress;
	/* The block that was taken last, and what of it is left; parcels keep it aligned. */
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

/* The child opens the standard files anew, whether or not they are open here. */
static int pipe_above_standard(int *ends)
{
	if (pipe2(ends, O_CLOEXEC))
		return -1;
	ends[0] = descriptor_raise(ends[0]);
	ends[1] = descriptor_raise(ends[1]);
	if (ends[0] >= 0 && ends[1] >= 0)
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

static int start_child(struct supervised *reader, const struct job *job)
{
	struct reader_task task = { .job = *job, .exchange = reader->exchange };
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
 * @job: what of which file, which is to stay open as long
 *
 * Return: 0 or what kept the child from being started
 */
int supervised_open(struct supervised **ret, const struct job *job)
{
	struct supervised *reader = malloc(sizeof(*reader));
	int err;

	if (!reader)
		return -ENOMEM;
	*reader = (struct supervised){ .in = -1, .back = { -1, -1 }, .block = BLOCKS };
	reader->exchange = mmap(NULL, sizeof(*reader->exchange), PROT_READ | PROT_WRITE,
				MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	err = reader->exchange == MAP_FAILED ? -errno : start_child(reader, job);
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
	return ret->block == reader->block ? 0 : sizeof(*ret);
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

static int take_end(struct supervised *reader, const char *place, struct message *why)
{
	struct parcel_end end;

	memcpy(&end, place, sizeof(end));
	end.why[sizeof(end.why) - 1] = '\0';
	if (!end.result)
		return 0;
	if (end.result == -EBADMSG || !end.why[0]) {
		reader->progress.position = end.position;
		return -EBADMSG;
	}
	return message_set(why, end.result < 0 ? end.result : -EBADMSG, "%s", end.why);
}

/* The steps stand behind the event. What the model finds is not for the child to say. */
static bool take_walk(struct walk_event *walk, const char *place, size_t size)
{
	size_t steps = walk->kept_steps * sizeof(uint32_t);

	if (walk->kept_steps > SUBREAPER_STEPS_MAX || steps > size)
		return false;
	walk->steps = (const uint32_t *)(place + size - ((steps + 7) & ~(size_t)7));
	walk->expected_adopter = 0;
	walk->expected_decision = 0;
	return true;
}

/* Only as much was sent as its type needs. What counts is read once, as the child may change it. */
static bool take_event(const char *place, size_t size, struct event *ret)
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
	return type != EVENT_WALK || take_walk(&ret->walk, place, size);
}

/* One that died without a word had come so far. */
static int take_death(struct supervised *reader)
{
	reader->progress.order = reader->exchange->order;
	return -EBADMSG;
}

static int take_parcel(struct supervised *reader, const struct parcel *parcel, struct event *ret,
		       struct message *why)
{
	const char *place = unread(reader) + sizeof(*parcel);
	size_t size = parcel->size - sizeof(*parcel);

	reader->from += parcel->size;
	reader->progress.order = parcel->order;
	if (parcel->kind == PARCEL_NOTHING)
		return SUPERVISED_NOTHING;
	if (parcel->kind == PARCEL_EVENT)
		return take_event(place, size, ret) ? 1 : -EBADMSG;
	return size >= sizeof(struct parcel_end) ? take_end(reader, place, why) : -EBADMSG;
}

/**
 * supervised_next() - the next event of the file
 * @reader: which
 * @ret: filled in; the steps of a walk are lent until the next call
 * @why: explains an error other than -EBADMSG, in words that can follow the file's name
 *
 * Return: 1; SUPERVISED_NOTHING when there was no event for long; 0 at the end; -EBADMSG where
 * the file is damaged; -ENODATA for one without events of ours, -EPROTO for events in a form that
 * is not known, or another -errno
 */
int supervised_next(struct supervised *reader, struct event *ret, struct message *why)
{
	struct parcel parcel;

	if (!fill(reader, sizeof(parcel)))
		return take_death(reader);
	memcpy(&parcel, unread(reader), sizeof(parcel));
	if (parcel.size < sizeof(parcel) || parcel.size % 8 || parcel.size > PARCEL_MAX ||
	    !fill(reader, parcel.size))
		return -EBADMSG;
	return take_parcel(reader, &parcel, ret, why);
}

/**
 * supervised_progress() - how far a file was read
 * @reader: by whom
 *
 * Return: how far, as of what supervised_next() returned last
 */
struct progress supervised_progress(const struct supervised *reader)
{
	return reader->progress;
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
	free(reader);
}
