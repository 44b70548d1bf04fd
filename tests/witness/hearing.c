// SPDX-License-Identifier: GPL-2.0-or-later
/* The witnesses besides the events: what the orphans say, and what /proc says of the adopters. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cast.h"
#include "hearing.h"
#include "tally.h"

/* The numbers of 8000 children. */
#define TEXT_SIZE 65536

/* How often a children file is read for one that is not in it. */
#define TRIES 20

/* Its parent's pid where the child is, or 0 when that is further out. */
static pid_t expected_parent(const struct world *world, const struct process *child)
{
	const struct process *parent = &world->processes[world->threads[child->parent].process];

	return parent->pidns == child->pidns ? parent->nspid : 0;
}

static void compare_own_word(const struct world *world, const struct process *child, long said)
{
	if (said != expected_parent(world, child))
		tally_wrong("%d says that its parent is %ld, not %d", child->pid, said,
			    expected_parent(world, child));
}

static void ask(const struct world *world, bool (*chosen)(const struct process *process))
{
	for (int i = world->self + 1; i < world->nr_processes; i++) {
		if (chosen(&world->processes[i]))
			cast_begin(world_live_thread(world, i), DEED_TELL_PARENT, 0);
	}
}

static unsigned int collect(const struct world *world,
			    bool (*chosen)(const struct process *process))
{
	unsigned int heard = 0;
	long said;

	for (int i = world->self + 1; i < world->nr_processes; i++) {
		if (!chosen(&world->processes[i]))
			continue;
		said = cast_finish(world_live_thread(world, i));
		compare_own_word(world, &world->processes[i], said);
		heard++;
	}
	return heard;
}

static bool is_living(const struct process *process)
{
	return process->state == LIVING;
}

static bool has_moved(const struct process *process)
{
	return process->moved && is_living(process);
}

/* What is not reaped at any moment has to be there, dead or alive. */
static bool must_be_listed(const struct process *process, int parent)
{
	return process->parent == parent && process->state != GONE &&
	       !(process->state == ZOMBIE && process->elusive);
}

static void read_children(pid_t pid, pid_t tid, char *text)
{
	char path[80];
	ssize_t got, used = 0;
	int fd;

	snprintf(path, sizeof(path), "/proc/%d/task/%d/children", pid, tid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	while (fd >= 0 && (got = read(fd, text + used, TEXT_SIZE - 1 - used)) > 0)
		used += got;
	text[used] = '\0';
	if (fd >= 0)
		close(fd);
}

/* Ticks off what is in the file, and complains of those that should be in another. */
static void read_listed(const struct world *world, int parent, bool *listed)
{
	static char text[TEXT_SIZE];
	pid_t tid = world->threads[parent].tid;
	char *rest = text;
	int child;

	read_children(world->processes[world->threads[parent].process].pid, tid, text);
	while (*rest) {
		child = world_find_process(world, strtol(rest, &rest, 10));
		rest += *rest == ' ';
		if (child <= world->self)
			continue;
		listed[child] = true;
		/* One that was reaped may be listed for a moment, by the adopter of the living. */
		if (world->processes[child].state == GONE)
			continue;
		if (world->processes[child].parent != parent)
			tally_wrong("the children file of %d lists %d", tid,
				    world->processes[child].pid);
	}
}

static bool is_complete(const struct world *world, int parent, const bool *listed)
{
	for (int i = world->self + 1; i < world->nr_processes; i++) {
		if (must_be_listed(&world->processes[i], parent) && !listed[i])
			return false;
	}
	return true;
}

/* The kernel may skip a child whose neighbour in the list is reaped while the file is being read.
 */
static void read_until_complete(const struct world *world, int parent, bool *listed)
{
	unsigned int tries = 0;

	do
		read_listed(world, parent, listed);
	while (!is_complete(world, parent, listed) && ++tries < TRIES);
}

static void check_children_file(struct world *world, int parent)
{
	bool listed[THREADS_MAX] = { false };
	struct process *child;

	read_until_complete(world, parent, listed);
	for (int i = world->self + 1; i < world->nr_processes; i++) {
		child = &world->processes[i];
		if (!must_be_listed(child, parent))
			continue;
		if (!listed[i])
			tally_wrong("the children file of %d does not list %d",
				    world->threads[parent].tid, child->pid);
		tally.children_file += child->moved;
		child->moved = false;
	}
}

/**
 * hearing_of_moved() - ask those that a step has given another parent, and look at those parents'
 * files
 * @world: how it is after the step; none in it is marked as moved any more
 */
void hearing_of_moved(struct world *world)
{
	ask(world, has_moved);
	tally.own_word += collect(world, has_moved);
	for (int i = world->self + 1; i < world->nr_processes; i++) {
		if (world->processes[i].moved &&
		    must_be_listed(&world->processes[i], world->processes[i].parent))
			check_children_file(world, world->processes[i].parent);
		world->processes[i].moved = false;
	}
}

/**
 * hearing_of_all() - ask all, whether anything is known to have happened to it or not
 * @world: how it is
 */
void hearing_of_all(struct world *world)
{
	ask(world, is_living);
	tally.asked_again += collect(world, is_living);
}
