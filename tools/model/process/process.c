// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../../base/memory/array.h"
#include "../trace/event.h"
#include "process.h"

/**
 * process_table_deinit() - free a table and its processes
 * @table: the table, which is then empty
 */
void process_table_deinit(struct process_table *table)
{
	arena_deinit(&table->arena);
	free(table->met.all);
	free(table->remaining.all);
	runmap_deinit(&table->by_pid);
	idmap_deinit(&table->earlier);
	*table = (struct process_table){ 0 };
}

static int append(struct process_list *list, struct process *process)
{
	if (array_reserve(&list->all, &list->capacity, list->nr + 1, sizeof(process)))
		return -ENOMEM;
	list->all[list->nr++] = process;
	return 0;
}

static bool is_gone(const struct process *process)
{
	return process->freed.known && !process->alive;
}

static void drop_gone(struct process_list *list)
{
	size_t i, kept = 0;

	for (i = 0; i < list->nr; i++) {
		if (is_gone(list->all[i]))
			list->all[i]->remains = false;
		else
			list->all[kept++] = list->all[i];
	}
	list->nr = kept;
}

/**
 * process_table_make_room() - drop processes that are gone from the list of those that remain
 * @table: the processes
 *
 * The next process can then be added without any being dropped. At least half of the list is free
 * then, so dropping processes costs no more than adding them.
 *
 * Return: 0 or -ENOMEM
 */
int process_table_make_room(struct process_table *table)
{
	struct process_list *list = &table->remaining;

	drop_gone(list);
	return array_reserve(&list->all, &list->capacity, 2 * list->nr + 1, sizeof(list->all[0]));
}

/**
 * process_revive() - note that a process exists, even if it was thought to be gone
 *
 * Return: 0 or -ENOMEM
 */
int process_revive(struct process_table *table, struct process *process)
{
	struct process_list *remaining = &table->remaining;

	process->alive = true;
	if (process->remains)
		return 0;
	process->remains = true;
	if (remaining->nr == remaining->capacity && process_table_make_room(table))
		return -ENOMEM;
	return append(remaining, process);
}

static struct process **siblings_of(const struct process *process)
{
	struct process *parent = process->parent[WITH_SUBREAPERS];

	return process->ended_child ? &parent->first_ended : &parent->first_child;
}

static void leave_siblings(struct process *process)
{
	if (!process->parent[WITH_SUBREAPERS])
		return;
	if (process->next_sibling)
		process->next_sibling->previous_sibling = process->previous_sibling;
	if (process->previous_sibling)
		process->previous_sibling->next_sibling = process->next_sibling;
	else
		*siblings_of(process) = process->next_sibling;
}

/* Its history has room for the next one's. */
static struct process *recycle(struct process_table *table)
{
	struct process *process = table->forgotten;
	struct history room = { .hops = process->history.hops,
				.capacity = process->history.capacity };

	table->forgotten = process->link;
	*process = (struct process){ .history = room };
	return process;
}

static struct process *place_process(struct process_table *table)
{
	struct process *process;

	if (table->forgotten)
		return recycle(table);
	process = arena_take(&table->arena, sizeof(*process));
	if (!process || (!table->forgets && append(&table->met, process)))
		return NULL;
	table->nr++;
	return process;
}

static bool is_of_remembered(const struct process_table *table, const struct process *process)
{
	const struct process *parent = process->parent[WITH_SUBREAPERS];

	return process->pid == table->remembered || (parent && parent->pid == table->remembered);
}

static bool is_forgettable(const struct process_table *table, const struct process *process)
{
	return table->forgets && is_gone(process) && !process->remains && !process->kept &&
	       !process->threads && process->nspid != INIT_PID && !is_of_remembered(table, process);
}

static void forget(struct process_table *table, struct process *process)
{
	struct process *parent = process->parent[WITH_SUBREAPERS];

	leave_siblings(process);
	if (parent && process->decision) {
		parent->forgotten.adopted++;
		parent->forgotten.vanished += !!(process->effects & SUBREAPER_EFFECT_AUTOREAPED);
	}
	process->link = table->forgotten;
	table->forgotten = process;
}

/* Nearly all that is asked for is the latest of its pid, so only the others are kept by start. */
static int supersede(struct process_table *table, struct process **process)
{
	struct process *namesake = *process;

	if (namesake && is_forgettable(table, namesake)) {
		forget(table, namesake);
		*process = NULL;
	} else if (namesake && namesake->start) {
		return idmap_set(&table->earlier, namesake->pid, namesake->start, namesake);
	}
	return 0;
}

static struct process *process_create(struct process_table *table, int32_t pid, uint64_t start)
{
	struct process *namesake = process_latest(table, pid);
	unsigned int ordinal = namesake ? namesake->ordinal + 1 : 1;
	struct process *process;

	if (supersede(table, &namesake))
		return NULL;
	process = place_process(table);
	if (!process || runmap_set(&table->by_pid, pid, process) || process_revive(table, process))
		return NULL;
	process->pid = pid;
	process->start = start;
	process->serial = ++table->created;
	process->namesake = namesake;
	process->ordinal = ordinal;
	return process;
}

/**
 * process_find() - the process with an identity
 * @pid: in the initial pid namespace
 * @start: birth on CLOCK_BOOTTIME in ns; 0 for the latest process of that pid
 *
 * Return: the process, or NULL
 */
struct process *process_find(const struct process_table *table, int32_t pid, uint64_t start)
{
	struct process *latest = process_latest(table, pid);
	struct process *earlier;

	if (!latest || !start || latest->start == start)
		return latest;
	earlier = idmap_get(&table->earlier, pid, start);
	if (earlier || latest->start || latest->freed.known)
		return earlier;
	/* Adopt the start time if this pid's latest process has none yet, and is not gone. */
	latest->start = start;
	return latest;
}

/**
 * process_get() - the process with an identity, which is added if it was not known
 * @table: where; keeps the process
 * @pid: in the initial pid namespace
 * @start: birth on CLOCK_BOOTTIME in ns; 0 for the latest process of that pid
 *
 * Return: the process, or NULL without memory; the table is then only fit to be freed
 */
struct process *process_get(struct process_table *table, int32_t pid, uint64_t start)
{
	struct process *process = process_find(table, pid, start);

	return process ? process : process_create(table, pid, start);
}

/**
 * process_born() - add a process, also if its pid was used before
 * @table: where; keeps the process
 * @pid: in the initial pid namespace
 *
 * Return: the process, of unknown start, or NULL without memory
 */
struct process *process_born(struct process_table *table, int32_t pid)
{
	return process_create(table, pid, 0);
}

/**
 * process_latest() - the process that had a pid last
 * @pid: in the initial pid namespace
 *
 * Return: the process, or NULL
 */
struct process *process_latest(const struct process_table *table, int32_t pid)
{
	return runmap_get(&table->by_pid, pid);
}

/**
 * process_name() - take up a name
 * @comm: SUBREAPER_COMM_LEN bytes
 */
void process_name(struct process *process, const char *comm)
{
	memcpy(process->comm, comm, sizeof(process->comm));
	process->named = true;
}

static void join_siblings(struct process *process)
{
	struct process **first;

	process->next_sibling = NULL;
	process->previous_sibling = NULL;
	if (!process->parent[WITH_SUBREAPERS])
		return;
	first = siblings_of(process);
	process->next_sibling = *first;
	if (*first)
		(*first)->previous_sibling = process;
	*first = process;
}

/**
 * process_set_parent() - give a process that has not ended a parent in the world as it is
 * @process: the child
 * @parent: the parent, or NULL
 * @tid: which thread of it; 0 if unknown
 */
void process_set_parent(struct process *process, struct process *parent, int32_t tid)
{
	process->parent_tid = tid;
	if (process->parent[WITH_SUBREAPERS] == parent && !process->ended_child)
		return;
	leave_siblings(process);
	process->parent[WITH_SUBREAPERS] = parent;
	process->ended_child = false;
	join_siblings(process);
	process_keep(parent);
}

/**
 * process_end() - put a process among those of its parent's children that have ended
 * @process: which; giving it a parent puts it back
 *
 * A process with many children must not be slow to handle.
 */
void process_end(struct process *process)
{
	leave_siblings(process);
	process->ended_child = true;
	join_siblings(process);
}

/**
 * process_keep() - refer to a process for longer than the next event
 * @process: which, or NULL
 *
 * Return: it, which is not forgotten from then on
 */
struct process *process_keep(struct process *process)
{
	if (process)
		process->kept = true;
	return process;
}

/**
 * process_next_child() - go through the children of a process, those that have ended too
 * @child: the one before it; NULL to begin
 *
 * Return: the next, in no order; NULL at the end
 */
const struct process *process_next_child(const struct process *parent, const struct process *child)
{
	const struct process *next = child ? child->next_sibling : parent->first_child;

	if (next || (child && child->ended_child))
		return next;
	return parent->first_ended;
}

/**
 * process_go_on() - undo process_end()
 * @process: of which another thread is found to live
 *
 * Return: 0 or -ENOMEM
 */
int process_go_on(struct process_table *table, struct process *process)
{
	process->ended.known = false;
	process_set_parent(process, process->parent[WITH_SUBREAPERS], process->parent_tid);
	return process_revive(table, process);
}

/**
 * process_is_init() - is it the init of a pid namespace?
 *
 * Return: the answer
 */
bool process_is_init(const struct process *process)
{
	return process->pid == INIT_PID || process->nspid == INIT_PID;
}

/**
 * process_may_be_thread() - is it known by nothing but a number that may be a thread's?
 *
 * A process that is older than the trace, or born by sched_process_fork, is known only by a number
 * that may be that of a thread. task_newtask, exec and all events of the module show that it is
 * that of a process.
 *
 * Return: the answer; then the process may be another one, and its number is not known
 */
bool process_may_be_thread(const struct process *process)
{
	return !process->proven && process->pid != INIT_PID && process->pid != KTHREADD_PID;
}

/**
 * process_threads_left() - how many threads of a process live though its main thread has exited
 *
 * Return: the number, of those that are known to live; 0 also while its main thread lives
 */
unsigned int process_threads_left(const struct process *process)
{
	const struct thread *thread;
	unsigned int nr = 0;

	if (!process_leader_is_dead(process) || process->ended.known)
		return 0;
	for (thread = process->threads; thread; thread = thread->next)
		nr++;
	nr += process->threads_unmet;
	/* Children are orphaned only when all threads have exited. */
	return nr ? nr : process->first_child && !process->listing.known;
}

/**
 * process_leader_is_dead() - has its main thread exited? ps then shows it as defunct
 *
 * Return: the answer, as far as is known
 */
bool process_leader_is_dead(const struct process *process)
{
	return process->leader_ended || process->state == 'Z' || process->state == 'X';
}

/**
 * process_is_zombie() - have all its threads exited, and was it not yet reaped?
 * @process: which, at the end of a trace
 *
 * A dump has the state of the main thread, which may have exited while others live.
 *
 * Return: the answer, as far as is known
 */
bool process_is_zombie(const struct process *process)
{
	return (process->state == 'Z' || process->state == 'X') && !process_threads_left(process);
}

/**
 * process_is_dead() - is it a zombie, or was it one when it was adopted?
 * @process: one of which no event shows the end
 *
 * If it was adopted as a zombie, it may have been reaped since.
 *
 * Return: the answer, as far as is known
 */
bool process_is_dead(const struct process *process)
{
	return process_is_zombie(process) || process->effects & SUBREAPER_EFFECT_ZOMBIE;
}

/**
 * process_learn_exit() - take up how a process ended
 * @code: its wait status, or EXIT_CODE_UNKNOWN
 *
 * The first that is recorded is its own: it exits once.
 */
void process_learn_exit(struct process *process, int32_t code)
{
	if (process->exit_known || code == EXIT_CODE_UNKNOWN)
		return;
	process->exit_code = code;
	process->exit_known = true;
}
