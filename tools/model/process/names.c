// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <string.h>

#include "names.h"

/**
 * names_deinit() - free all names
 * @names: the names known
 */
void names_deinit(struct names *names)
{
	arena_deinit(&names->arena);
	idmap_deinit(&names->by_pid);
}

static struct name *get(struct names *names, uint8_t host, int32_t pid)
{
	struct name *name = idmap_get(&names->by_pid, pid, host);

	if (name)
		return name;
	name = arena_take(&names->arena, sizeof(*name));
	if (!name)
		return NULL;
	name->host = host;
	name->ordinal = 1;
	return idmap_set(&names->by_pid, pid, host, name) ? NULL : name;
}

/* A start that is not known may be that of the process that is there. Live, nothing numbers them.
 */
static void become(struct name *name, uint64_t start, uint32_t ordinal)
{
	bool another = start && name->start && start != name->start;

	if (another || (ordinal && name->start && ordinal != name->ordinal))
		name->comm[0] = name->birth_comm[0] = '\0';
	if (ordinal)
		name->ordinal = ordinal;
	else
		name->ordinal += another;
	if (start)
		name->start = start;
}

/* A thread's name may differ from its process's, and is better than none. */
static int learn(struct names *names, const struct event *event, enum event_party party,
		 int32_t tgid, int32_t tid, uint64_t start, const char *comm)
{
	struct name *name;

	if (tgid <= 0)
		return 0;
	name = get(names, event->host, tgid);
	if (!name)
		return -ENOMEM;
	become(name, start, event->ordinals[party]);
	if (comm[0] && (tid == tgid || !name->comm[0]))
		memcpy(name->comm, comm, sizeof(name->comm));
	return 0;
}

static int learn_birth(struct names *names, const struct event *event)
{
	struct name *name = get(names, event->host, event->birth.tid);

	if (!name)
		return -ENOMEM;
	become(name, 0, event->ordinals[PARTY_ITSELF]);
	memcpy(name->birth_comm, event->birth.comm, sizeof(name->birth_comm));
	return 0;
}

static int learn_reparent(struct names *names, const struct event *event)
{
	const struct reparent_event *reparent = &event->reparent;
	int err;

	err = learn(names, event, PARTY_PARENT, reparent->parent_tgid, reparent->parent_tid,
		    reparent->parent_start, reparent->parent_comm);
	if (!err)
		err = learn(names, event, PARTY_OTHER, reparent->adopter_tgid,
			    reparent->adopter_tid, reparent->adopter_start, reparent->adopter_comm);
	if (!err)
		err = learn(names, event, PARTY_ITSELF, reparent->child, reparent->child,
			    reparent->child_start, reparent->child_comm);
	return err;
}

static int learn_walk(struct names *names, const struct event *event)
{
	const struct walk_event *walk = &event->walk;
	int err;

	err = learn(names, event, PARTY_PARENT, walk->parent_tgid, walk->parent_tid,
		    walk->parent_start, walk->parent_comm);
	if (!err)
		err = learn(names, event, PARTY_OTHER, walk->adopter_tgid, walk->adopter_tid,
			    walk->adopter_start, walk->adopter_comm);
	return err;
}

static int learn_task(struct names *names, const struct event *event)
{
	const struct process_event *task = &event->process;
	int err;

	err = learn(names, event, PARTY_PARENT, task->parent_tgid, 0, task->parent_start, "");
	if (!err)
		err = learn(names, event, PARTY_ITSELF, task->pid, task->pid, task->start,
			    task->comm);
	return err;
}

static int learn_reap(struct names *names, const struct event *event)
{
	const struct reap_event *reap = &event->reap;
	int err;

	err = learn(names, event, PARTY_OTHER, reap->reaper_tgid, reap->reaper_tid,
		    reap->reaper_start, reap->reaper_comm);
	if (!err)
		err = learn(names, event, PARTY_PARENT, reap->parent_tgid, 0, reap->parent_start,
			    "");
	if (!err)
		err = learn(names, event, PARTY_ITSELF, reap->pid, reap->pid, reap->start,
			    reap->comm);
	return err;
}

/**
 * names_learn() - apply an event
 * @names: the names known
 * @event: the next in the order of time
 *
 * Each birth must be that of a process, not of a thread.
 *
 * Return: 0 or -ENOMEM
 */
int names_learn(struct names *names, const struct event *event)
{
	switch (event->type) {
	case EVENT_REPARENT:
		return learn_reparent(names, event);
	case EVENT_WALK:
		return learn_walk(names, event);
	case EVENT_MARK:
		return learn(names, event, PARTY_ITSELF, event->mark.tgid, event->mark.tid,
			     event->mark.start, event->mark.comm);
	case EVENT_PROCESS:
		return learn_task(names, event);
	case EVENT_REAP:
		return learn_reap(names, event);
	case EVENT_EXEC:
		return learn(names, event, PARTY_ITSELF, event->exec.tid, event->exec.tid, 0,
			     event->exec.comm);
	case EVENT_BIRTH:
		return learn_birth(names, event);
	default:
		return 0;
	}
}

/**
 * names_find() - the process that has a pid
 * @names: the names known
 * @host: on which machine
 * @pid: in its initial pid namespace
 *
 * Return: the latest process of the pid, or NULL
 */
const struct name *names_find(const struct names *names, uint8_t host, int32_t pid)
{
	return idmap_get(&names->by_pid, pid, host);
}
