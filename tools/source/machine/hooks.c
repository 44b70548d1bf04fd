// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>

#include "../../base/memory/array.h"
#include "hooks.h"

/* The hooks of the module, best first. */
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

/**
 * hooks_find() - find the hook that the module can use on this kernel
 * @ret: set to words for it
 * @why: explains that there is nothing, and what fixes it
 *
 * Return: 0, -ENOENT if the kernel has none, or a -errno if that is unknown
 */
int hooks_find(const char **ret, struct message *why)
{
	struct symbols symbols;
	struct utsname kernel;
	int err = read_symbols(&symbols);

	if (err)
		return message_set(why, err, "cannot read /proc/kallsyms: %s", strerror(-err));
	*ret = usable_hook(&symbols);
	if (*ret)
		return 0;
	uname(&kernel);
	message_set(why, 0, "Linux %s has no %s; boot a Debian kernel", kernel.release,
		    symbols.kprobes ? "find_alive_thread nor kill_orphaned_pgrp" : "kprobes");
	message_fix(why, "apt install linux-image-amd64");
	return -ENOENT;
}
