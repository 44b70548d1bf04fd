// SPDX-License-Identifier: GPL-2.0-or-later
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>

#include "light_process.h"
#include "measure.h"

#define STACK 1024

/* Mapped when the first is needed, so that a program's own forks do not copy them. */
static char (*stacks)[STACK];

static void map_stacks(void)
{
	stacks = mmap(NULL, LIGHT_PROCESSES_MAX * sizeof(*stacks), PROT_READ | PROT_WRITE,
		      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	must(stacks == MAP_FAILED ? -1 : 0, "mmap of stacks");
}

/**
 * light_process_start() - start a process that shares memory and files with its parent
 * @index: below LIGHT_PROCESSES_MAX; no other live process has it
 * @live: what it does; uses next to no stack, and ends the process with its result
 * @argument: for @live
 *
 * So thousands of them fit into a guest, and starting one costs little. Ends the program when that
 * fails.
 *
 * Return: its pid
 */
pid_t light_process_start(int index, int (*live)(void *argument), void *argument)
{
	int flags = CLONE_VM | CLONE_FS | CLONE_FILES | SIGCHLD;

	if (!stacks)
		map_stacks();
	return must(clone(live, stacks[index] + STACK, flags, argument), "clone");
}
