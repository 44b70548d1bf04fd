// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A trace.dat as one sequence, however many processes read it. To go through a large one takes its
 * time, nearly all of it in the library; so each reads a part of what the processors recorded.
 */
#include <errno.h>
#include <inttypes.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../base/descriptor.h"
#include "readers.h"
#include "supervised.h"

#define READERS_MAX	 16
/* Less is read in the time that it takes to begin. */
#define BYTES_PER_READER (8 << 20)

struct part {
	struct supervised *reader;
	int fd;
	/* What comes next: an event, its end, or what @why or @position tells. */
	int status;
	struct event next;
	struct message why;
	uint64_t position;
};

struct readers {
	unsigned int wanted;
	/* Of the event that was returned last, unless that was a recorder's. */
	bool any;
	uint64_t last_time;
	/* Whose event was returned last, which is lent until the next is asked for. */
	struct part *lender;
	bool started;
	bool cut;
	unsigned int nr;
	struct part parts[READERS_MAX];
};

/* Of all files that are being read. */
static unsigned int running;

static unsigned int nr_idle_processors(void)
{
	unsigned int usable;
	cpu_set_t set;

	usable = sched_getaffinity(0, sizeof(set), &set) ? 1 : CPU_COUNT(&set);
	return usable > running ? usable - running : 1;
}

/* As many as the user wants, or as are of use. */
static unsigned int nr_readers(int fd)
{
	const char *chosen = getenv("SUBREAPER_TRACE_READERS");
	unsigned long nr = chosen ? strtoul(chosen, NULL, 10) : 0;
	struct stat status;

	if (!nr) {
		unsigned long useful = fstat(fd, &status) ? 1
							  : 1 + status.st_size / BYTES_PER_READER;

		nr = nr_idle_processors();
		nr = nr < useful ? nr : useful;
	}
	return nr < READERS_MAX ? nr : READERS_MAX;
}

/* Where a file cannot be opened again, as many read it as have one. */
static void open_parts(struct readers *readers, int fd)
{
	unsigned int nr = nr_readers(fd);

	readers->parts[0].fd = fd;
	for (readers->nr = 1; readers->nr < nr; readers->nr++) {
		int again = descriptor_reopen(fd);

		if (again < 0)
			break;
		readers->parts[readers->nr].fd = again;
	}
}

static int start(struct readers *readers)
{
	unsigned int nr;
	int err = 0;

	running += readers->nr;
	for (nr = 0; !err && nr < readers->nr; nr++) {
		struct job job = {
			.fd = readers->parts[nr].fd,
			.wanted = readers->wanted,
			.part = nr,
			.parts = readers->nr,
			.cut = readers->cut,
		};

		err = supervised_open(&readers->parts[nr].reader, &job);
	}
	readers->started = false;
	return err;
}

static void stop(struct readers *readers)
{
	unsigned int nr;

	running -= readers->nr;
	for (nr = 0; nr < readers->nr; nr++) {
		supervised_close(readers->parts[nr].reader);
		readers->parts[nr].reader = NULL;
	}
}

static void close_files(struct readers *readers, unsigned int kept)
{
	while (readers->nr > kept)
		close(readers->parts[--readers->nr].fd);
}

/**
 * readers_open() - start to read a file that trace-cmd wrote, however damaged it is
 * @ret: set to the readers, to be ended with readers_close()
 * @fd: the file; closed
 * @wanted: EVENT_BIT() of the types that are of interest, as in struct job
 *
 * Return: 0 or what kept a process from being started
 */
int readers_open(struct readers **ret, int fd, unsigned int wanted)
{
	struct readers *readers = calloc(1, sizeof(*readers));
	int err;

	if (!readers) {
		close(fd);
		return -ENOMEM;
	}
	readers->wanted = wanted;
	open_parts(readers, fd);
	err = start(readers);
	if (err)
		readers_close(readers);
	else
		*ret = readers;
	return err;
}

/* What others have read is told up to the damage; who recorded has no time, and is told first. */
static void advance(struct part *part)
{
	part->why.text[0] = '\0';
	part->status = supervised_next(part->reader, &part->next, &part->why);
	if (part->status == -EBADMSG) {
		struct damage damage = supervised_damage(part->reader);

		part->position = damage.position;
		part->next.time = damage.time;
	} else if (part->status < 0) {
		part->next.time = 0;
	}
}

static void advance_lender(struct readers *readers)
{
	unsigned int nr;

	for (nr = 0; !readers->started && nr < readers->nr; nr++)
		advance(&readers->parts[nr]);
	readers->started = true;
	if (readers->lender)
		advance(readers->lender);
	readers->lender = NULL;
}

static struct part *find_earliest(struct readers *readers)
{
	struct part *found = NULL;
	unsigned int nr;

	for (nr = 0; nr < readers->nr; nr++) {
		struct part *part = &readers->parts[nr];

		if (part->status && (!found || part->next.time < found->next.time))
			found = part;
	}
	return found;
}

static int tell_damage(const struct readers *readers, uint64_t position, struct message *why)
{
	char place[64] = "", time[64] = "";

	if (!readers->any)
		return message_set(why, -EBADMSG, "it is damaged, and nothing of it can be read");
	if (position)
		snprintf(place, sizeof(place), " at byte %" PRIu64, position);
	if (readers->last_time)
		snprintf(time, sizeof(time), ", after %" PRIu64 ".%06" PRIu64 " on its clock",
			 readers->last_time / 1000000000, readers->last_time % 1000000000 / 1000);
	return message_set(why, -EBADMSG, "it is damaged%s%s; the rest is not shown", place, time);
}

static int tell_failure(const struct readers *readers, const struct part *part, struct message *why)
{
	if (part->status == -EBADMSG)
		return tell_damage(readers, part->position, why);
	*why = part->why;
	return part->status;
}

static int next(struct readers *readers, struct event *ret, struct message *why)
{
	struct part *part;

	advance_lender(readers);
	part = find_earliest(readers);
	if (!part)
		return 0;
	if (part->status < 0)
		return tell_failure(readers, part, why);
	readers->lender = part;
	readers->any = true;
	readers->last_time = part->next.time ? part->next.time : readers->last_time;
	*ret = part->next;
	return 1;
}

/* Later versions have what is needed to read them at their end. */
static bool can_lack_end(int fd)
{
	static const char start[] = "\x17\x08\x44tracing6";
	char found[sizeof(start)];

	return pread(fd, found, sizeof(found), 0) == sizeof(found) &&
	       !memcmp(found, start, sizeof(start));
}

/**
 * readers_next() - the next event of the file
 * @readers: of which
 * @ret: filled in; the steps of a walk are lent until the next call
 * @why: explains an error about the file, in words that can follow its name
 *
 * Return: 1; 0 at the end; -EBADMSG where the file is damaged, -ENODATA for one without events
 * of ours, -EPROTO for events in a form that is not known, or another -errno
 *
 * Where nothing at all can be read, that may be for a missing end, so it is tried once more.
 */
int readers_next(struct readers *readers, struct event *ret, struct message *why)
{
	int status = next(readers, ret, why);
	int err;

	if (status != -EBADMSG || readers->any || readers->cut ||
	    !can_lack_end(readers->parts[0].fd))
		return status;
	/* Each would make a copy of it. */
	stop(readers);
	close_files(readers, 1);
	readers->cut = true;
	why->text[0] = '\0';
	err = start(readers);
	return err ? err : next(readers, ret, why);
}

/**
 * readers_close() - stop reading
 * @readers: which, or NULL
 */
void readers_close(struct readers *readers)
{
	if (!readers)
		return;
	stop(readers);
	close_files(readers, 0);
	free(readers);
}
