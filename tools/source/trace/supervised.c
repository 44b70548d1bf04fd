// SPDX-License-Identifier: GPL-2.0-or-later
/* The other end of reader.c: checks everything that it sends. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../base/terminal/descriptor.h"
#include "fields.h"
#include "reader.h"
#include "supervised.h"

struct supervised {
	int fd;
	unsigned int wanted;
	/* Whether the file is taken for one that lacks its end. */
	bool cut;
	pid_t child;
	int in;
	/* How many events came, and the time of the last one. */
	size_t events;
	uint64_t time;
	/* The parcels that are not taken yet; their sizes keep it aligned. */
	size_t from;
	size_t until;
	_Alignas(uint64_t) char parcels[PARCELS_SIZE];
};

/* Versions after 6 have what is needed to read them at their end. */
static bool can_lack_end(int fd)
{
	static const char start[] = "\x17\x08\x44tracing6";
	char found[sizeof(start)];

	return pread(fd, found, sizeof(found), 0) == sizeof(found) &&
	       !memcmp(found, start, sizeof(start));
}

/* The child opens the standard files anew, whether or not they are open here. */
static int start_child(struct supervised *reader)
{
	int ends[2];
	int err;

	if (pipe2(ends, O_CLOEXEC))
		return -errno;
	reader->in = descriptor_raise(ends[0]);
	ends[1] = descriptor_raise(ends[1]);
	lseek(reader->fd, 0, SEEK_SET);
	reader->child = reader->in < 0 || ends[1] < 0 ? -1 : fork();
	if (!reader->child)
		reader_main(reader->fd, reader->wanted, reader->cut, ends[1]);
	err = reader->child < 0 ? -errno : 0;
	close(ends[1]);
	return err;
}

/* How it ended, as of waitpid(): by itself, unless it lives. */
static int end_child(struct supervised *reader)
{
	int status = 0;

	if (reader->in >= 0)
		close(reader->in);
	reader->in = -1;
	if (reader->child > 0)
		kill(reader->child, SIGKILL);
	while (reader->child > 0 && waitpid(reader->child, &status, 0) < 0 && errno == EINTR)
		;
	reader->child = 0;
	return status;
}

/**
 * supervised_open() - start to read a file that trace-cmd wrote, however damaged it is
 * @ret: set to the reader, to be ended with supervised_close()
 * @fd: the file; closed, also on error
 * @wanted: EVENT_BIT() of the types that are of interest; until the first event of the module, all
 *	are that processes can be known from
 *
 * Return: 0 or what kept the child from being started
 */
int supervised_open(struct supervised **ret, int fd, unsigned int wanted)
{
	struct supervised *reader = calloc(1, sizeof(*reader));
	int err;

	if (!reader) {
		close(fd);
		return -ENOMEM;
	}
	reader->fd = fd;
	reader->in = -1;
	reader->wanted = wanted;
	err = start_child(reader);
	if (err)
		supervised_close(reader);
	else
		*ret = reader;
	return err;
}

/* Make sure of @size bytes, at most PARCEL_MAX. Ends what was lent before. */
static bool fill(struct supervised *reader, size_t size)
{
	ssize_t got;

	if (reader->until - reader->from >= size)
		return true;
	memmove(reader->parcels, reader->parcels + reader->from, reader->until - reader->from);
	reader->until -= reader->from;
	reader->from = 0;
	do {
		got = read(reader->in, reader->parcels + reader->until,
			   sizeof(reader->parcels) - reader->until);
		reader->until += got > 0 ? got : 0;
	} while (got > 0 ? reader->until < size : got < 0 && errno == EINTR);
	return reader->until >= size;
}

static int tell_damage(const struct supervised *reader, const struct parcel_end *end,
		       struct message *why)
{
	uint64_t time = end->time > reader->time ? end->time : reader->time;

	if (!reader->events)
		return message_set(why, -EBADMSG, "it is damaged, and no part of it can be read");
	message_set(why, -EBADMSG, "it is damaged");
	if (end->position)
		message_add(why, " at byte %" PRIu64, end->position);
	if (time)
		message_add(why, ", after %" PRIu64 ".%06" PRIu64 " on its clock",
			    time / 1000000000, time % 1000000000 / 1000);
	message_add(why, "; the rest is not shown");
	return -EBADMSG;
}

/* A child that was killed sent no end. */
static int take_death(struct supervised *reader, struct message *why)
{
	int status = end_child(reader);

	if (!WIFSIGNALED(status))
		return tell_damage(reader, &(struct parcel_end){ 0 }, why);
	return message_set(why, -EIO, "the process that reads it was killed by signal %d (%s)%s",
			   WTERMSIG(status), strsignal(WTERMSIG(status)),
			   reader->events ? "; the rest is not shown" : "");
}

static int take_end(const struct supervised *reader, const char *place, struct message *why)
{
	struct parcel_end end;

	memcpy(&end, place, sizeof(end));
	end.why[sizeof(end.why) - 1] = '\0';
	if (!end.result)
		return 0;
	if (!end.why[0])
		return tell_damage(reader, &end, why);
	return message_set(why, end.result < 0 ? end.result : -EBADMSG, "%s", end.why);
}

/*
 * The steps of a walk and the file name of an exec follow the event. Fields that the model sets are
 * cleared, whatever the child sent.
 */
static bool take_lent(struct event *event, const char *place, size_t size)
{
	bool is_walk = event->type == EVENT_WALK;
	size_t most = is_walk ? SUBREAPER_STEPS_MAX * sizeof(uint32_t) : EVENT_TEXT_MAX;
	size_t length = is_walk ? event->walk.kept_steps * sizeof(uint32_t)
				: event->exec.filename.size;

	if (length > most || length > size)
		return false;
	place += size - PARCEL_ALIGNED(length);
	if (is_walk) {
		event->walk.steps = (const uint32_t *)place;
		event->walk.expected_adopter = 0;
		event->walk.expected_decision = 0;
	} else {
		event->exec.filename.bytes = place;
	}
	return true;
}

/* Only the part that its type uses was sent. Of texts only that of an exec is accepted. */
static bool take_event(struct supervised *reader, const char *place, size_t size, struct event *ret)
{
	enum event_type type;

	if (size < offsetof(struct event, lost))
		return false;
	memcpy(&type, place + offsetof(struct event, type), sizeof(type));
	if (type >= EVENT_TYPES || type == EVENT_PROFILE || size < event_size(type))
		return false;
	memcpy(ret, place, event_size(type));
	memset(&ret->inferred, 0, sizeof(ret->inferred));
	fields_end_texts(ret);
	reader->events++;
	reader->time = ret->time > reader->time ? ret->time : reader->time;
	return (type != EVENT_EXEC && type != EVENT_WALK) || take_lent(ret, place, size);
}

static int take_parcel(struct supervised *reader, struct event *ret, struct message *why)
{
	struct parcel parcel;
	const char *place;
	size_t size;

	if (!fill(reader, sizeof(parcel)))
		return take_death(reader, why);
	memcpy(&parcel, reader->parcels + reader->from, sizeof(parcel));
	if (parcel.size < sizeof(parcel) || parcel.size % 8 || parcel.size > PARCEL_MAX)
		return tell_damage(reader, &(struct parcel_end){ 0 }, why);
	if (!fill(reader, parcel.size))
		return take_death(reader, why);
	place = reader->parcels + reader->from + sizeof(parcel);
	size = parcel.size - sizeof(parcel);
	reader->from += parcel.size;
	if (parcel.kind == PARCEL_EVENT && take_event(reader, place, size, ret))
		return 1;
	if (parcel.kind == PARCEL_END && size >= sizeof(struct parcel_end))
		return take_end(reader, place, why);
	return tell_damage(reader, &(struct parcel_end){ 0 }, why);
}

/**
 * supervised_next() - the next event of the file
 * @ret: filled in; what it lends is lent until the next call
 * @why: explains an error, in words that can follow the file's name
 *
 * If nothing can be read, perhaps because libtracecmd crashed, the end may be missing, so it tries
 * once more.
 *
 * Return: 1; 0 at the end; -EBADMSG where the file is damaged, -ENODATA for one without events
 * of ours, -EPROTO for events in a form that is not known, or another -errno
 */
int supervised_next(struct supervised *reader, struct event *ret, struct message *why)
{
	int status = take_parcel(reader, ret, why);
	int err;

	if (status != -EBADMSG || reader->events || reader->cut || !can_lack_end(reader->fd))
		return status;
	end_child(reader);
	reader->cut = true;
	reader->from = reader->until = 0;
	why->text[0] = '\0';
	err = start_child(reader);
	return err ? err : take_parcel(reader, ret, why);
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
