// SPDX-License-Identifier: GPL-2.0-or-later
/* 'explain' without a trace: from the module's files in debugfs, or from copies of them. */
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "../render/present.h"
#include "../source/debugfs.h"
#include "../source/view.h"
#include "complain.h"
#include "explain.h"
#include "output.h"
#include "tracefile.h"

static const char *views_directory;

/* Who has just recorded may have meant that. */
static int cannot_look(struct message *why)
{
	struct stat status;

	if (!stat(DEFAULT_TRACE, &status) && S_ISREG(status.st_mode) && status.st_size)
		message_add(why, "; 'explain -i " DEFAULT_TRACE " PID' asks the trace here");
	return complain_lacking(why);
}

static int open_view(const char *name, FILE **ret)
{
	char path[PATH_MAX];
	struct message why;

	if (!views_directory && !debugfs_open(name, ret, &why))
		return EX_OK;
	if (!views_directory)
		return cannot_look(&why);
	snprintf(path, sizeof(path), "%s/%s", views_directory, name);
	*ret = fopen(path, "re");
	if (*ret)
		return EX_OK;
	if (errno == ENOTDIR)
		return complain(EX_FAILED,
				"%s is no directory with copies of tasks, walks and reapers; "
				"name a trace with -i",
				views_directory);
	return complain(EX_FAILED, "cannot open %s: %s", path, strerror(errno));
}

/* Calls @take with each line; not 0 ends it with an error. */
static int for_each_line(const char *name, struct present *present,
			 int (*take)(struct present *present, const struct view *view))
{
	struct view view = { 0 };
	FILE *in;
	int status = open_view(name, &in);
	int err;

	if (status)
		return status;
	err = view_begin(&view, in);
	while (!err && (err = view_next(&view)) == 1)
		err = take(present, &view);
	view_end(&view);
	fclose(in);
	if (err == -ENOMEM)
		return complain(EX_FAILED, "out of memory");
	return err ? complain(EX_FAILED, "cannot read subreaper/%s: it has another form", name)
		   : EX_OK;
}

static int take_task(struct present *present, const struct view *view)
{
	struct event event = view_task(view);

	return forest_apply(&present->forest, &event);
}

static int take_prediction(struct present *present, const struct view *view)
{
	const struct process *parent = present->process->parent[WITH_SUBREAPERS];

	if (!parent || (int32_t)view_number(view, "pid") != parent->pid)
		return 0;
	present->next.event = view_walk(view, present->next.steps);
	present->next.event.walk.nr_steps = present->next.event.walk.kept_steps;
	return 0;
}

static int take_walk(struct present *present, const struct view *view)
{
	uint32_t steps[SUBREAPER_STEPS_MAX];
	struct event event = view_walk(view, steps);

	if (view_number(view, "number") == 1)
		present->all_walks = true;
	if (views_directory && event.time > present->now)
		present->now = event.time;
	present_consider(present, &event);
	return 0;
}

static int take_reaper(struct present *present, const struct view *view)
{
	const struct process *parent = present->process->parent[WITH_SUBREAPERS];

	if (!parent || (int32_t)view_number(view, "pid") != parent->pid)
		return 0;
	present->counted = strcmp(view_text(view, "unreaped"), "-");
	present->adopted = view_number(view, "adopted");
	present->unreaped = view_number(view, "unreaped");
	return 0;
}

static uint64_t clock_ns(clockid_t clock)
{
	struct timespec time;

	clock_gettime(clock, &time);
	return time.tv_sec * 1000000000ULL + time.tv_nsec;
}

static void look_at_signals(struct present *present)
{
	const struct process *parent = present->process->parent[WITH_SUBREAPERS];
	char path[64], line[128];
	uint64_t ignored;
	FILE *in;

	snprintf(path, sizeof(path), "/proc/%" PRId32 "/status", parent ? parent->pid : 0);
	in = views_directory ? NULL : fopen(path, "re");
	while (in && fgets(line, sizeof(line), in)) {
		if (sscanf(line, "SigIgn: %" SCNx64, &ignored) != 1)
			continue;
		present->sigchld_known = true;
		present->sigchld_ignored = ignored >> (SIGCHLD - 1) & 1;
	}
	if (in)
		fclose(in);
}

static int learn(struct present *present, int32_t pid)
{
	int status = for_each_line("tasks", present, take_task);

	if (status)
		return status;
	present->process = process_latest(&present->forest.table, pid);
	if (!present->process || !present->process->dump)
		return complain(EX_FAILED,
				"there is no process %" PRId32 "; 'tasks --all' lists all", pid);
	status = for_each_line("tasks", present, take_prediction);
	if (!status)
		status = for_each_line("walks", present, take_walk);
	if (!status)
		status = for_each_line("reapers", present, take_reaper);
	look_at_signals(present);
	return status;
}

static int print(const struct present *present)
{
	struct terminal terminal = output_open();

	present_render(&terminal, present);
	return output_close();
}

/**
 * explain_present() - tell what this machine knows of a process
 * @pid: of the process
 * @directory: where copies of the module's files are; NULL for the files themselves
 *
 * Return: exit code
 */
int explain_present(int32_t pid, const char *directory)
{
	struct present present = { 0 };
	int status;

	views_directory = directory;
	if (!directory) {
		present.now = clock_ns(CLOCK_MONOTONIC);
		present.slept = clock_ns(CLOCK_BOOTTIME) - present.now;
	}
	status = learn(&present, pid);
	if (!status)
		status = print(&present);
	present_deinit(&present);
	return status;
}
