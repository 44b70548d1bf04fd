// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The two flags by the kernel's rules. The mark is not inherited. has_subreaper is, and a mark sets
 * it in all present descendants, except the init of a pid namespace and the processes below it,
 * which cannot be adopted from outside. Nothing clears has_subreaper.
 */
#include <string.h>

#include "flags.h"

/* A dump at the time of a mark may show the state before the mark. */
#define RACE_NS 1000000

/**
 * flags_inherit() - what a child begins with
 * @child: just born
 * @parent: of which it was born a child, also if a sibling cloned it; or NULL
 * @marks_heard: does the trace hold prctl() calls?
 */
void flags_inherit(struct process *child, const struct process *parent, bool marks_heard)
{
	child->flags.mark_known = marks_heard;
	if (!parent)
		return;
	/* The parent may have called prctl() since it was listed. */
	child->flags.has_subreaper = parent->flags.has_subreaper ||
				     (marks_heard && parent->subreaper);
	child->flags.has_known =
		(marks_heard && parent->subreaper) ||
		(parent->flags.has_known &&
		 (parent->flags.has_subreaper || (marks_heard && parent->flags.mark_known)));
	child->flags.has_assumed = parent->flags.has_assumed && !parent->subreaper;
	child->flags.covered = child->birth.at;
}

/*
 * A list of processes with children still to be visited; those with the flag are skipped. A process
 * may be the init of a namespace that unshare() made, although no event shows it.
 */
static struct process *cover_children(const struct process *process, struct process *list,
				      uint64_t time)
{
	struct process *child;

	for (child = process->first_child; child; child = child->next_sibling) {
		if (child->flags.has_subreaper || process_is_init(child))
			continue;
		child->flags.has_subreaper = true;
		child->flags.has_known = true;
		child->flags.has_assumed = process->flags.has_assumed || !process->level_known ||
					   !child->level_known;
		child->flags.covered = (struct instant){ true, time };
		child->link = list;
		list = child;
	}
	return list;
}

static void cover_descendants(const struct process *process, uint64_t time)
{
	struct process *list = cover_children(process, NULL, time);

	while (list) {
		struct process *next = list;

		list = next->link;
		list = cover_children(next, list, time);
	}
}

/**
 * flags_mark() - a process calls prctl(PR_SET_CHILD_SUBREAPER)
 * @value: whether the call marks it
 * @argument: of the call
 * @time: of the call
 */
void flags_mark(struct process *process, bool value, uint64_t argument, uint64_t time)
{
	process->subreaper = value;
	process->flags.mark_known = true;
	if (!value)
		return;
	process->flags.marked = (struct instant){ true, time };
	process->flags.argument = argument;
	memcpy(process->flags.marked_as, process->comm, sizeof(process->comm));
	process->flags.marked_execs = process->execs;
	cover_descendants(process, time);
}

static bool has_inherited(const struct process *process)
{
	return process->birth.at.known && process->flags.has_subreaper &&
	       process->flags.covered.time == process->birth.at.time;
}

static struct process *doubt_children(const struct process *process, struct process *list)
{
	struct process *child;

	for (child = process->first_child; child; child = child->next_sibling) {
		if (!has_inherited(child))
			continue;
		child->flags.has_subreaper = false;
		child->flags.has_known = false;
		child->link = list;
		list = child;
	}
	return list;
}

/*
 * A process does not pass on a flag that it lost: children born since did not lose it themselves.
 */
static void doubt_descendants(const struct process *process)
{
	struct process *list = doubt_children(process, NULL);

	while (list) {
		struct process *next = list;

		list = next->link;
		list = doubt_children(next, list);
	}
}

/**
 * flags_has_certain() - is it certain what has_subreaper is?
 *
 * Above a process of the initial pid namespace there is no other one.
 *
 * Return: the answer
 */
bool flags_has_certain(const struct process *process)
{
	bool outermost = process->level_known && !process->level;

	return process->flags.has_known && (!process->flags.has_assumed || outermost);
}

/**
 * flags_learn_has() - what the kernel says of a process's ancestors
 * @has_subreaper: the kernel's flag
 * @time: when it was so
 */
void flags_learn_has(struct process *process, bool has_subreaper, uint64_t time)
{
	struct flags *flags = &process->flags;

	if (flags_has_certain(process) && flags->has_subreaper && !has_subreaper &&
	    time >= flags->covered.time + RACE_NS) {
		flags->lost = true;
		doubt_descendants(process);
	}
	flags->has_subreaper = has_subreaper;
	flags->has_known = true;
	flags->has_assumed = false;
}

/**
 * flags_learn() - what the kernel says of a process
 * @subreaper: whether it is marked
 * @has_subreaper: whether it has the other flag
 * @time: when it was so
 */
void flags_learn(struct process *process, bool subreaper, bool has_subreaper, uint64_t time)
{
	process->subreaper = subreaper;
	process->flags.mark_known = true;
	flags_learn_has(process, has_subreaper, time);
}

static bool gives_flag(const struct process *parent, uint64_t time)
{
	if (flags_has_certain(parent) && parent->flags.has_subreaper)
		return parent->flags.covered.time + RACE_NS <= time;
	return parent->subreaper && parent->flags.marked.time + RACE_NS <= time;
}

/**
 * flags_lack() - does a process lack has_subreaper against the rules?
 * @time: now
 *
 * A parent that is marked, or below one that is, has given the flag to its child: at birth, or when
 * it was marked. A mark sets nothing in the init of a namespace and below it, and an init adopts
 * processes from elsewhere.
 *
 * Return: the answer
 */
bool flags_lack(const struct process *process, uint64_t time)
{
	const struct process *parent = process->parent[WITH_SUBREAPERS];

	if (process->flags.lost)
		return true;
	if (!process->flags.has_known || process->flags.has_subreaper || !parent)
		return false;
	if (!parent->level_known || !process->level_known || parent->level != process->level)
		return false;
	return !process->decision && !process_is_init(process) && !process_is_init(parent) &&
	       gives_flag(parent, time);
}
