/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SUBREAPER_KPROBE_HOOK_H
#define SUBREAPER_KPROBE_HOOK_H

struct seq_file;

/**
 * struct kprobe_hook - a function of the kernel whose calls show what becomes of orphans
 * @name: as the hook parameter spells it
 * @blind_to: words of the vocabulary that it cannot know, with commas
 * @attach: start publishing decisions; 0, or a negative errno with nothing left attached
 * @detach: stop; when it returns, the probe does not run any more
 * @symbol: what the compiler has called the function, once attached
 * @describe: write "key value" lines on what the probe has missed
 */
struct kprobe_hook {
	const char *name;
	const char *blind_to;
	int (*attach)(void);
	void (*detach)(void);
	const char *(*symbol)(void);
	void (*describe)(struct seq_file *m);
};

extern const struct kprobe_hook find_alive_thread_hook;
extern const struct kprobe_hook kill_orphaned_pgrp_hook;

bool kprobe_hook_is_named(void);
int kprobe_register_first(int (*register_probe)(const char *symbol), const char * const *symbols,
			  unsigned int count);

#endif /* SUBREAPER_KPROBE_HOOK_H */
