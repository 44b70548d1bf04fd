// SPDX-License-Identifier: GPL-2.0-or-later
/* A file of the module in debugfs, or a copy of it that the user names. */
#include <errno.h>
#include <string.h>

#include "../source/debugfs.h"
#include "complain.h"
#include "viewfile.h"

/**
 * viewfile_open() - open it
 * @name: of the module's file, such as "tasks"
 * @copy: path of a copy; NULL for the file itself
 * @ret: set to the open file
 *
 * Return: exit code; the user has been told when it is not EX_OK
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
