// SPDX-License-Identifier: GPL-2.0-or-later
/* The world as a log: a block for each step, with the time before and after it. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "../scenarios/lib/tap.h"
#include "../scenarios/lib/words.h"
#include "truth.h"

#define LINE_SIZE 256

static FILE *out;

/* What was last written of each process. */
static char written[THREADS_MAX][LINE_SIZE];

/* The clock of recordings. */
static unsigned long long now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000000000ull + time.tv_nsec;
}

/**
 * truth_open() - write down what happens
 * @path: of the file, which is made anew
 */
void truth_open(const char *path)
{
	out = fopen(path, "we");
	if (!out)
		tap_bail("cannot write to %s", path);
}

/**
 * truth_tell() - write a line
 * @format: as for printf()
 */
void truth_tell(const char *format, ...)
{
	va_list arguments;

	if (!out)
		return;
	va_start(arguments, format);
	vfprintf(out, format, arguments);
	va_end(arguments);
	fputc('\n', out);
}

/**
 * truth_begin() - a step begins
 */
void truth_begin(void)
{
	truth_tell("begin %llu", now());
}

static pid_t pid_of(const struct world *world, int thread)
{
	return thread == NOBODY ? 0 : world->processes[world->threads[thread].process].pid;
}

static pid_t tid_of(const struct world *world, int thread)
{
	return thread == NOBODY ? 0 : world->threads[thread].tid;
}

/* The process that would adopt the children of a process if all of it died now. */
static struct ruling rule_on_death(const struct world *world, int thread)
{
	static struct world after;
	struct ruling ruling;

	after = *world;
	for (int i = 0; i < after.nr_threads; i++) {
		if (after.threads[i].process == after.threads[thread].process &&
		    after.threads[i].life == ALIVE)
			world_doom(&after, i);
	}
	rules_decide(&after, thread, (struct claim){ 0 }, &ruling);
	return ruling;
}

static void describe(const struct world *world, int i, char *ret)
{
	static const char states[] = "AZG";
	const struct process *process = &world->processes[i];
	struct ruling next = { .adopter = NOBODY };

	if (process->parent != NOBODY && process->state != GONE)
		next = rule_on_death(world, process->parent);
	snprintf(ret, LINE_SIZE,
		 "process pid=%d nspid=%d pidns=%d level=%d parent=%d parent_tid=%d state=%c "
		 "elusive=%d marked=%d covered=%d tracer=%d exit_signal=%d threads=%d ignores=%d "
		 "foreign=%d next=%d next_tid=%d next_decision=%s",
		 process->pid, process->nspid, process->pidns,
		 world->namespaces[process->pidns].level, pid_of(world, process->parent),
		 tid_of(world, process->parent), states[process->state], process->elusive,
		 process->marked, process->covered, pid_of(world, process->tracer),
		 process->exit_signal, process->alive, process->ignores, process->foreign,
		 pid_of(world, next.adopter), tid_of(world, next.adopter),
		 next.decision ? decision_word(next.decision) : "-");
}

/**
 * truth_end() - a step has ended
 * @world: as it is now; what has changed of it is written
 */
void truth_end(const struct world *world)
{
	char line[LINE_SIZE];

	for (int i = 0; out && i < world->nr_processes; i++) {
		describe(world, i, line);
		if (strcmp(line, written[i]))
			truth_tell("%s", line);
		strcpy(written[i], line);
	}
	truth_tell("end %llu", now());
}

/**
 * truth_round() - a round begins
 * @world: all there are
 * @number: of the round
 */
void truth_round(const struct world *world, unsigned int number)
{
	memset(written, 0, sizeof(written));
	truth_tell("round %u", number);
	truth_begin();
	truth_end(world);
}

/**
 * truth_move() - a child is about to get another parent
 * @world: in which it still has the old one
 * @child: the process
 * @ruling: why
 */
void truth_move(const struct world *world, int child, const struct ruling *ruling)
{
	char steps[SUBREAPER_STEPS_MAX * 16] = "";
	size_t used = 0;

	for (unsigned int i = 0; i < ruling->nr_steps; i++)
		used += snprintf(steps + used, sizeof(steps) - used, "%s%u", i ? "," : "",
				 ruling->steps[i]);
	truth_tell("move pid=%d from=%d from_tid=%d to=%d to_tid=%d decision=%s dead=%d steps=%s",
		   world->processes[child].pid, pid_of(world, world->processes[child].parent),
		   tid_of(world, world->processes[child].parent), pid_of(world, ruling->adopter),
		   tid_of(world, ruling->adopter), decision_word(ruling->decision),
		   world->processes[child].state == ZOMBIE, steps);
}
