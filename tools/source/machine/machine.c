// SPDX-License-Identifier: GPL-2.0-or-later
/* What a machine needs for recording. Everything is tried, nothing is guessed. */
#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "../../base/format/nanoseconds.h"
#include "../../base/memory/array.h"
#include "../debugfs/debugfs.h"
#include "grant.h"
#include "hooks.h"
#include "../record/instance.h"
#include "machine.h"
#include "module.h"
#include "mounts.h"
#include "../record/probes.h"
#include "../record/recorder.h"
#include "sight.h"

static enum machine_state examine_kernel(struct message *text)
{
	struct utsname kernel;
	const char *hook;
	int err = hooks_find(&hook, text);

	if (err)
		return err == -ENOENT ? MACHINE_LACKS : MACHINE_UNKNOWN;
	uname(&kernel);
	message_set(text, 0, "Linux %s, with %s", kernel.release, hook);
	return MACHINE_OK;
}

static enum machine_state examine_module(struct message *text)
{
	const char *hook;

	if (module_is_loaded()) {
		message_set(text, 0, "the module subreaper_trace is loaded");
		return MACHINE_OK;
	}
	if (hooks_find(&hook, text) == -ENOENT) {
		message_set(text, 0, "needs another kernel");
		return MACHINE_UNKNOWN;
	}
	module_missing(text);
	probe_advise(text);
	return MACHINE_LACKS;
}

static enum machine_state examine_debugfs(struct message *text)
{
	char version[INFO_VALUE_SIZE] = "?", hook[INFO_VALUE_SIZE] = "?";
	char path[PATH_MAX];
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
	debugfs_read_info(info, "hook", hook);
	fclose(info);
	message_set(text, 0, "module version %s, hook %s", version, hook);
	return MACHINE_OK;
}

/* An attached hook may never be called. */
static enum machine_state examine_sight(struct message *text)
{
	const struct probe_switch *off = &probe_switches[sight_find_switch()];
	struct sight sight;

	if (off->mend) {
		message_set(text, 0, "decisions are not seen: %s is 0", off->name);
		message_fix(text, "%s%s", mount_as_root(), off->mend);
		return MACHINE_LACKS;
	}
	if (!module_is_loaded()) {
		message_set(text, 0, "needs the module");
		return MACHINE_UNKNOWN;
	}
	if (sight_read(&sight, text)) {
		message_set(text, 0, "needs debugfs");
		return MACHINE_UNKNOWN;
	}
	if (sight.blind) {
		message_set(text, 0, "decisions are not seen, for %.1f s now: %s",
			    (nanoseconds_now(CLOCK_MONOTONIC) - sight.blind_since) / 1e9,
			    *sight.blind_why ? sight.blind_why : "its probes are switched off");
		return MACHINE_LACKS;
	}
	if (!sight.proven) {
		message_set(text, 0, "the hook is attached, but was never seen to work %s",
			    sight.unproven);
		return MACHINE_UNKNOWN;
	}
	message_set(text, 0, "decisions are seen");
	if (sight.missed || sight.dropped || sight.blind_time)
		message_set(text, 0,
			    "decisions are seen; since the module was loaded %" PRIu64
			    " calls were missed, %" PRIu64 " walks dropped, and the probes off "
			    "for %.1f s",
			    sight.missed, sight.dropped, sight.blind_time / 1e9);
	return MACHINE_OK;
}

static enum machine_state examine_tracefs(struct message *text)
{
	struct instance instance;

	if (instance_create(&instance, text))
		return MACHINE_LACKS;
	instance_destroy(&instance);
	message_set(text, 0, "a separate buffer can be made");
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
	{ "kernel", examine_kernel },	    { "module", examine_module },
	{ "debugfs", examine_debugfs },	    { "sight", examine_sight },
	{ "tracefs", examine_tracefs },	    { "dump", examine_dump },
	{ "trace-cmd", examine_trace_cmd }, { 0 },
};
