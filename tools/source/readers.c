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
#include "tracehead.h"

#define READERS_MAX	 16
/* Less is read in the time that it takes to begin. */
#define BYTES_PER_READER (8 << 20)

struct part {
	struct supervised *reader;
	int fd;
	/* What comes next, as supervised_next() told it, and where. */
	int status;
	struct event next;
	struct message why;
	struct progress progress;
};

struct readers {
	unsigned int wanted;
	/* Whether the file is taken for one that lacks its end. */
	bool cut;
	/* Whether anything came. */
	bool any;
	/* Whose event was returned last, which is lent until the next is asked for. */
	struct part *lender;
	/* How many read it, and whether each was asked for its first event. */
	unsigned int nr;
	bool began;
	struct part parts[READERS_MAX];
};

/* For all files that are open. */
static unsigned int nr_started;

static unsigned int nr_idle_processors(void)
{
	unsigned int usable;
	cpu_set_t set;

	usable = sched_getaffinity(0, sizeof(set), &set) ? 1 : CPU_COUNT(&set);
	return usable > nr_started ? usable - nr_started : 1;
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

/* Each has a file of its own, as they share no position. */
static int start_part(struct readers *readers, unsigned int nr)
{
	struct part *part = &readers->parts[nr];
	struct job job = {
		.fd = nr ? descriptor_reopen(readers->parts[0].fd) : part->fd,
		.wanted = readers->wanted,
		.part = nr,
		.parts = readers->nr,
		.cut = readers->cut,
	};

	part->fd = job.fd;
	if (job.fd < 0)
		return -errno;
	return supervised_open(&part->reader, &job);
}

static void stop_part(struct readers *readers, unsigned int nr)
{
	struct part *part = &readers->parts[nr];

	supervised_close(part->reader);
	part->reader = NULL;
	if (nr && part->fd >= 0) {
		close(part->fd);
		part->fd = -1;
	}
}

static void stop(struct readers *readers)
{
	unsigned int nr;

	for (nr = 0; nr < readers->nr; nr++)
		stop_part(readers, nr);
	nr_started -= readers->nr;
	readers->nr = 0;
}

static int start_parts(struct readers *readers)
{
	unsigned int nr;
	int err = 0;

	/* Who began before has moved it. */
	lseek(readers->parts[0].fd, 0, SEEK_SET);
	for (nr = 0; !err && nr < readers->nr; nr++)
		err = start_part(readers, nr);
	return err;
}

/* Where files or processes are short, fewer do. */
static int start(struct readers *readers, unsigned int nr)
{
	int err = -EAGAIN;

	for (; err && nr; nr /= 2) {
		readers->nr = nr;
		nr_started += nr;
		err = start_parts(readers);
		if (err)
			stop(readers);
	}
	readers->began = false;
	return err;
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
	unsigned int nr;
	int err;

	if (!readers) {
		close(fd);
		return -ENOMEM;
	}
	readers->wanted = wanted;
	readers->parts[0].fd = fd;
	for (nr = 1; nr < READERS_MAX; nr++)
		readers->parts[nr].fd = -1;
	err = start(readers, nr_readers(fd));
	if (err)
		readers_close(readers);
	else
		*ret = readers;
	return err;
}

static void advance(struct part *part)
{
	part->why.text[0] = '\0';
	part->status = supervised_next(part->reader, &part->next, &part->why);
	part->progress = supervised_progress(part->reader);
}

static void begin(struct readers *readers)
{
	unsigned int nr;

	for (nr = 0; nr < readers->nr; nr++)
		advance(&readers->parts[nr]);
	readers->began = true;
}

/* Of one order the first part is first, as the records of its buffers are. */
static struct part *find_earliest(struct readers *readers)
{
	struct part *found = NULL;
	unsigned int nr;

	for (nr = 0; nr < readers->nr; nr++) {
		struct part *part = &readers->parts[nr];

		if (part->status && (!found || part->progress.order < found->progress.order))
			found = part;
	}
	return found;
}

/* What others have read is told up to the damage of one. */
static struct part *find_next(struct readers *readers)
{
	struct part *part;

	if (!readers->began)
		begin(readers);
	if (readers->lender)
		advance(readers->lender);
	readers->lender = NULL;
	while ((part = find_earliest(readers)) && part->status == SUPERVISED_NOTHING)
		advance(part);
	return part;
}

/* A file that is cut lacks the end of each processor, at another time. */
static int tell_damage(const struct readers *readers, const struct progress *progress,
		       struct message *why)
{
	char place[64] = "", time[64] = "";
	struct stat status;

	if (readers->cut && !fstat(readers->parts[0].fd, &status))
		return message_set(why, -EBADMSG,
				   "it is damaged: it ends at byte %jd, where more should follow",
				   (intmax_t)status.st_size);
	if (progress->position)
		snprintf(place, sizeof(place), " at byte %" PRIu64, progress->position);
	if (progress->order)
		snprintf(time, sizeof(time), ", after %" PRIu64 ".%06" PRIu64 " on its clock",
			 progress->order / 1000000000, progress->order % 1000000000 / 1000);
	return message_set(why, -EBADMSG, "it is damaged%s%s; the rest is not shown", place, time);
}

static int tell_failure(const struct readers *readers, const struct part *part, struct message *why)
{
	if (part->status != -EBADMSG) {
		*why = part->why;
		return part->status;
	}
	if (readers->any)
		return tell_damage(readers, &part->progress, why);
	return message_set(why, -EBADMSG, "it is damaged, and nothing of it can be read");
}

static int next(struct readers *readers, struct event *ret, struct message *why)
{
	struct part *part = find_next(readers);

	if (!part)
		return 0;
	if (part->status < 0)
		return tell_failure(readers, part, why);
	readers->lender = part;
	readers->any = true;
	*ret = part->next;
	return 1;
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
	    !tracehead_can_lack_end(readers->parts[0].fd))
		return status;
	stop(readers);
	readers->cut = true;
	why->text[0] = '\0';
	/* Each would make a copy of it. */
	err = start(readers, 1);
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
	close(readers->parts[0].fd);
	free(readers);
}
