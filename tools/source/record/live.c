// SPDX-License-Identifier: GPL-2.0-or-later
/* Events as they happen, through libtracefs: an own instance, with its pages read raw. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <tracefs.h>

#include "../../base/memory/array.h"
#include "../trace/decoder.h"
#include "instance.h"
#include "live.h"
#include "../machine/module.h"

/* How long an event may wait when the kernel does not wake us. */
#define PATIENCE_MS 100

struct live {
	struct live_wish wish;
	struct instance instance;
	struct tracefs_instance *handle;
	struct tep_handle *tep;
	/* Keeps the module, and a file of each CPU to wait for. */
	int hold;
	struct pollfd *cpus;
	size_t nr_cpus;
	int err;
	struct decoder decoder;
};

static int take_record(struct tep_event *format, struct tep_record *record, int cpu, void *context)
{
	struct live *live = context;
	struct event event;
	int status = decoder_take(&live->decoder, record, &event);

	(void)format;
	event.cpu = cpu;
	if (status == 1)
		status = live->wish.event(live->wish.context, &event);
	live->err = status;
	return status;
}

static int take_loss(struct tep_event *format, struct tep_record *record, int cpu, void *context)
{
	struct live *live = context;
	struct event event = {
		.time = record->ts,
		.cpu = cpu,
		.type = EVENT_LOST,
		.lost.count = record->missed_events > 0 ? record->missed_events : 0,
	};

	(void)format;
	live->err = live->wish.event(live->wish.context, &event);
	return live->err;
}

static int cannot_set(const char *what, struct message *why)
{
	return message_set(why, -EIO, "cannot set up the buffer: %s", what);
}

static int write_setting(struct live *live, const char *file, const char *value,
			 struct message *why)
{
	if (tracefs_instance_file_write(live->handle, file, value) < 0)
		return cannot_set(file, why);
	return 0;
}

/* Their descendants are recorded as well. */
static int choose_pids(struct live *live, struct message *why)
{
	char *blank, *pids;
	int err;

	if (!live->wish.pids)
		return 0;
	err = write_setting(live, "options/event-fork", "1", why);
	if (err)
		return err;
	pids = strdup(live->wish.pids);
	if (!pids)
		return -ENOMEM;
	for (blank = pids; (blank = strchr(blank, ','));)
		*blank = ' ';
	err = write_setting(live, "set_event_pid", pids, why);
	free(pids);
	return err;
}

static int choose_which(struct live *live, const char *event, const char *filter,
			struct message *why)
{
	if (*filter &&
	    tracefs_event_file_write(live->handle, "subreaper", event, "filter", filter) < 0)
		return cannot_set("the kernel does not take the filter", why);
	return 0;
}

static int choose_events(struct live *live, struct message *why)
{
	/* Reaps cost a probe, and can be left out, so they are last. */
	static const char * const events[] = {
		"reparent", "walk", "mark", "process", "gap", "reap"
	};
	size_t nr = ARRAY_SIZE(events) - !live->wish.reap;
	int err = choose_which(live, "reparent", live->wish.filter->reparent, why);
	size_t i;

	if (!err)
		err = choose_which(live, "walk", live->wish.filter->walk, why);
	for (i = 0; !err && i < nr; i++) {
		if (tracefs_event_enable(live->handle, "subreaper", events[i]) < 0)
			err = cannot_set("events cannot be enabled", why);
	}
	if (!err && tracefs_event_enable(live->handle, "sched", "sched_process_exec") < 0)
		err = cannot_set("events cannot be enabled", why);
	if (!err && live->wish.lives &&
	    (tracefs_event_enable(live->handle, "task", "task_newtask") < 0 ||
	     tracefs_event_enable(live->handle, "sched", "sched_process_exit") < 0 ||
	     tracefs_event_enable(live->handle, "sched", "sched_process_free") < 0))
		err = cannot_set("events cannot be enabled", why);
	return err;
}

/* A wake-up for each event, where the kernel can: without it we look every now and then. */
static int configure(struct live *live, struct message *why)
{
	int err = write_setting(live, "trace_clock", "mono", why);

	tracefs_instance_file_write(live->handle, "buffer_percent", "0");
	if (!err && live->wish.buffer_kb &&
	    tracefs_instance_set_buffer_size(live->handle, live->wish.buffer_kb, -1) < 0)
		err = message_set(why, -ENOMEM, "the kernel has no memory for --buffer-size=%d",
				  live->wish.buffer_kb);
	if (!err)
		err = choose_pids(live, why);
	return err;
}

static int open_cpus(struct live *live)
{
	long nr = sysconf(_SC_NPROCESSORS_CONF);
	char path[64];
	long i;

	live->cpus = calloc(nr, sizeof(*live->cpus));
	if (!live->cpus)
		return -ENOMEM;
	for (i = 0; i < nr; i++) {
		int fd;

		snprintf(path, sizeof(path), "per_cpu/cpu%ld/trace_pipe_raw", i);
		fd = tracefs_instance_file_open(live->handle, path, O_RDONLY | O_NONBLOCK);
		if (fd >= 0)
			live->cpus[live->nr_cpus++] = (struct pollfd){ fd, POLLIN, 0 };
	}
	return 0;
}

static int load_formats(struct live *live, struct message *why)
{
	static const char * const systems[] = { "subreaper", "sched", "task", NULL };

	live->tep = tracefs_local_events_system(NULL, systems);
	if (!live->tep)
		return message_set(why, -EIO, "cannot read the formats of the events");
	return decoder_init(&live->decoder, live->tep, live_held(&live->wish), why);
}

/**
 * live_held() - which events come
 *
 * Return: EVENT_BIT() of their types
 */
unsigned int live_held(const struct live_wish *wish)
{
	unsigned int held = EVENTS_SUBREAPER | EVENT_BIT(EVENT_EXEC);

	if (!wish->reap)
		held &= ~EVENT_BIT(EVENT_REAP);
	if (wish->lives)
		held |= EVENT_BIT(EVENT_BIRTH) | EVENT_BIT(EVENT_EXIT) | EVENT_BIT(EVENT_FREE);
	return held;
}

/**
 * live_dump() - request an event for each process
 * @live: the source
 * @why: explains an error in one line
 *
 * live_open() already does this once, to learn names.
 *
 * Return: 0 or a -errno
 */
int live_dump(const struct live *live, struct message *why)
{
	int dump = module_open_dump(why);
	int err;

	if (dump < 0)
		return dump;
	err = live->wish.pids ? module_dump_among(dump, live->instance.path) : module_dump(dump);
	close(dump);
	return err ? message_set(why, err, "cannot dump the state of all processes: %s",
				 strerror(-err))
		   : 0;
}

static int start(struct live *live, struct message *why)
{
	int err;

	err = instance_create(&live->instance, why);
	if (err)
		return err;
	live->hold = module_hold();
	live->handle = tracefs_instance_alloc(NULL, live->instance.name);
	if (!live->handle)
		return message_set(why, -ENOMEM, "out of memory");
	err = load_formats(live, why);
	if (!err)
		err = configure(live, why);
	if (!err)
		err = open_cpus(live);
	if (!err)
		err = choose_events(live, why);
	if (!err)
		tracefs_follow_missed_events(live->handle, take_loss, live);
	return err ? err : live_dump(live, why);
}

/**
 * live_open() - start to receive events
 * @ret: set to the source, to be closed with live_close(); NULL on error
 * @wish: what is to be shown
 * @why: explains an error in one line
 *
 * Return: 0 or a -errno
 */
int live_open(struct live **ret, const struct live_wish *wish, struct message *why)
{
	struct live *live = calloc(1, sizeof(*live));
	char tracefs[PATH_MAX];
	int err;

	*ret = NULL;
	message_set(why, 0, "out of memory");
	if (!live)
		return -ENOMEM;
	live->wish = *wish;
	live->hold = -1;
	tep_set_loglevel(TEP_LOG_NONE);
	tracefs_set_loglevel(TEP_LOG_NONE);
	err = module_require("tracefs", tracefs, why);
	if (!err)
		err = start(live, why);
	if (err)
		live_close(live);
	else
		*ret = live;
	return err;
}

/**
 * live_read() - wait a moment for events, and hand over all that are there
 * @live: the source
 *
 * A signal ends the waiting.
 *
 * Return: 0, or what the event function returned
 */
int live_read(struct live *live)
{
	poll(live->cpus, live->nr_cpus, PATIENCE_MS);
	live->err = 0;
	tracefs_iterate_raw_events(live->tep, live->handle, NULL, 0, take_record, live);
	return live->err;
}

/**
 * live_close() - end it, and remove what it made
 * @live: the source, or NULL
 *
 * Return: 0, or a -errno when the buffer is still there
 */
int live_close(struct live *live)
{
	size_t i;
	int err;

	if (!live)
		return 0;
	for (i = 0; i < live->nr_cpus; i++)
		close(live->cpus[i].fd);
	free(live->cpus);
	if (live->handle)
		tracefs_event_disable(live->handle, NULL, NULL);
	tracefs_instance_free(live->handle);
	tep_free(live->tep);
	err = instance_destroy(&live->instance);
	if (live->hold >= 0)
		close(live->hold);
	free(live);
	return err;
}
