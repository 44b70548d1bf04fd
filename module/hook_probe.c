// SPDX-License-Identifier: GPL-2.0-only
/*
 * The probes of all hooks. One is armed as long as it is registered, or only while an event that
 * needs it is enabled. An event can be enabled before the module has registered anything, by the
 * kernel's command line, and is disabled after everything is unregistered; so its users are counted
 * apart from the registration.
 */
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/seq_file.h>

#include "hook_probe.h"

#define PROBES_MAX 5

/* Protects the probes; comes after the mutexes of events and tracepoints, before kprobes' own. */
static DEFINE_MUTEX(mutex);
static struct probe *registered[PROBES_MAX];

/* A probe that could not be registered keeps leftovers that would spoil the next try. */
static int register_at(struct probe *probe, const char *symbol)
{
	probe->as = (struct kretprobe){
		.kp.symbol_name = symbol,
		.kp.flags = probe->on_demand && !probe->users ? KPROBE_FLAG_DISABLED : 0,
		.entry_handler = probe->asked,
		.handler = probe->answered,
		.data_size = probe->data_size,
	};
	if (probe->asked)
		return register_kretprobe(&probe->as);
	probe->as.kp.pre_handler = probe->entered;
	return register_kprobe(&probe->as.kp);
}

static void enlist(struct probe *old, struct probe *new)
{
	unsigned int i;

	for (i = 0; i < PROBES_MAX; i++) {
		if (registered[i] != old)
			continue;
		WRITE_ONCE(registered[i], new);
		return;
	}
}

/**
 * probe_register() - register a probe at the first of its symbols that this kernel has
 * @probe: not registered
 *
 * Return: 0, -ENOENT when the kernel has none of them, or another negative errno
 */
int probe_register(struct probe *probe)
{
	unsigned int i;
	int err = -ENOENT;

	mutex_lock(&mutex);
	for (i = 0; i < ARRAY_SIZE(probe->symbols) && probe->symbols[i] && err == -ENOENT; i++)
		err = register_at(probe, probe->symbols[i]);
	probe->state = err ? err : 1;
	if (!err)
		enlist(NULL, probe);
	mutex_unlock(&mutex);
	return err;
}

/**
 * probe_unregister() - undo probe_register(); when it returns, the probe does not run any more
 * @probe: if it is not registered, nothing is done
 */
void probe_unregister(struct probe *probe)
{
	mutex_lock(&mutex);
	if (probe->state > 0) {
		enlist(probe, NULL);
		if (probe->asked)
			unregister_kretprobe(&probe->as);
		else
			unregister_kprobe(&probe->as.kp);
	}
	probe->state = 0;
	mutex_unlock(&mutex);
}

/**
 * probe_use() - arm a probe that is armed on demand
 * @probe: need not be registered yet
 *
 * Context: process context, from the reg callback of an event.
 * Return: 0, or why it cannot be armed: -ENOENT when the kernel lacks the function
 */
int probe_use(struct probe *probe)
{
	int err = 0;

	mutex_lock(&mutex);
	if (probe->state < 0)
		err = probe->state;
	else if (probe->state && probe->on_demand && !probe->users)
		err = enable_kprobe(&probe->as.kp);
	if (!err)
		probe->users++;
	mutex_unlock(&mutex);
	return err;
}

/**
 * probe_unuse() - undo probe_use()
 * @probe: need not be registered any more
 */
void probe_unuse(struct probe *probe)
{
	mutex_lock(&mutex);
	if (!--probe->users && probe->on_demand && probe->state > 0)
		disable_kprobe(&probe->as.kp);
	mutex_unlock(&mutex);
}

/**
 * probe_symbol() - the function that is observed; "none" if the probe is not registered
 * @probe: any
 */
const char *probe_symbol(const struct probe *probe)
{
	return probe->state > 0 ? probe->as.kp.symbol_name : "none";
}

static unsigned long missed(const struct probe *probe)
{
	return READ_ONCE(probe->as.kp.nmissed) + (unsigned int)READ_ONCE(probe->as.nmissed);
}

/**
 * probes_missed() - how many calls the registered probes did not see, all together
 *
 * Context: any; calls that are missed meanwhile may be counted or not.
 */
unsigned long probes_missed(void)
{
	unsigned long sum = 0;
	struct probe *probe;
	unsigned int i;

	for (i = 0; i < PROBES_MAX; i++) {
		probe = READ_ONCE(registered[i]);
		if (probe)
			sum += missed(probe);
	}
	return sum;
}

/**
 * probes_describe() - write how many calls each registered probe did not see
 * @m: the open file info
 */
void probes_describe(struct seq_file *m)
{
	struct probe *probe;
	unsigned int i;

	seq_printf(m, "hook_missed %lu\n", probes_missed());
	for (i = 0; i < PROBES_MAX; i++) {
		probe = READ_ONCE(registered[i]);
		if (probe)
			seq_printf(m, "%s_missed %lu\n", probe->role, missed(probe));
	}
}
