// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Trace instances come, have events enabled and disabled, all at once or one by one, are read and
 * go; the events may vanish at any time.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../scenarios/lib/files.h"
#include "actor.h"

static const char * const switches[] = {
	"subreaper/enable",	 "subreaper/walk/enable",    "subreaper/reparent/enable",
	"subreaper/mark/enable", "subreaper/process/enable",
};

static char instance[80];

/* The switch of all events says EINVAL when they have gone since it was opened. */
static void set_switch(const char *which, const char *value)
{
	char path[200];
	int err;

	snprintf(path, sizeof(path), "%s/events/%s", instance, which);
	err = -file_write(path, value);
	if (!err)
		actor_did(*value == '1' ? DEED_ENABLES : DEED_DISABLES);
	else if (err != EINVAL || which != switches[0])
		actor_may_fail(path, err);
}

static void flip_switch(void)
{
	set_switch(switches[actor_random(sizeof(switches) / sizeof(switches[0]))],
		   actor_random(3) ? "1" : "0");
}

/* At most some pages of what there is. */
static void read_some(void)
{
	char path[120], page[4096];
	int file;

	snprintf(path, sizeof(path), "%s/trace_pipe", instance);
	file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (file < 0) {
		actor_may_fail(path, errno);
		return;
	}
	for (int i = 0; i < 20 && read(file, page, sizeof(page)) > 0; i++)
		actor_did(DEED_EVENTS);
	close(file);
}

static void use_instance(void)
{
	for (int turns = actor_random(8); turns >= 0 && actor_goes_on(); turns--) {
		flip_switch();
		actor_pause(20);
		if (actor_random(2))
			read_some();
	}
}

void play_tracer(void)
{
	snprintf(instance, sizeof(instance), "/sys/kernel/tracing/instances/stress-%d", getpid());
	while (actor_goes_on()) {
		if (mkdir(instance, 0700))
			actor_may_fail(instance, errno);
		else
			actor_did(DEED_INSTANCES);
		use_instance();
		if (rmdir(instance))
			actor_may_fail(instance, errno);
		/* Enabling an event holds the module. */
		actor_pause(400);
	}
}
