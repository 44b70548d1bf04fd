// SPDX-License-Identifier: GPL-2.0-or-later
/* The module's file reapers in debugfs, or a copy of it. */
#include <errno.h>
#include <stddef.h>

#include "reapers.h"
#include "view.h"

#define NUMBER(member, name) VIEW_COLUMN(struct reaper, member, name, VIEW_NUMBER, 0)

/* "-" in place of a number if the module may have forgotten some. */
/* clang-format off */
#define COUNT(member, column)                                                \
	{                                                                    \
		.name = column, .kind = VIEW_NUMBER, .leeway = VIEW_OR_NONE, \
		.offset = offsetof(struct reaper, member),                   \
		.size = sizeof(((struct reaper *)0)->member),                \
		.known = offsetof(struct reaper, member##_known),            \
	}
/* clang-format on */

static const struct view_column columns[] = {
	NUMBER(pid, "pid"),
	NUMBER(start, "start"),
	VIEW_COLUMN(struct reaper, subreaper, "subreaper", VIEW_FLAG, 0),
	NUMBER(descendants, "descendants"),
	COUNT(adopted, "adopted"),
	COUNT(unreaped, "unreaped"),
	VIEW_COLUMN(struct reaper, comm, "comm", VIEW_COMM, 0),
	{ 0 },
};

/**
 * reapers_read() - read the file reapers, or a copy of it
 * @in: at its first line
 * @ret: filled in, to be freed with reapers_deinit(); empty on error
 * @why: explains an error in words that can follow the file's name
 *
 * Return: 0, -EPROTO or -EINVAL for another kind of file, or a -errno of reading
 */
int reapers_read(FILE *in, struct reapers *ret, struct message *why)
{
	struct reaper reaper;
	struct view view;
	int err;

	*ret = (struct reapers){ 0 };
	err = view_begin(&view, in, columns);
	while (!err && (err = view_next(&view, &reaper, sizeof(reaper))) == 1)
		err = reaper.pid ? reapers_append(ret, &reaper) : -EINVAL;
	view_end(&view);
	if (!err)
		return 0;
	reapers_deinit(ret);
	return view_refuse(&view, err, "reapers", "a process", why);
}
