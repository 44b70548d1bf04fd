// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The views of debugfs subreaper/ are read: to the end, or only begun, or from anywhere, or kept
 * open meanwhile.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "actor.h"
#include "loading.h"

#define VIEW_COUNT 5

/* In the order of their deeds, from DEED_TASKS on. */
static const char * const views[VIEW_COUNT] = { "tasks", "reapers", "walks", "stats", "info" };

static char path[80];
static char buffer[65536];

/* Returns how much was read, at most @most bytes in pieces of @piece; 0 when that fails. */
static long read_up_to(int file, size_t piece, long most)
{
	long sum = 0;
	ssize_t got;

	while (sum < most && (got = read(file, buffer, piece)) != 0) {
		if (got < 0) {
			actor_may_fail(path, errno);
			return 0;
		}
		sum += got;
	}
	return sum;
}

static void read_to_end(int file, enum deed deed)
{
	if (read_up_to(file, 100 + actor_random(sizeof(buffer) - 100), 1 << 24))
		actor_did(deed);
}

static void read_part(int file)
{
	if (read_up_to(file, 1 + actor_random(100), 1 + actor_random(3000)))
		actor_did(DEED_PARTS);
}

/* A place behind the end is none to read from. */
static void read_elsewhere(int file)
{
	for (int i = 0; i < 4; i++) {
		if (lseek(file, actor_random(20000), SEEK_SET) < 0) {
			if (errno != EINVAL)
				actor_may_fail(path, errno);
			continue;
		}
		read_up_to(file, 1 + actor_random(5000), 5000);
		actor_did(DEED_SEEKS);
	}
}

static void hold_open(int file)
{
	read_up_to(file, 10, 10);
	actor_pause(200);
	if (read_up_to(file, 4096, 4096))
		actor_did(DEED_HOLDS);
}

static void use_view(int file, enum deed deed)
{
	static void (* const other_ways[])(int file) = { read_part, read_elsewhere, hold_open };

	if (actor_random(2))
		read_to_end(file, deed);
	else
		other_ways[actor_random(sizeof(other_ways) / sizeof(other_ways[0]))](file);
}

void play_reader(void)
{
	unsigned int view;
	int file;

	while (actor_goes_on()) {
		view = actor_random(VIEW_COUNT);
		snprintf(path, sizeof(path), SUBREAPER_VIEWS "/%s", views[view]);
		file = open(path, O_RDONLY | O_CLOEXEC);
		if (file >= 0) {
			use_view(file, DEED_TASKS + view);
			close(file);
		} else {
			actor_may_fail(path, errno);
		}
		/* Long enough to let the module go in between. */
		actor_pause(200);
	}
}
