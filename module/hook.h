/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SUBREAPER_HOOK_H
#define SUBREAPER_HOOK_H

#include <linux/types.h>

struct seq_file;

/**
 * struct hook - a place in the kernel at which decisions about orphans can be seen
 * @name: as the parameter hook spells it
 * @needs: what the kernel must have for it
 * @blind_to: words of the vocabulary that it cannot know, with commas
 * @is_kprobe: does it need another probe for marks, and can it be switched off?
 * @attach: start reporting decisions, and marks unless @is_kprobe; returns 0, -ENOENT if the kernel
 *	lacks what is needed, or another negative errno, with nothing attached
 * @detach: stop; when it returns, nothing of the hook runs any more
 * @symbol: the compiler's name of the function, once attached
 */
struct hook {
	const char *name;
	const char *needs;
	const char *blind_to;
	bool is_kprobe;
	int (*attach)(void);
	void (*detach)(void);
	const char *(*symbol)(void);
};

extern const struct hook core_hook;
extern const struct hook find_alive_thread_hook;
extern const struct hook kill_orphaned_pgrp_hook;

int hooks_attach(void);
void hooks_detach(void);
const char *hooks_name(void);
const char *hooks_symbol(void);
void hooks_describe(struct seq_file *m);

/* The other probes: */
int hook_moves_attach(void);
void hook_moves_detach(void);
const char *hook_moves_symbol(void);
int hook_moves_use(void);
void hook_moves_unuse(void);
int hook_mark_attach(void);
void hook_mark_detach(void);
const char *hook_mark_symbol(void);
int hook_reap_attach(void);
void hook_reap_detach(void);
const char *hook_reap_symbol(void);
int hook_reap_use(void);
void hook_reap_unuse(void);

#endif /* SUBREAPER_HOOK_H */
