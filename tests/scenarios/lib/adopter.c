// SPDX-License-Identifier: GPL-2.0-or-later
#define _GNU_SOURCE
#include <sched.h>

#include "adopter.h"
#include "jobs.h"
#include "kernel.h"
#include "tap.h"

/**
 * adopter_fork() - have a process made that adopts what its descendants leave behind
 * @parent: its maker; NULL for the scenario itself
 * @name: its command name, which events show
 *
 * For what an adopter does with its orphans, whatever made it one: a mark, or that it is the init
 * of a pid namespace. Pids are then other ones to it, as nspid has them.
 *
 * Return: the new actor, waiting for jobs
 */
struct actor *adopter_fork(struct actor *parent, const char *name)
{
	struct actor *adopter;

	if (!kernel_has_subreapers())
		return actor_clone(parent, name, CLONE_NEWPID, SIGCHLD);
	adopter = actor_fork(parent, name);
	actor_do(adopter, job_mark, 1);
	return adopter;
}

/**
 * adopter_instead_of() - what adopts outside of all pid namespaces, where a subreaper should
 * @subreaper: it, or the thread of it that should
 *
 * Return: @subreaper, if the kernel has such; else pid 1
 */
const struct identity *adopter_instead_of(const struct identity *subreaper)
{
	static struct identity init;

	if (kernel_has_subreapers())
		return subreaper;
	if (proc_identity(1, 1, &init))
		tap_bail("there is no pid 1");
	return &init;
}

/**
 * adopter_decision() - why a process adopts
 * @decision: the ground, if the kernel has subreapers
 *
 * Return: the decision on this kernel: none looks for a subreaper where there are none
 */
enum subreaper_decision adopter_decision(enum subreaper_decision decision)
{
	if (kernel_has_subreapers())
		return decision;
	switch (decision) {
	case SUBREAPER_DECISION_SUBREAPER:
	case SUBREAPER_DECISION_NS_BOUNDARY:
	case SUBREAPER_DECISION_REACHED_ROOT:
		return SUBREAPER_DECISION_NO_FLAG;
	default:
		return decision;
	}
}
