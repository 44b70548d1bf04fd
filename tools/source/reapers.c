// SPDX-License-Identifier: GPL-2.0-or-later
/* The module's file reapers in debugfs, or a copy of it. */
#include <errno.h>
#include <string.h>

#include "../base/array.h"
#include "../base/escape.h"
#include "reapers.h"
#include "view.h"

static bool has_columns(const struct view *view)
{
	static const char * const wanted[] = {
		"pid", "subreaper", "descendants", "adopted", "unreaped", "comm",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(wanted); i++) {
		if (!view_has(view, wanted[i]))
			return false;
	}
	return true;
}

static bool take_number(const struct view *view, const char *name, uint64_t most, uint64_t *ret)
{
	const char *text = view_text(view, name);

	if (!*text || text[strspn(text, "0123456789")])
		return false;
	errno = 0;
	*ret = view_number(view, name);
	return !errno && *ret <= most;
}

/* Without memory for adoptions the module counts only who adopted. */
static bool take_unreaped(const struct view *view, struct reaper *ret)
{
	ret->unreaped_known = strcmp(view_text(view, "unreaped"), "-");
	return !ret->unreaped_known || take_number(view, "unreaped", UINT64_MAX, &ret->unreaped);
}

static bool take_reaper(const struct view *view, struct reaper *ret)
{
	const char *comm = view_text(view, "comm");
	uint64_t pid, subreaper;

	*ret = (struct reaper){ 0 };
	if (!take_number(view, "pid", INT32_MAX, &pid) || !pid ||
	    !take_number(view, "subreaper", 1, &subreaper) ||
	    !take_number(view, "descendants", UINT64_MAX, &ret->descendants) ||
	    !take_number(view, "adopted", UINT64_MAX, &ret->adopted) || !take_unreaped(view, ret))
		return false;
	ret->pid = pid;
	ret->subreaper = subreaper;
	return unescape_octal(comm, strlen(comm), ret->comm, sizeof(ret->comm));
}

static int read_lines(struct view *view, struct reapers *ret, size_t *number)
{
	struct reaper reaper;
	int status;

	while ((status = view_next(view)) == 1) {
		(*number)++;
		if (!take_reaper(view, &reaper))
			return -EINVAL;
		status = reapers_append(ret, &reaper);
		if (status)
			return status;
	}
	*number += status != 0;
	return status;
}

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
	struct view view;
	size_t number = 1;
	int err;

	*ret = (struct reapers){ 0 };
	errno = 0;
	err = view_begin(&view, in);
	if (ferror(in))
		err = errno ? -errno : -EIO;
	else if (!err && !has_columns(&view))
		err = -EPROTO;
	if (!err)
		err = read_lines(&view, ret, &number);
	if (!err && ferror(in))
		err = errno ? -errno : -EIO;
	view_end(&view);
	if (!err)
		return 0;
	reapers_deinit(ret);
	if (err == -EPROTO)
		return message_set(why, err, "it does not begin like a copy of subreaper/reapers");
	if (err == -EINVAL)
		return message_set(why, err, "line %zu does not describe a process", number);
	return message_set(why, err, "%s", strerror(-err));
}
