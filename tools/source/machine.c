// SPDX-License-Identifier: GPL-2.0-or-later
/* What a machine needs for recording. Everything is tried, nothing is guessed. */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "../base/array.h"
#include "debugfs.h"
#include "grant.h"
#include "instance.h"
#include "machine.h"
#include "module.h"
#include "mounts.h"
#include "recorder.h"

/* What the module can observe decisions by; the first that a kernel has is the best. */
static const struct {
	const char *symbol;
	const char *meaning;
} hooks[] = {
	/* The function of a tracepoint: its data are not listed by every kernel. */
	{ "__traceiter_subreaper_decide_tp", "tracepoints of its own" },
	{ "find_alive_thread", "find_alive_thread" },
	{ "kill_orphaned_pgrp", "kill_orphaned_pgrp, without sibling_thread" },
};

#define HOOKS ARRAY_SIZE(hooks)

/* The name in the third field of "ADDRESS TYPE NAME", with or without a compiler's suffix. */
static bool names_symbol(const char *line, const char *symbol)
{
	char name[128];
	size_t length = strlen(symbol);

	return sscanf(line, "%*s %*c %127s", name) == 1 && !strncmp(name, symbol, length) &&
	       (!name[length] || name[length] == '.');
}

/* What the kernel is found to have. */
struct symbols {
	bool hooks[HOOKS];
	bool kprobes;
};

static int read_symbols(struct symbols *ret)
{
	FILE *in = fopen("/proc/kallsyms", "re");
	char line[512];
	size_t i;

	*ret = (struct symbols){ .kprobes = false };
	if (!in)
		return -errno;
	while (fgets(line, sizeof(line), in)) {
		for (i = 0; i < HOOKS; i++)
			ret->hooks[i] |= names_symbol(line, hooks[i].symbol);
		ret->kprobes |= names_symbol(line, "enable_kprobe");
	}
	fclose(in);
	return 0;
}

/* The tracepoints need no kprobes, which the others do. */
static const char *usable_hook(const struct symbols *symbols)
{
	size_t i;

	for (i = 0; i < HOOKS; i++) {
		if (symbols->hooks[i] && (!i || symbols->kprobes))
			return hooks[i].meaning;
	}
	return NULL;
}

static enum machine_state examine_kernel(struct message *text)
{
	struct symbols symbols;
	struct utsname name;
	const char *hook;
	int err = read_symbols(&symbols);

	uname(&name);
	if (err) {
		message_set(text, 0, "cannot read /proc/kallsyms: %s", strerror(-err));
		return MACHINE_UNKNOWN;
	}
	hook = usable_hook(&symbols);
	if (hook)
		message_set(text, 0, "Linux %s, with %s", name.release, hook);
	else
		message_set(text, 0,
			    "Linux %s has no %s; boot a Debian kernel: apt install "
			    "linux-image-amd64",
			    name.release,
			    symbols.kprobes ? "find_alive_thread nor kill_orphaned_pgrp"
					    : "kprobes");
	return hook ? MACHINE_OK : MACHINE_LACKS;
}

static enum machine_state examine_module(struct message *text)
{
	if (module_is_loaded()) {
		message_set(text, 0, "the module subreaper_trace is loaded");
		return MACHINE_OK;
	}
	module_missing(text);
	return MACHINE_LACKS;
}

static enum machine_state examine_debugfs(struct message *text)
{
	char version[INFO_VALUE_SIZE] = "?", backend[INFO_VALUE_SIZE] = "?";
	char taken[INFO_VALUE_SIZE] = "?", path[PATH_MAX];
	FILE *info;

	if (mount_require("debugfs", path, text))
		return MACHINE_LACKS;
	if (!module_is_loaded()) {
		message_set(text, 0, "mounted at %s", path);
		return MACHINE_OK;
	}
	if (debugfs_open("info", &info, text))
		return MACHINE_LACKS;
	debugfs_read_info(info, "version", version);
	debugfs_read_info(info, "backend", backend);
	debugfs_read_info(info, "hook", taken);
	fclose(info);
	message_set(text, 0, "module version %s, backend %s, hook %s", version, backend, taken);
	return MACHINE_OK;
}

static enum machine_state examine_tracefs(struct message *text)
{
	struct instance instance;

	if (instance_create(&instance, text))
		return MACHINE_LACKS;
	instance_destroy(&instance);
	message_set(text, 0, "a buffer of one's own can be made");
	return MACHINE_OK;
}

static enum machine_state examine_dump(struct message *text)
{
	int fd;

	if (!module_is_loaded()) {
		message_set(text, 0, "needs the module");
		return MACHINE_UNKNOWN;
	}
	fd = module_open_dump(text);
	if (fd < 0)
		return MACHINE_LACKS;
	close(fd);
	message_set(text, 0, "the state of all processes can be dumped");
	return MACHINE_OK;
}

static enum machine_state examine_trace_cmd(struct message *text)
{
	char path[PATH_MAX];

	if (recorder_find(path, text))
		return MACHINE_LACKS;
	if (access("/proc/sys/kernel/ftrace_enabled", W_OK) && !access("/proc/sys/kernel", F_OK) &&
	    !grant_function_tracing_is_given()) {
		mount_denied(-EACCES, "let it record: it writes options/function-trace of tracefs",
			     text);
		return MACHINE_LACKS;
	}
	message_set(text, 0, "%s", path);
	return MACHINE_OK;
}

const struct machine_part machine_parts[] = {
	{ "kernel", examine_kernel },
	{ "module", examine_module },
	{ "debugfs", examine_debugfs },
	{ "tracefs", examine_tracefs },
	{ "dump", examine_dump },
	{ "trace-cmd", examine_trace_cmd },
	{ 0 },
};
