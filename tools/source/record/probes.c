// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What shows adoptions without the module: a dynamic event of the kernel at kill_orphaned_pgrp(),
 * which it calls with (child, father) for each child that another process adopts, just after the
 * child has got its new parent. Its name ends with its owner, so each recorder has its own event,
 * and those of killed recorders can be removed.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <bpf/btf.h>
#include <bpf/libbpf.h>

#include "../../base/memory/array.h"
#include "../trace/fields.h"
#include "../machine/hooks.h"
#include "kerneltypes.h"
#include "../machine/mounts.h"
#include "owner.h"
#include "probes.h"
#include "../machine/sight.h"

#define SYMBOL "kill_orphaned_pgrp"

/* The kernel takes no more for one event. */
#define DEFINITION_SIZE 4096

/* The event is gone a moment after its last user. */
#define REMOVE_TRIES	40
#define REMOVE_PAUSE_US 50000

/* The registers with the arguments of a function. */
#if defined(__x86_64__)
#define CHILD "%di"
#define DYING "%si"
#else
#define CHILD "$arg1"
#define DYING "$arg2"
#endif

/* Members of the kernel's structs, one after the other; all but the last are pointers. */
#define MEMBERS_MAX 4

struct member {
	const char *structure;
	const char *name;
};

/* Versions of clang-format differ on such macros. */
/* clang-format off */
#define TASK(member)	{ "task_struct", member }
#define LEVEL		TASK("thread_pid"), { "pid", "level" }
#define SIGNAL(member)	TASK("signal"), { "signal_struct", member }
/* clang-format on */

/* Instead of a type: the member is one bit. */
#define BIT ""

/* A field of the event: what is found along @members from @base on; @type is the kernel's word. */
struct argument {
	const char *name;
	const char *base;
	const char *type;
	struct member members[MEMBERS_MAX];
};

/* As source/trace/fields.c reads them. */
static const struct argument arguments[] = {
	{ "child_start", CHILD, "u64", { TASK("start_boottime") } },
	{ "parent_start", DYING, "u64", { TASK("group_leader"), TASK("start_boottime") } },
	{ "adopter_start",
	  CHILD,
	  "u64",
	  { TASK("real_parent"), TASK("group_leader"), TASK("start_boottime") } },
	{ "child_comm", CHILD, "string", { TASK("comm") } },
	{ "parent_comm", DYING, "string", { TASK("comm") } },
	{ "adopter_comm", CHILD, "string", { TASK("real_parent"), TASK("comm") } },
	{ "child", CHILD, "s32", { TASK("tgid") } },
	{ "parent_tid", DYING, "s32", { TASK("pid") } },
	{ "parent_tgid", DYING, "s32", { TASK("tgid") } },
	{ "adopter_tid", CHILD, "s32", { TASK("real_parent"), TASK("pid") } },
	{ "adopter_tgid", CHILD, "s32", { TASK("real_parent"), TASK("tgid") } },
	{ "level", CHILD, "u32", { LEVEL } },
	{ "parent_level", DYING, "u32", { LEVEL } },
	{ "exit_state", CHILD, "u32", { TASK("exit_state") } },
	{ "threads", CHILD, "u32", { SIGNAL("nr_threads") } },
	{ "ptrace", CHILD, "u32", { TASK("ptrace") } },
	{ "parent_has_subreaper", DYING, BIT, { SIGNAL("has_child_subreaper") } },
	{ "adopter_is_subreaper",
	  CHILD,
	  BIT,
	  { TASK("real_parent"), SIGNAL("is_child_subreaper") } },
	/* SIGNAL_UNKILLABLE, which the init of each pid namespace has until SIGNAL_GROUP_EXIT. */
	{ "adopter_is_init", CHILD, "b1@6/32", { TASK("real_parent"), SIGNAL("flags") } },
	{ "adopter_is_exiting", CHILD, "b1@2/32", { TASK("real_parent"), SIGNAL("flags") } },
};

static int lacks_types(struct message *why)
{
	struct utsname kernel;

	uname(&kernel);
	return message_set(why, -ENODATA,
			   "Linux %s does not describe its structs: boot a kernel with "
			   "CONFIG_DEBUG_INFO_BTF, such as Debian's, or load the module",
			   kernel.release);
}

/* " NAME=+OFFSET(+OFFSET(BASE)):TYPE" */
static bool add_argument(char *definition, const struct argument *argument, const struct btf *types)
{
	char place[128], outer[128];
	struct member_place found = { 0 };
	size_t length = strlen(definition);
	const struct member *member;

	snprintf(place, sizeof(place), "%s", argument->base);
	for (member = argument->members; member < argument->members + MEMBERS_MAX && member->name;
	     member++) {
		if (!kerneltypes_find(types, member->structure, member->name, &found))
			return false;
		snprintf(outer, sizeof(outer), "+%u(%.100s)", found.offset, place);
		strcpy(place, outer);
	}
	if (*argument->type)
		snprintf(definition + length, DEFINITION_SIZE - length, " %s=%s:%s", argument->name,
			 place, argument->type);
	else
		snprintf(definition + length, DEFINITION_SIZE - length, " %s=%s:b1@%u/32",
			 argument->name, place, found.bit);
	return true;
}

/* Addresses of tasks are in the upper half of memory; only this bit of them is recorded. */
static int define(char *definition, const char *name, struct message *why)
{
	struct btf *types;
	bool found = true;
	size_t i;

	libbpf_set_print(NULL);
	types = btf__load_vmlinux_btf();
	if (libbpf_get_error(types))
		return lacks_types(why);
	snprintf(definition, DEFINITION_SIZE, "p:%s/%s %s moved=%s:b1@63/64", MOVE_SYSTEM, name,
		 SYMBOL, DYING);
	for (i = 0; found && i < ARRAY_SIZE(arguments); i++)
		found = add_argument(definition, &arguments[i], types);
	btf__free(types);
	return found ? 0 : lacks_types(why);
}

static int open_definitions(int flags, char *path)
{
	char tracefs[PATH_MAX];
	int fd;

	if (mount_point("tracefs", tracefs))
		return -ENODEV;
	snprintf(path, PATH_MAX, "%.4000s/dynamic_events", tracefs);
	fd = open(path, flags | O_CLOEXEC);
	return fd < 0 ? -errno : fd;
}

/* Appending keeps what others have defined. */
static int write_definition(const char *definition, char *path)
{
	int fd = open_definitions(O_WRONLY | O_APPEND, path);
	int err = 0;

	if (fd < 0)
		return fd;
	if (write(fd, definition, strlen(definition)) < 0)
		err = -errno;
	close(fd);
	return err;
}

static int remove_event(const char *name)
{
	char definition[PROBE_NAME_SIZE + 8], path[PATH_MAX];

	snprintf(definition, sizeof(definition), "-:%s/%s", MOVE_SYSTEM, name);
	return write_definition(definition, path);
}

/* Names of events cannot have dots. */
static void exchange(char *text, char from, char to)
{
	for (; *text; text++) {
		if (*text == from)
			*text = to;
	}
}

static bool owner_of_event(const char *name, struct owner *ret)
{
	static const char prefix[] = MOVE_NAME "_";
	char text[PROBE_NAME_SIZE];

	if (strncmp(name, prefix, strlen(prefix)))
		return false;
	snprintf(text, sizeof(text), "%s", name + strlen(prefix));
	exchange(text, '_', '.');
	return owner_from_text(text, ret);
}

/**
 * probe_remove_dead() - remove what recorders of this pid namespace left when they were killed
 *
 * It stays while trace-cmd still records it.
 */
void probe_remove_dead(void)
{
	char path[PATH_MAX], line[DEFINITION_SIZE], name[PROBE_NAME_SIZE];
	int fd = open_definitions(O_RDONLY, path);
	FILE *in = fd < 0 ? NULL : fdopen(fd, "r");
	struct owner owner;

	while (in && fgets(line, sizeof(line), in)) {
		if (sscanf(line, "p:" MOVE_SYSTEM "/%95s", name) == 1 &&
		    owner_of_event(name, &owner) && owner_is_dead(&owner))
			remove_event(name);
	}
	if (in)
		fclose(in);
}

static bool has_symbol(void)
{
	FILE *in = fopen("/proc/kallsyms", "re");
	char line[512], name[128];
	bool found = false;

	while (in && !found && fgets(line, sizeof(line), in))
		found = sscanf(line, "%*s %*c %127s", name) == 1 && !strcmp(name, SYMBOL);
	if (in)
		fclose(in);
	return found;
}

/* The file of all dynamic events is there without kprobes too. */
static bool has_kprobe_events(void)
{
	char path[PATH_MAX + 16];

	if (mount_point("tracefs", path))
		return true;
	strcat(path, "/kprobe_events");
	return !access(path, F_OK);
}

static int explain(int err, const char *path, struct message *why)
{
	char what[PATH_MAX + 32];
	struct utsname kernel;

	uname(&kernel);
	if (err == -ENODEV)
		return mount_require("tracefs", what, why);
	if ((err == -EACCES || err == -EPERM) && geteuid())
		return message_set(why, err,
				   "cannot write %s: only root may define probes: sudo "
				   "subreaper-trace record --hook=probe",
				   path);
	if (!has_kprobe_events())
		return message_set(
			why, err,
			"Linux %s has no kprobes: boot a kernel with CONFIG_KPROBE_EVENTS, "
			"such as Debian's",
			kernel.release);
	snprintf(what, sizeof(what), "define a probe in %s", path);
	if (err == -EPERM || has_symbol())
		return mount_denied(err, what, why);
	return message_set(why, err, "Linux %s has no " SYMBOL " to probe: load the module instead",
			   kernel.release);
}

/**
 * probe_advise() - suggest to record without the module, if the kernel has kprobes
 * @why: explains that the module is not there
 */
void probe_advise(struct message *why)
{
	struct message ignored;
	const char *found;

	if (hooks_find(&found, &ignored) != -ENOENT)
		message_add(why, "; or record without it: %ssubreaper-trace record --hook=probe",
			    mount_as_root());
}

/**
 * probe_create() - define the event
 * @ret: set to it, to be removed with probe_destroy(); empty on error
 * @why: explains an error in one line
 *
 * Return: 0 or a -errno
 */
int probe_create(struct probe *ret, struct message *why)
{
	char definition[DEFINITION_SIZE], path[PATH_MAX], name[OWNER_TEXT_SIZE + 8];
	char text[OWNER_TEXT_SIZE];
	unsigned int off = sight_find_switch();
	struct owner self;
	int err;

	*ret = (struct probe){ "" };
	if (off)
		return message_set(why, -EPERM, "probes are switched off: %s is 0: %s%s",
				   probe_switches[off].name, mount_as_root(),
				   probe_switches[off].mend);
	err = owner_of_self(&self);
	if (err)
		return message_set(why, err, "cannot read /proc/self/stat: %s", strerror(-err));
	owner_to_text(&self, text);
	exchange(text, '.', '_');
	snprintf(name, sizeof(name), MOVE_NAME "_%s", text);
	err = define(definition, name, why);
	if (err)
		return err;
	err = write_definition(definition, path);
	if (err)
		return explain(err, path, why);
	snprintf(ret->name, sizeof(ret->name), "%s:%s", MOVE_SYSTEM, name);
	return 0;
}

/**
 * probe_missed() - how many calls the probe has missed
 *
 * Return: as far as the kernel says
 */
uint64_t probe_missed(const struct probe *probe)
{
	const char *name = strchr(probe->name, ':');
	char path[PATH_MAX + 16], line[512], found[PROBE_NAME_SIZE];
	uint64_t missed = 0, all = 0;
	FILE *in;

	if (!name || mount_point("tracefs", path))
		return 0;
	strcat(path, "/kprobe_profile");
	in = fopen(path, "re");
	while (in && fgets(line, sizeof(line), in)) {
		if (sscanf(line, " %95s %*u %" SCNu64, found, &missed) == 2 &&
		    !strcmp(found, name + 1))
			all += missed;
	}
	if (in)
		fclose(in);
	return all;
}

/**
 * probe_destroy() - remove the event
 * @probe: of probe_create(), or empty; empty afterwards
 *
 * Nothing records it any more.
 *
 * Return: 0, or a -errno when it is still there
 */
int probe_destroy(struct probe *probe)
{
	const char *name = strchr(probe->name, ':');
	int tries = REMOVE_TRIES;
	int err;

	if (!name)
		return 0;
	do {
		err = remove_event(name + 1);
		if (err == -EBUSY)
			usleep(REMOVE_PAUSE_US);
	} while (err == -EBUSY && --tries);
	*probe->name = '\0';
	return err;
}
