// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The view `tasks` of the module: a line of column names, then a line a process. No value holds a
 * space, and columns are found by name, as only their order at the front is promised.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "events.h"
#include "files.h"
#include "tap.h"
#include "tasks.h"
#include "words.h"

#define TASKS	    "/sys/kernel/debug/subreaper/tasks"
#define COLUMNS_MAX 32

struct line {
	char *values[COLUMNS_MAX];
	unsigned int count;
};

static void split(char *text, struct line *line)
{
	line->count = 0;
	while (line->count < COLUMNS_MAX && text)
		line->values[line->count++] = strsep(&text, " ");
}

static const char *column(const struct line *names, const struct line *values, const char *name)
{
	for (unsigned int i = 0; i < names->count && i < values->count; i++) {
		if (!strcmp(names->values[i], name))
			return values->values[i];
	}
	tap_bail("%s lacks the column %s", TASKS, name);
}

/* PID:VERDICT,PID:VERDICT,+MORE or "-" */
static void read_steps(const char *text, struct tasks_row *row)
{
	char *copy = strdup(text), *rest = copy;
	char *verdict;
	pid_t pid;

	for (char *step; (step = strsep(&rest, ","));) {
		if (*step == '+')
			row->nr_steps += strtoul(step + 1, NULL, 10);
		pid = strtol(step, &verdict, 10);
		if (*verdict != ':' || row->nr_steps == SUBREAPER_STEPS_MAX)
			continue;
		row->steps[row->nr_steps++] = SUBREAPER_STEP(pid, verdict_number(verdict + 1));
		row->nr_shown++;
	}
	free(copy);
}

static void read_row(const struct line *names, const struct line *values, struct tasks_row *row)
{
	memset(row, 0, sizeof(*row));
	row->pid = atoi(column(names, values, "pid"));
	row->ppid = atoi(column(names, values, "ppid"));
	row->ptid = atoi(column(names, values, "ptid"));
	row->nspid = atoi(column(names, values, "nspid"));
	row->level = atoi(column(names, values, "level"));
	row->state = *column(names, values, "state");
	row->subreaper = atoi(column(names, values, "subreaper"));
	row->has_subreaper = atoi(column(names, values, "has_subreaper"));
	row->decision = decision_number(column(names, values, "decision"));
	row->adopter = atoi(column(names, values, "adopter"));
	row->adopter_tid = atoi(column(names, values, "adopter_tid"));
	read_steps(column(names, values, "steps"), row);
}

/**
 * tasks_find() - read what debugfs says now of one process
 * @pid: the process, in the initial pid namespace
 * @ret: returns its row; all zero when it has none
 *
 * Return: whether there is such a process
 */
bool tasks_find(pid_t pid, struct tasks_row *ret)
{
	struct line names, values;
	char *text, *rest;
	bool found = false;

	memset(ret, 0, sizeof(*ret));
	if (!events_are_heard()) {
		claim_unheard();
		return false;
	}
	rest = text = file_read(TASKS);
	if (!text)
		tap_bail("cannot read %s: %s", TASKS, strerror(errno));
	split(strsep(&rest, "\n"), &names);
	for (char *line; !found && (line = strsep(&rest, "\n"));) {
		if (atoi(line) != pid)
			continue;
		split(line, &values);
		read_row(&names, &values, ret);
		found = true;
	}
	free(text);
	return found;
}
