// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a plain user needs to record. Rights for a group are not enough: the kernel gives the files
 * of a new buffer to the owner of the directory instances, with mode 0640, so a member of the group
 * could make a buffer, but not set it up. So one user gets that directory.
 */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../base/memory/array.h"
#include "grant.h"
#include "module.h"
#include "mounts.h"

/* What a step gives: the group of the file and, if so, the file itself; and bits of its mode. */
struct right {
	bool to_user;
	mode_t mode;
};

static bool find_user(const char *name, struct grantee *ret)
{
	struct passwd *entry = getpwnam(name);

	if (!entry)
		return false;
	*ret = (struct grantee){ entry->pw_uid, entry->pw_gid };
	return true;
}

/**
 * grantee_find() - find the user and group by name
 * @text: USER or USER:GROUP; the group is otherwise the user's own
 * @why: explains an error in words that can follow the option's name
 *
 * Return: 0 or -EINVAL
 */
int grantee_find(struct grantee *ret, const char *text, struct message *why)
{
	const char *colon = strchr(text, ':');
	char *name = strndup(text, colon ? (size_t)(colon - text) : strlen(text));
	bool known = name && find_user(name, ret);
	struct group *group;

	free(name);
	if (!known)
		return message_set(why, -EINVAL, "takes USER or USER:GROUP; there is no user '%s'",
				   text);
	if (!colon)
		return 0;
	group = getgrnam(colon + 1);
	if (!group)
		return message_set(why, -EINVAL, "takes USER or USER:GROUP; there is no group '%s'",
				   colon + 1);
	ret->group = group->gr_gid;
	return 0;
}

/* The bits of @right are added; none is removed. */
static int set_right(const char *path, const struct right *right, const struct grantee *grantee,
		     bool *changed)
{
	uid_t user = right->to_user ? grantee->user : (uid_t)-1;
	struct stat now;

	if (stat(path, &now))
		return -errno;
	if (now.st_gid == grantee->group && (!right->to_user || now.st_uid == user) &&
	    (now.st_mode & right->mode) == right->mode)
		return 0;
	if (chown(path, user, grantee->group) || chmod(path, (now.st_mode & 07777) | right->mode))
		return -errno;
	*changed = true;
	return 0;
}

/* Keeps the flags of the mount, such as nosuid, which mount() would change. */
static int give_file_system(const char *path, gid_t group)
{
	int fd = fspick(AT_FDCWD, path, FSPICK_CLOEXEC);
	char text[16];
	int err = 0;

	if (fd < 0)
		return -errno;
	snprintf(text, sizeof(text), "%u", group);
	if (fsconfig(fd, FSCONFIG_SET_STRING, "gid", text, 0) ||
	    fsconfig(fd, FSCONFIG_SET_STRING, "mode", "750", 0) ||
	    fsconfig(fd, FSCONFIG_CMD_RECONFIGURE, NULL, NULL, 0))
		err = -errno;
	close(fd);
	return err;
}

/* The whole tree has thousands of files, which 6.12 creates only when they are read. */
static int give_tracefs(const struct grantee *grantee, bool *changed, struct message *what)
{
	char path[PATH_MAX], events[PATH_MAX + 16];
	struct stat top, inner;

	if (mount_require("tracefs", path, what))
		return -ENODEV;
	message_set(what, 0, "%s: its group may read it", path);
	snprintf(events, sizeof(events), "%s/trace_clock", path);
	if (stat(path, &top) || stat(events, &inner))
		return -errno;
	if (top.st_gid == grantee->group && (top.st_mode & 050) == 050 &&
	    inner.st_gid == grantee->group)
		return 0;
	*changed = true;
	return give_file_system(path, grantee->group);
}

static int give_file(const char *type, const char *name, const struct right *right,
		     const char *meaning, const struct grantee *grantee, bool *changed,
		     struct message *what)
{
	char mount[PATH_MAX], path[MOUNT_PATH_SIZE];

	if (mount_require(type, mount, what))
		return -ENODEV;
	snprintf(path, sizeof(path), "%s%s", mount, name);
	message_set(what, 0, "%s: %s", path, meaning);
	return set_right(path, right, grantee, changed);
}

static int give_instances(const struct grantee *grantee, bool *changed, struct message *what)
{
	const struct right right = { .to_user = true, .mode = 0750 };

	return give_file("tracefs", "/instances", &right,
			 "the user owns it, and every buffer made in it", grantee, changed, what);
}

/* Without this, trace-cmd does not record. */
static int give_function_tracing(const struct grantee *grantee, bool *changed, struct message *what)
{
	const struct right right = { .mode = 0660 };

	return give_file("tracefs", "/options/function-trace", &right,
			 "the group may write it, as trace-cmd does", grantee, changed, what);
}

static int give_debugfs(const struct grantee *grantee, bool *changed, struct message *what)
{
	const struct right right = { .mode = 0710 };

	return give_file("debugfs", "", &right, "the group may enter it", grantee, changed, what);
}

/* Only root may read these, unless the module was loaded with mode=. */
static int give_views(const struct grantee *grantee, bool *changed, struct message *what)
{
	static const char * const views[] = { "tasks", "reapers", "walks", "stats", "info" };
	static const char meaning[] = "the group may read the module's files there";
	const struct right directory = { .mode = 0050 }, file = { .mode = 0040 };
	char name[32];
	int err = give_file("debugfs", "/subreaper", &directory, meaning, grantee, changed, what);
	size_t i;

	for (i = 0; !err && i < ARRAY_SIZE(views); i++) {
		snprintf(name, sizeof(name), "/subreaper/%s", views[i]);
		err = give_file("debugfs", name, &file, meaning, grantee, changed, what);
	}
	return err;
}

static int give_dump(const struct grantee *grantee, bool *changed, struct message *what)
{
	const struct right right = { .mode = 0220 };

	message_set(what, 0, "%s: the group may write it", MODULE_DUMP_PARAMETER);
	return set_right(MODULE_DUMP_PARAMETER, &right, grantee, changed);
}

/**
 * grant_possible() - does everything exist that rights are granted on?
 * @why: set to what is missing, and how to get it
 *
 * Return: 0 or -ENODEV
 */
int grant_possible(struct message *why)
{
	char mount[PATH_MAX];

	if (!module_is_loaded())
		return module_missing(why);
	return mount_require("tracefs", mount, why) || mount_require("debugfs", mount, why)
		       ? -ENODEV
		       : 0;
}

/**
 * grant_step() - do one step of the grant
 * @number: which, below GRANT_STEPS, in their order
 * @grantee: the user and group
 * @changed: set to whether it had to be done
 * @what: set to what it is about, or to what it lacks
 *
 * Return: 0 or a -errno
 */
int grant_step(size_t number, const struct grantee *grantee, bool *changed, struct message *what)
{
	static int (* const steps[GRANT_STEPS])(const struct grantee *grantee, bool *changed,
						struct message *what) = {
		give_tracefs, give_instances, give_function_tracing,
		give_debugfs, give_views,     give_dump,
	};

	*changed = false;
	return steps[number](grantee, changed, what);
}

/**
 * grant_function_tracing_is_given() - can trace-cmd leave function tracing alone?
 *
 * Otherwise it switches that on, and so writes a file that only root may write.
 *
 * Return: whether only that is possible
 */
bool grant_function_tracing_is_given(void)
{
	char mount[PATH_MAX], path[MOUNT_PATH_SIZE];

	if (!access("/proc/sys/kernel/ftrace_enabled", W_OK) || mount_point("tracefs", mount))
		return false;
	snprintf(path, sizeof(path), "%s/options/function-trace", mount);
	return !access(path, W_OK);
}
