// SPDX-License-Identifier: GPL-2.0-or-later
/* The module's files in debugfs. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "debugfs.h"
#include "../machine/module.h"
#include "../machine/mounts.h"

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
