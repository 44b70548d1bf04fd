// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The module's files in debugfs. A line of tasks has its values in the order in which the first
 * line names them, so columns that are added later do no harm.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../base/array.h"
#include "../base/escape.h"
#include "../model/words.h"
#include "debugfs.h"
#include "module.h"
#include "mounts.h"

#define COLUMNS_MAX 64

/**
 * debugfs_open() - open a file of the module
 * @name: such as "tasks"
 * @ret: set to the open file
 * @why: explains an error in one line
 *
 * Return: 0 or a -errno
 */
int debugfs_open(const char *name, FILE **ret, struct message *why)
{
	char debugfs[PATH_MAX], path[MOUNT_PATH_SIZE], what[MOUNT_PATH_SIZE + 16];
	int err = module_require("debugfs", debugfs, why);

	if (err)
		return err;
	snprintf(path, sizeof(path), "%s/subreaper/%s", debugfs, name);
	*ret = fopen(path, "re");
	if (*ret)
		return 0;
	snprintf(what, sizeof(what), "open %s", path);
	return mount_denied(-errno, what, why);
}

/* Each column that is wanted, and how its value is understood. */
struct column {
	const char *name;
	bool (*parse)(struct snapshot_task *task, const char *value);
};

static bool parse_number(const char *value, int32_t *ret)
{
	char *end;
	long number = strtol(value, &end, 10);

	*ret = number;
	return end != value && !*end && *ret == number;
}

static bool parse_flag(const char *value, bool *ret)
{
	*ret = !strcmp(value, "1");
	return *ret || !strcmp(value, "0");
}

static bool parse_pid(struct snapshot_task *task, const char *value)
{
	return parse_number(value, &task->pid);
}

static bool parse_ppid(struct snapshot_task *task, const char *value)
{
	return parse_number(value, &task->ppid);
}

static bool parse_nspid(struct snapshot_task *task, const char *value)
{
	return parse_number(value, &task->nspid);
}

static bool parse_level(struct snapshot_task *task, const char *value)
{
	return parse_number(value, &task->level);
}

static bool parse_state(struct snapshot_task *task, const char *value)
{
	task->state = value[0];
	return value[0] > ' ' && value[0] < 0x7f && !value[1];
}

static bool parse_subreaper(struct snapshot_task *task, const char *value)
{
	return parse_flag(value, &task->subreaper);
}

static bool parse_has_subreaper(struct snapshot_task *task, const char *value)
{
	return parse_flag(value, &task->has_subreaper);
}

static bool parse_decision(struct snapshot_task *task, const char *value)
{
	task->decision = number_of(decision_words, value, strlen(value));
	return true;
}

static bool parse_adopter(struct snapshot_task *task, const char *value)
{
	return !strcmp(value, "-") || parse_number(value, &task->adopter);
}

static bool parse_adopter_tid(struct snapshot_task *task, const char *value)
{
	return !strcmp(value, "-") || parse_number(value, &task->adopter_tid);
}

static bool parse_comm(struct snapshot_task *task, const char *value)
{
	return unescape_octal(value, strlen(value), task->comm, sizeof(task->comm));
}

static const struct column wanted_columns[] = {
	{ "pid", parse_pid },
	{ "ppid", parse_ppid },
	{ "nspid", parse_nspid },
	{ "level", parse_level },
	{ "state", parse_state },
	{ "subreaper", parse_subreaper },
	{ "has_subreaper", parse_has_subreaper },
	{ "decision", parse_decision },
	{ "adopter", parse_adopter },
	{ "adopter_tid", parse_adopter_tid },
	{ "comm", parse_comm },
};

/* Which wanted column stands at which place; NULL for those that are not wanted. */
struct layout {
	const struct column *columns[COLUMNS_MAX];
	size_t nr;
};

static const struct column *find_column(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(wanted_columns); i++) {
		if (!strcmp(wanted_columns[i].name, name))
			return &wanted_columns[i];
	}
	return NULL;
}

static bool parse_head(char *line, struct layout *ret)
{
	size_t found = 0;
	char *name;

	ret->nr = 0;
	while ((name = strsep(&line, " "))) {
		if (ret->nr == COLUMNS_MAX)
			return false;
		ret->columns[ret->nr] = find_column(name);
		found += ret->columns[ret->nr] != NULL;
		ret->nr++;
	}
	return found == ARRAY_SIZE(wanted_columns);
}

static bool parse_task(char *line, const struct layout *layout, struct snapshot_task *ret)
{
	char *value;
	size_t i;

	*ret = (struct snapshot_task){ 0 };
	for (i = 0; i < layout->nr; i++) {
		value = strsep(&line, " ");
		if (!value || (layout->columns[i] && !layout->columns[i]->parse(ret, value)))
			return false;
	}
	return !line;
}

static int read_line(char *line, size_t number, struct layout *layout, struct snapshot *snapshot)
{
	struct snapshot_task task;

	line[strcspn(line, "\n")] = '\0';
	if (number == 1)
		return parse_head(line, layout) ? 0 : -EPROTO;
	return parse_task(line, layout, &task) ? snapshot_append(snapshot, &task) : -EINVAL;
}

/**
 * debugfs_read_tasks() - read the file tasks, or a copy of it
 * @in: at its first line
 * @ret: filled in, to be freed with snapshot_deinit(); empty on error
 * @why: explains an error in words that can follow the file's name
 *
 * Return: 0, -EPROTO or -EINVAL for another kind of file, or a -errno of reading
 */
int debugfs_read_tasks(FILE *in, struct snapshot *ret, struct message *why)
{
	struct layout layout = { .nr = 0 };
	char *line = NULL;
	size_t number = 0;
	size_t room = 0;
	int err = 0;

	*ret = (struct snapshot){ 0 };
	errno = 0;
	while (!err && getline(&line, &room, in) > 0)
		err = read_line(line, ++number, &layout, ret);
	free(line);
	if (!err && ferror(in))
		err = errno ? -errno : -EIO;
	if (!err && !number)
		err = -EPROTO;
	if (!err)
		return 0;
	snapshot_deinit(ret);
	if (err == -EPROTO)
		return message_set(why, err, "it does not begin like a copy of subreaper/tasks");
	if (err == -EINVAL)
		return message_set(why, err, "line %zu does not describe a process", number);
	return message_set(why, err, "%s", strerror(-err));
}

/**
 * debugfs_read_info() - look up a value in the file info
 * @in: the file; read from its start
 * @key: such as "hook"
 * @ret: room for INFO_VALUE_SIZE bytes; set to the value
 *
 * Return: 0 or -ENOENT
 */
int debugfs_read_info(FILE *in, const char *key, char *ret)
{
	char line[256];

	rewind(in);
	while (fgets(line, sizeof(line), in)) {
		char *value = line;
		char *name = strsep(&value, " ");

		if (!value || strcmp(name, key))
			continue;
		value[strcspn(value, "\n")] = '\0';
		snprintf(ret, INFO_VALUE_SIZE, "%s", value);
		return 0;
	}
	return -ENOENT;
}
