// SPDX-License-Identifier: GPL-2.0-or-later
/* A file of the module in debugfs, or a copy of it that the user names. */
#include <errno.h>
#include <string.h>

#include "../../source/debugfs/debugfs.h"
#include "../../source/trace/input.h"
#include "../options/complain.h"
#include "viewfile.h"

/**
 * viewfile_open() - open it
 * @name: of the module's file, such as "tasks"
 * @copy: path of a copy; NULL for the file itself
 * @ret: set to the open file
 *
 * Return: exit code; a message was printed when it is not EX_OK
 */
int viewfile_open(const char *name, const char *copy, FILE **ret)
{
	struct message why;

	if (!copy)
		return debugfs_open(name, ret, &why) ? complain_lacking(&why) : EX_OK;
	*ret = fopen(copy, "re");
	if (*ret)
		return EX_OK;
	return complain(EX_FAILED, "cannot open %s: %s", copy, strerror(errno));
}

/**
 * viewfile_open_in() - open it, or a copy in a directory with copies of several
 * @directory: which; NULL for the file itself
 * @name: of the module's file
 * @ret: set to the open file
 *
 * Return: exit code; a message was printed when it is not EX_OK
 */
int viewfile_open_in(const char *directory, const char *name, FILE **ret)
{
	char path[PATH_MAX];

	if (!directory)
		return viewfile_open(name, NULL, ret);
	snprintf(path, sizeof(path), "%s/%s", directory, name);
	*ret = fopen(path, "re");
	if (*ret)
		return EX_OK;
	if (errno == ENOTDIR)
		return complain(EX_FAILED,
				"%s does not hold copies of subreaper/%s and others; name a trace "
				"with -i",
				directory, name);
	return complain(EX_FAILED, "cannot open %s: %s", path, strerror(errno));
}

static bool is_trace(const char *path)
{
	struct message ignored;
	struct input *input;

	if (input_open(&input, path, 0, &ignored))
		return false;
	input_close(input);
	return true;
}

/**
 * viewfile_refuse() - print a message that it cannot be read
 * @name: of the module's file
 * @copy: path of the copy that was read; NULL for the file itself
 * @instead: the command and option that show the same of a trace, in case it is one
 * @why: what is wrong with it
 *
 * Return: EX_FAILED
 */
int viewfile_refuse(const char *name, const char *copy, const char *instead,
		    const struct message *why)
{
	if (!copy)
		return complain(EX_FAILED, "cannot read subreaper/%s: %s", name, why->text);
	if (!is_trace(copy))
		return complain(EX_FAILED, "cannot read %s: %s", copy, why->text);
	return complain(EX_FAILED,
			"%s is a trace, not a copy of subreaper/%s; 'subreaper-trace %s -i %s' "
			"shows what is in it",
			copy, name, instead, copy);
}
