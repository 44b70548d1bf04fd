// SPDX-License-Identifier: GPL-2.0-or-later
/* 'explain' without a trace: from the module's files in debugfs, or from copies of them. */
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../base/format/nanoseconds.h"
#include "../../base/memory/array.h"
#include "../../render/explain/present.h"
#include "../../model/process/alias.h"
#include "../../source/debugfs/debugfs.h"
#include "../../source/machine/running.h"
#include "../../source/machine/module.h"
#include "../../source/machine/namespaces.h"
#include "../../source/machine/processes.h"
#include "../../source/machine/profiles.h"
#include "../../source/debugfs/reapers.h"
#include "../../source/debugfs/tasks.h"
#include "../../source/debugfs/walks.h"
#include "../options/complain.h"
#include "../explain.h"
#include "../options/output.h"
#include "tracefile.h"
#include "viewfile.h"

static const char *views_directory;

static int open_view(const char *name, FILE **ret)
{
	struct message why;

	if (!views_directory && debugfs_open(name, ret, &why))
		return complain_lacking(&why);
	return views_directory ? viewfile_open_in(views_directory, name, ret) : EX_OK;
}

static int cannot_read(const char *name, int err, const struct message *why)
{
	if (err == -ENOMEM)
		return complain(EX_FAILED, "out of memory");
	return complain(EX_FAILED, "cannot read subreaper/%s: %s", name, why->text);
}

/* Opens it, and has each line taken; not 0 from @take ends it with an error. */
static int for_each_line(const char *name, const struct view_column *columns, void *row,
			 size_t size, int (*take)(struct present *present, void *row),
			 struct present *present)
{
	struct message why = { .text = "" };
	struct view view;
	FILE *in;
	int status = open_view(name, &in);
	int err;

	if (status)
		return status;
	err = view_begin(&view, in, columns);
	while (!err && (err = view_next(&view, row, size)) == 1)
		err = take(present, row);
	view_end(&view);
	fclose(in);
	if (!err)
		return EX_OK;
	return cannot_read(name, view_refuse(&view, err, name, "what it should", &why), &why);
}

static int take_task(struct present *present, void *row)
{
	const struct task_row *task = row;
	struct event event = { .type = EVENT_PROCESS, .process = task->task.process };

	event.time = present->now;
	return forest_apply(&present->forest, &event);
}

static int list_from_proc(struct present *present)
{
	struct snapshot snapshot;
	struct message why;
	int err = processes_read(&snapshot, &why);
	size_t i;

	if (err)
		return complain(EX_FAILED, "%s", why.text);
	note(FROM_PROC);
	if (!snapshot_find(&snapshot, INIT_PID))
		note(PROC_HIDES);
	present->forest.bare = true;
	present->inside = !profiles_can_be_read();
	for (i = 0; !err && i < snapshot.nr; i++) {
		struct task_row task = { .task = snapshot.tasks[i] };

		processes_look(&task.task.process);
		/* Only the initial pid namespace has it. */
		if (task.task.process.pid == KTHREADD_PID && !task.task.process.userspace)
			present->inside = false;
		err = take_task(present, &task);
	}
	snapshot_deinit(&snapshot);
	return err ? complain(EX_FAILED, "out of memory") : EX_OK;
}

static int take_prediction(struct present *present, void *row)
{
	const struct process *parent = present->process->parent[WITH_SUBREAPERS];
	const struct task_row *task = row;
	struct walk_event *walk = &present->next.event.walk;

	if (!parent || task->task.process.pid != parent->pid)
		return 0;
	present->next.event = (struct event){ .type = EVENT_WALK };
	walk->has_flag = task->task.process.has_subreaper;
	walk->level = task->task.process.level;
	walk->decision = task->task.decision;
	walk->adopter_tgid = task->task.adopter;
	walk->adopter_tid = task->task.adopter_tid;
	walk->kept_steps = task->steps.nr;
	walk->nr_steps = task->steps.nr + task->steps.more;
	memcpy(present->next.steps, task->steps.words, sizeof(present->next.steps));
	walk->steps = present->next.steps;
	return 0;
}

static int take_walk(struct present *present, void *row)
{
	struct walk_row *walk = row;

	walk_row_finish(walk);
	if (walk->event.walk.number == 1)
		present->all_walks = true;
	if (views_directory && walk->event.time > present->now)
		present->now = walk->event.time;
	present_consider(present, &walk->event);
	return 0;
}

static int learn_reaper(struct present *present)
{
	const struct process *parent = present->process->parent[WITH_SUBREAPERS];
	struct message why = { .text = "" };
	struct reapers reapers;
	FILE *in;
	int status = open_view("reapers", &in);
	size_t i;
	int err;

	if (status)
		return status;
	err = reapers_read(in, &reapers, &why);
	fclose(in);
	if (err)
		return cannot_read("reapers", err, &why);
	for (i = 0; parent && i < reapers.nr; i++) {
		if (reapers.list[i].pid != parent->pid)
			continue;
		present->counted = reapers.list[i].adopted_known && reapers.list[i].unreaped_known;
		present->adopted = reapers.list[i].adopted;
		present->unreaped = reapers.list[i].unreaped;
	}
	reapers_deinit(&reapers);
	return EX_OK;
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

/* Any number that people have of a process: its pid, a thread's, or its pid in a namespace. */
static int find_process(struct present *present, int32_t pid, int32_t member)
{
	const struct forest *forest = &present->forest;
	int32_t owner = member || views_directory ? 0 : running_owner(pid);

	if (member) {
		present->process = process_latest(&forest->table, member);
		if (present->process)
			present->process = alias_in_namespace(forest, present->process, pid);
		if (present->process)
			return EX_OK;
		return complain(EX_FAILED,
				"there is no process %" PRId32 " in the pid namespace of %" PRId32,
				pid, member);
	}
	explain_tell_aliases(forest, pid);
	present->process = process_latest(&forest->table, pid);
	if (present->process && present->process->dump)
		return EX_OK;
	present->process = owner ? process_latest(&forest->table, owner) : NULL;
	if (!present->process)
		return complain(EX_FAILED, "%s no process %" PRId32 "; 'tasks --all' lists all",
				forest->bare ? "/proc shows" : "there is", pid);
	note("%" PRId32 " is a thread of %" PRId32 ": showing that process", pid, owner);
	return EX_OK;
}

static void look_at_parent(struct present *present)
{
	const struct process *parent = present->process->parent[WITH_SUBREAPERS];

	if (views_directory || !parent)
		return;
	look_at_signals(present);
	present->parent_frozen = running_is_frozen(parent->pid);
	present->parent_waits_for = running_waits_for(parent->pid);
}

/* A value of info or stats; copies of these may be missing. */
static bool look_up(const char *name, const char *key, char *ret)
{
	char path[PATH_MAX];
	struct message why;
	FILE *in = NULL;
	int err;

	if (views_directory) {
		snprintf(path, sizeof(path), "%s/%s", views_directory, name);
		in = fopen(path, "re");
	} else if (debugfs_open(name, &in, &why)) {
		in = NULL;
	}
	if (!in)
		return false;
	err = debugfs_read_info(in, key, ret);
	fclose(in);
	return !err;
}

/* Whether the module has missed or forgotten anything, and if not, since when. */
static void learn_blindness(struct present *present)
{
	static const struct {
		const char *file, *key;
	} counters[] = {
		{ "info", "hook_missed" },
		{ "info", "blind_time" },
		{ "info", "walks_dropped" },
		{ "stats", "adoptions_forgotten" },
	};
	char value[INFO_VALUE_SIZE];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(counters); i++) {
		if (look_up(counters[i].file, counters[i].key, value))
			present->blind |= strcmp(value, "0") != 0;
	}
	if (!present->blind && look_up("info", "watching_since", value))
		present_watch(present, strtoull(value, NULL, 10));
}

/* If the pids of /proc are those of another namespace, /proc is not used. */
static int look_at_profile(struct present *present)
{
	struct event profile;
	const struct event reading = { .type = EVENT_READING, .reading.at = present->now };

	present->profiled = !views_directory;
	if (views_directory)
		return 0;
	if ((present->forest.bare || profiles_can_be_read()) &&
	    profile_read(present->process->pid, false, &profile) &&
	    forest_apply(&present->forest, &profile))
		return -ENOMEM;
	return forest_apply(&present->forest, &reading);
}

/* The next child of the process may be born elsewhere. */
static int look_at_forks(struct present *present)
{
	struct event event = { .type = EVENT_CHILDREN, .time = present->now };

	event.children.pid = present->process->pid;
	if (views_directory || !namespaces_of_children(event.children.pid, &event.children.ended))
		return 0;
	return forest_apply(&present->forest, &event);
}

static int learn_decisions(struct present *present)
{
	static struct task_row task;
	static struct walk_row walk;
	int status =
		for_each_line("tasks", task_columns, &task, sizeof(task), take_prediction, present);

	if (!status)
		status = for_each_line("walks", walk_columns, &walk, sizeof(walk), take_walk,
				       present);
	return status ? status : learn_reaper(present);
}

static int learn(struct present *present, int32_t pid, int32_t member)
{
	static struct task_row task;
	bool bare = !views_directory && !module_is_loaded();
	int status;

	if (bare)
		status = list_from_proc(present);
	else
		status = for_each_line("tasks", task_columns, &task, sizeof(task), take_task,
				       present);
	if (!status)
		status = find_process(present, pid, member);
	if (status)
		return status;
	if (!bare)
		status = learn_decisions(present);
	look_at_parent(present);
	if (!status && !bare)
		learn_blindness(present);
	if (!status && (look_at_profile(present) || look_at_forks(present) ||
			forest_conclude(&present->forest)))
		status = complain(EX_FAILED, "out of memory");
	return status;
}

static int print(const struct present *present)
{
	struct document document;
	struct terminal terminal;
	int status;

	if (output_format() == FORMAT_TEXT) {
		terminal = output_open();
		present_render(&terminal, present);
		return output_close();
	}
	status = output_document(&document, "explanations", NULL);
	if (status)
		return status;
	present_put(&document, present);
	document_tail(&document);
	return output_document_end(&document, NULL, true);
}

/**
 * explain_present() - print what this machine knows of a process
 * @pid: of the process
 * @member: of the pid namespace that @pid is of; 0 for the initial one
 * @directory: where copies of the module's files are; NULL for the files themselves
 *
 * Return: exit code
 */
int explain_present(int32_t pid, int32_t member, const char *directory)
{
	struct present present = { 0 };
	int status;

	views_directory = directory;
	if (!directory) {
		present.now = nanoseconds_now(CLOCK_MONOTONIC);
		present.slept = nanoseconds_now(CLOCK_BOOTTIME) - present.now;
	}
	status = learn(&present, pid, member);
	if (!status)
		status = print(&present);
	present_deinit(&present);
	return status;
}
