// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a bug report should say of the machine. It is made public, so it has no name of a machine,
 * a user or a process, no path that is not the same everywhere, and no address.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

#include "../../base/memory/array.h"
#include "../debugfs/debugfs.h"
#include "facts.h"
#include "machine.h"
#include "module.h"

#define MODULE "/sys/module/subreaper_trace/"

struct collector {
	fact_sink put;
	void *to;
};

__attribute__((format(printf, 3, 4))) static void
put_fact(const struct collector *this, const char *name, const char *format, ...)
{
	char value[1024];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(value, sizeof(value), format, arguments);
	va_end(arguments);
	this->put(this->to, name, value);
}

/* The first line of a file, or why there is none, in words that name no user. */
static void put_file(const struct collector *this, const char *name, const char *path)
{
	FILE *in = fopen(path, "re");
	char line[512];

	if (!in || !fgets(line, sizeof(line), in)) {
		put_fact(this, name, "unknown: %s: %s", path, in ? "empty" : strerror(errno));
	} else {
		line[strcspn(line, "\n")] = '\0';
		put_fact(this, name, "%s", line);
	}
	if (in)
		fclose(in);
}

static void put_kernel(const struct collector *this)
{
	struct utsname kernel;

	uname(&kernel);
	put_fact(this, "kernel", "%s %s %s", kernel.release, kernel.version, kernel.machine);
}

static void put_system(const struct collector *this)
{
	FILE *in = fopen("/etc/os-release", "re");
	char line[256], name[200] = "unknown";

	while (in && fgets(line, sizeof(line), in) &&
	       sscanf(line, "PRETTY_NAME=\"%199[^\"]", name) != 1)
		;
	if (in)
		fclose(in);
	put_fact(this, "system", "%s", name);
}

/* The files of shared libraries that this program has loaded have their versions in their names. */
static void put_libraries(const struct collector *this)
{
	static const char * const libraries[] = { "libtracecmd", "libtracefs", "libtraceevent",
						  "libsmartcols" };
	FILE *maps = fopen("/proc/self/maps", "re");
	bool seen[ARRAY_SIZE(libraries)] = { false };
	char line[PATH_MAX + 128];
	size_t i;

	while (maps && fgets(line, sizeof(line), maps)) {
		const char *name = strrchr(line, '/');

		line[strcspn(line, "\n")] = '\0';
		for (i = 0; name && i < ARRAY_SIZE(libraries); i++) {
			if (seen[i] || strncmp(name + 1, libraries[i], strlen(libraries[i])))
				continue;
			seen[i] = true;
			put_fact(this, "library", "%s", name + 1);
		}
	}
	if (maps)
		fclose(maps);
}

/* The version stands in the usage text of trace-cmd, whichever is found first. */
static void put_recorder(const struct collector *this)
{
	FILE *said = popen("trace-cmd --version 2>/dev/null", "re");
	char line[256], version[100] = "unknown: there is none, or it does not run";

	while (said && fgets(line, sizeof(line), said))
		sscanf(line, "trace-cmd version %99[^\n]", version);
	if (said)
		pclose(said);
	put_fact(this, "trace-cmd", "%s", version);
}

/* What the module may put a probe on, with the suffix that the compiler gave it. */
static void put_symbols(const struct collector *this)
{
	static const char * const wanted[] = {
		"__traceiter_subreaper_decide_tp",
		"find_alive_thread",
		"kill_orphaned_pgrp",
		"will_become_orphaned_pgrp",
		"release_task",
		"security_task_prctl",
		"cap_task_prctl",
		"enable_kprobe",
	};
	FILE *in = fopen("/proc/kallsyms", "re");
	char line[512], name[128];
	size_t i;

	if (!in)
		put_fact(this, "symbol", "unknown: /proc/kallsyms: %s", strerror(errno));
	while (in && fgets(line, sizeof(line), in)) {
		if (sscanf(line, "%*s %*c %127s", name) != 1)
			continue;
		for (i = 0; i < ARRAY_SIZE(wanted); i++) {
			size_t length = strlen(wanted[i]);

			if (!strncmp(name, wanted[i], length) &&
			    (!name[length] || name[length] == '.'))
				put_fact(this, "symbol", "%s", name);
		}
	}
	if (in)
		fclose(in);
}

/* The switches of probes, and what forbids them. */
static void put_limits(const struct collector *this)
{
	put_file(this, "lockdown", "/sys/kernel/security/lockdown");
	put_file(this, "ftrace_enabled", "/proc/sys/kernel/ftrace_enabled");
	put_file(this, "perf_event_paranoid", "/proc/sys/kernel/perf_event_paranoid");
	put_file(this, "tainted", "/proc/sys/kernel/tainted");
	put_file(this, "kprobes", "/sys/kernel/debug/kprobes/enabled");
}

/* The module's info: versions, hooks, counters and sizes, but no process. */
static void put_module(const struct collector *this)
{
	struct message why;
	char line[512];
	FILE *info;

	if (!module_is_loaded()) {
		put_fact(this, "module", "not loaded");
		return;
	}
	put_file(this, "module", MODULE "version");
	put_file(this, "srcversion", MODULE "srcversion");
	if (debugfs_open("info", &info, &why)) {
		put_fact(this, "info", "unknown: debugfs subreaper/info cannot be read");
		return;
	}
	while (fgets(line, sizeof(line), info)) {
		line[strcspn(line, "\n")] = '\0';
		put_fact(this, "info", "%s", line);
	}
	fclose(info);
}

/*
 * Only the state of each part: the text of what is missing, or fixes it, may name users and paths.
 */
static void put_parts(const struct collector *this)
{
	static const char * const words[] = {
		[MACHINE_OK] = "ok",
		[MACHINE_LACKS] = "lacking",
		[MACHINE_UNKNOWN] = "unknown",
	};
	const struct machine_part *part;
	struct message text;

	for (part = machine_parts; part->name; part++)
		put_fact(this, "check", "%s %s", part->name, words[part->examine(&text)]);
}

/**
 * facts_collect() - collect what a bug report needs of this machine
 * @put: called with each fact
 * @to: passed on to it
 *
 * A name may come more than once. A fact that cannot be read is "unknown".
 */
void facts_collect(fact_sink put, void *to)
{
	const struct collector collector = { put, to };

	put_fact(&collector, "subreaper-trace", "%s", VERSION);
	put_kernel(&collector);
	put_system(&collector);
	put_libraries(&collector);
	put_recorder(&collector);
	put_symbols(&collector);
	put_limits(&collector);
	put_module(&collector);
	put_parts(&collector);
}
