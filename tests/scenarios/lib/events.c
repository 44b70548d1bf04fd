// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The events of the scenario, recorded in a tracefs instance of its own: no other recording is
 * touched, and no other commands touch ours.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "event_line.h"
#include "events.h"
#include "files.h"
#include "tap.h"
#include "words.h"

#define INSTANCES "/sys/kernel/tracing/instances/"
#define INFO	  "/sys/kernel/debug/subreaper/info"

static const char * const wanted_events[] = { "walk", "reparent", "mark" };

/* What the buffers lost before they were cleared, which sets their counters back. */
static unsigned int lost_earlier;

/* The lines that were read last. */
static struct event_log current;

static char instance[80];

static const char *path_of(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A path in the instance; the next call overwrites it. */
static const char *path_of(const char *format, ...)
{
	static char path[200];
	size_t used = snprintf(path, sizeof(path), "%s/", instance);
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(path + used, sizeof(path) - used, format, arguments);
	va_end(arguments);
	return path;
}

static void must_write(const char *path, const char *text)
{
	int err = file_write(path, text);

	if (err)
		tap_bail("cannot write to %s: %s (is subreaper_trace loaded?)", path,
			 strerror(-err));
}

/**
 * events_are_heard() - is there a module, so that its events and views can be witnesses?
 *
 * With SCENARIO_WITHOUT_MODULE there is none: the processes speak alone, and what was seen of them
 * is printed for whatever else has recorded the moves, see events_note_move().
 */
bool events_are_heard(void)
{
	return !getenv("SCENARIO_WITHOUT_MODULE");
}

/**
 * events_note_move() - print that a process was seen to have a new parent, if there is no module
 * @child: the process
 * @adopter: the process that is its parent now; 0 if none has adopted it
 * @decision: why, SUBREAPER_DECISION_*
 */
void events_note_move(pid_t child, pid_t adopter, unsigned int decision)
{
	if (!events_are_heard())
		printf("# moved %d %d %s\n", child, adopter, decision_word(decision));
}

/**
 * events_name() - name the instance after the calling process
 *
 * The caller can remove the instance when the process that it forked to use it is gone.
 */
void events_name(void)
{
	snprintf(instance, sizeof(instance), INSTANCES "scenario-%d", getpid());
}

/**
 * events_start() - make the instance, and record into it from now on
 */
void events_start(void)
{
	if (!events_are_heard())
		return;
	if (mkdir(instance, 0700))
		tap_bail("cannot make %s: %s", instance, strerror(errno));
	for (size_t i = 0; i < sizeof(wanted_events) / sizeof(wanted_events[0]); i++)
		must_write(path_of("events/subreaper/%s/enable", wanted_events[i]), "1");
}

/**
 * events_ignore() - do not record an event any more
 * @event: walk, reparent or mark
 */
void events_ignore(const char *event)
{
	must_write(path_of("events/subreaper/%s/enable", event), "0");
}

/**
 * events_stop() - remove the instance; nothing happens when there is none
 */
void events_stop(void)
{
	rmdir(instance);
}

/**
 * events_end_audience() - end the recording that $SCENARIO_AUDIENCE, a tracefs instance, makes; if
 * there is no module, print the time
 *
 * The play is over, and the actors are about to die in no order.
 */
void events_end_audience(void)
{
	const char *audience = getenv("SCENARIO_AUDIENCE");
	struct timespec now;
	char path[200];

	if (!events_are_heard()) {
		clock_gettime(CLOCK_MONOTONIC, &now);
		printf("# over %lld.%09ld\n", (long long)now.tv_sec, now.tv_nsec);
	}
	if (!audience)
		return;
	snprintf(path, sizeof(path), "%s/tracing_on", audience);
	must_write(path, "0");
}

/**
 * events_clear() - forget what was recorded so far
 */
void events_clear(void)
{
	if (!events_are_heard())
		return;
	lost_earlier = events_lost();
	must_write(path_of("trace"), "");
}

static unsigned int count_in(const char *stats, const char *key)
{
	const char *line = strstr(stats, key);

	return line ? strtoul(line + strlen(key), NULL, 10) : 0;
}

/**
 * events_lost() - how many events found no place in the buffers
 *
 * Return: their number since events_start(), over all processors
 */
unsigned int events_lost(void)
{
	unsigned int lost = lost_earlier;
	char *stats;

	if (!events_are_heard()) {
		claim_unheard();
		return 0;
	}

	for (unsigned int cpu = 0;; cpu++) {
		stats = file_read(path_of("per_cpu/cpu%u/stats", cpu));
		if (!stats)
			break;
		lost += count_in(stats, "\noverrun: ") + count_in(stats, "\ncommit overrun: ") +
			count_in(stats, "\ndropped events: ");
		free(stats);
	}
	return lost;
}

/**
 * events_blind_to() - does the module's hook say that it cannot know something?
 * @word: as in the line "blind_to WORD,WORD" of debugfs subreaper/info
 */
bool events_blind_to(const char *word)
{
	char *info = file_read(INFO);
	char *list = info ? strstr(info, "\nblind_to ") : NULL;
	bool found = false;

	if (list) {
		list += strlen("\nblind_to ");
		list[strcspn(list, "\n")] = '\0';
		for (char *each; !found && (each = strsep(&list, ","));)
			found = !strcmp(each, word);
	}
	free(info);
	return found;
}

/**
 * events_blind_effects() - which effects on a child the module's hook cannot know
 *
 * Return: a set of SUBREAPER_EFFECT_*
 */
unsigned int events_blind_effects(void)
{
	unsigned int blind = 0;

	for (unsigned int bit = 1; bit <= SUBREAPER_EFFECT_PGRP_ORPHANED; bit <<= 1) {
		if (events_blind_to(effect_word(bit)))
			blind |= bit;
	}
	return blind;
}

static void append(const char *line)
{
	struct event event;

	switch (event_line_parse(line, &event)) {
	case 0:
		current.events =
			realloc(current.events, (current.count + 1) * sizeof(*current.events));
		current.events[current.count++] = event;
		break;
	case -EINVAL:
		tap_bail("not an event of the documented format: %s", line);
	}
}

/**
 * events_read() - what was recorded since events_clear(), by all processes of the machine
 *
 * Recording stands still meanwhile, as the kernel may lose track of a page that is overwritten
 * while it is being printed.
 *
 * Return: the events, in their order; valid until the next call
 */
struct event_log events_read(void)
{
	char *rest, *text;

	if (!events_are_heard())
		return current;
	must_write(path_of("tracing_on"), "0");
	text = file_read(path_of("trace"));
	if (!text)
		tap_bail("cannot read %s: %s", path_of("trace"), strerror(errno));
	must_write(path_of("tracing_on"), "1");

	current.count = 0;
	rest = text;
	for (char *line; (line = strsep(&rest, "\n"));)
		append(line);
	free(text);
	return current;
}

static const struct event *first_after(const struct event_log *log, const struct event *after)
{
	if (!events_are_heard())
		claim_unheard();
	return after ? after + 1 : log->events;
}

/**
 * events_next_walk() - find the walk of one dying thread
 * @log: where to look
 * @after: look only behind this event of it; NULL for the first
 * @parent_tid: the thread
 *
 * Return: NULL when there is none
 */
const struct event *events_next_walk(const struct event_log *log, const struct event *after,
				     pid_t parent_tid)
{
	const struct event *event = first_after(log, after);

	for (; event < log->events + log->count; event++) {
		if (event->kind == EVENT_WALK && event->parent.tid == parent_tid)
			return event;
	}
	return NULL;
}

/**
 * events_next_reparent() - find a move of one process to another parent
 * @log: where to look
 * @after: look only behind this event of it; NULL for the first
 * @child: the process that is moved
 *
 * Return: NULL when there is none
 */
const struct event *events_next_reparent(const struct event_log *log, const struct event *after,
					 pid_t child)
{
	const struct event *event = first_after(log, after);

	for (; event < log->events + log->count; event++) {
		if (event->kind == EVENT_REPARENT && event->child.pid == child)
			return event;
	}
	return NULL;
}

/**
 * events_next_mark() - find a prctl(PR_SET_CHILD_SUBREAPER) of one process
 * @log: where to look
 * @after: look only behind this event of it; NULL for the first
 * @pid: the process, whichever of its threads called
 *
 * Return: NULL when there is none
 */
const struct event *events_next_mark(const struct event_log *log, const struct event *after,
				     pid_t pid)
{
	const struct event *event = first_after(log, after);

	for (; event < log->events + log->count; event++) {
		if (event->kind == EVENT_MARK && event->marker.pid == pid)
			return event;
	}
	return NULL;
}
