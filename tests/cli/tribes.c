// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * tribes ORPHANS: leaves so many orphans, a handful at a time, below three ancestors of which some
 * set their subreaper flag, and prints "PID ADOPTER" for each, as the orphan itself saw it.
 *
 * The lines of one pid are in the order in which its processes lived.
 */
#define _GNU_SOURCE
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define AT_ONCE	    5
#define GENERATIONS 3

struct book {
	atomic_uint count;
	struct {
		pid_t orphan;
		pid_t adopter;
	} lines[];
};

static struct book *book;

static _Noreturn void be_orphan(pid_t parent)
{
	unsigned int line;
	pid_t adopter;

	/* 0 while it looks at a parent that is just being released. */
	while ((adopter = getppid()) == parent || !adopter)
		;
	line = book->count++;
	book->lines[line].orphan = getpid();
	book->lines[line].adopter = adopter;
	_exit(0);
}

static _Noreturn void leave_orphans(void)
{
	pid_t self = getpid();

	for (unsigned int i = 0; i < AT_ONCE; i++) {
		if (!fork())
			be_orphan(self);
	}
	_exit(0);
}

/* Each waits for all its children, those that it has adopted too. */
static _Noreturn void be_ancestors(unsigned int flags)
{
	for (unsigned int generation = 0;; generation++) {
		if (generation == GENERATIONS)
			leave_orphans();
		prctl(PR_SET_CHILD_SUBREAPER, flags >> generation & 1);
		if (fork())
			break;
	}
	while (wait(NULL) > 0)
		;
	_exit(0);
}

static void play(unsigned int orphans)
{
	unsigned int flags = rand();

	if (!fork())
		be_ancestors(flags);
	wait(NULL);
	while (book->count < orphans)
		usleep(100);
}

int main(int argc, char **argv)
{
	unsigned int wanted = argc > 1 ? atoi(argv[1]) : 1000;
	size_t size = sizeof(*book) + (wanted + AT_ONCE) * sizeof(*book->lines);

	book = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (book == MAP_FAILED)
		return 1;
	srand(1);
	while (book->count < wanted)
		play(book->count + AT_ONCE);
	for (unsigned int i = 0; i < book->count; i++)
		printf("%d %d\n", book->lines[i].orphan, book->lines[i].adopter);
	return 0;
}
