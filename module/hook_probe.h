/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SUBREAPER_HOOK_PROBE_H
#define SUBREAPER_HOOK_PROBE_H

#include <linux/kprobes.h>

struct seq_file;

/**
 * struct probe - a kprobe, or a kretprobe, on the first of some functions that the kernel has
 * @role: what info calls it
 * @symbols: names of the function, the likeliest first
 * @entered: called when it is, if there is no @asked
 * @asked: called when it is; returns 1 if @answered need not be called
 * @answered: called when it returns
 * @data_size: room that @asked fills for @answered, in data of the instance
 * @on_demand: armed only between probe_use() and probe_unuse()
 * @users: how many have called probe_use() and not probe_unuse()
 * @state: how registering it went: not tried yet, a negative errno, or 1
 * @as: the kernel's kprobe or kretprobe
 */
struct probe {
	const char *role;
	const char *symbols[3];
	kprobe_pre_handler_t entered;
	kretprobe_handler_t asked;
	kretprobe_handler_t answered;
	size_t data_size;
	bool on_demand;
	unsigned int users;
	int state;
	struct kretprobe as;
};

int probe_register(struct probe *probe);
void probe_unregister(struct probe *probe);
int probe_use(struct probe *probe);
void probe_unuse(struct probe *probe);
const char *probe_symbol(const struct probe *probe);
unsigned long probes_missed(void);
void probes_describe(struct seq_file *m);

#endif /* SUBREAPER_HOOK_PROBE_H */
