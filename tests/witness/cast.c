// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The stage manager's end of the cast: shared memory, turns, and waiting for deaths. Test and actor
 * take turns on one word of a slot, which works whatever becomes of the actor's parent, program or
 * pid namespace.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "../scenarios/lib/tap.h"
#include "actor.h"
#include "cast.h"

static struct slot *slots;

static void map(int memory)
{
	slots = mmap(NULL, THREADS_MAX * sizeof(*slots), PROT_READ | PROT_WRITE, MAP_SHARED, memory,
		     0);
	if (slots == MAP_FAILED)
		tap_bail("no shared memory: %s", strerror(errno));
}

/**
 * cast_open() - prepare the memory that all share, also with programs that they execute
 */
void cast_open(void)
{
	int memory = memfd_create("witness", 0);

	if (memory < 0 || ftruncate(memory, THREADS_MAX * sizeof(*slots)))
		tap_bail("no shared memory: %s", strerror(errno));
	map(memory);
	actor_remember(slots, memory);
}

/**
 * cast_enter() - go on as an actor that has executed this program
 * @descriptor: the number of the shared memory's
 * @slot: the actor's number
 */
void cast_enter(const char *descriptor, const char *slot)
{
	map(atoi(descriptor));
	actor_remember(slots, atoi(descriptor));
	actor_live(atoi(slot));
}

/**
 * cast_clear() - empty all slots, whose actors have gone
 */
void cast_clear(void)
{
	memset(slots, 0, THREADS_MAX * sizeof(*slots));
}

/**
 * cast_fork() - make a process by the test itself
 * @newborn: how
 *
 * Return: 0 or a negative errno; the newborn is yet to be waited for, by cast_finish()
 */
long cast_fork(const struct newborn *newborn)
{
	slots[newborn->slot].newborn = *newborn;
	return actor_fork(newborn->slot);
}

/**
 * cast_begin() - have an actor start a deed, and do not wait
 * @slot: which; it must be waiting
 * @argument: for it
 */
void cast_begin(int slot, enum deed deed, long argument)
{
	slots[slot].deed = deed;
	slots[slot].argument = argument;
	slots[slot].result = 0;
	turn_give(&slots[slot], TURN_ACTOR);
}

/**
 * cast_begin_fork() - have an actor start to make a process, and do not wait
 * @slot: which; it must be waiting
 * @newborn: how
 */
void cast_begin_fork(int slot, const struct newborn *newborn)
{
	slots[newborn->slot].newborn = *newborn;
	cast_begin(slot, DEED_FORK, newborn->slot);
}

/**
 * cast_finish() - wait until an actor is waiting again, or for the first time
 *
 * Return: what came of its deed; by custom a negative errno
 */
long cast_finish(int slot)
{
	if (!turn_await(&slots[slot], TURN_TEST))
		tap_bail("thread %d of the round does not answer", slot);
	return slots[slot].result;
}

/**
 * cast_do() - have an actor do something, and wait until it is done
 * @slot: which; it must be waiting
 * @argument: for it
 *
 * Return: as cast_finish()
 */
long cast_do(int slot, enum deed deed, long argument)
{
	cast_begin(slot, deed, argument);
	return cast_finish(slot);
}

/**
 * cast_numbers() - identity of an actor
 * @slot: which; it must have been waited for
 */
struct numbers cast_numbers(int slot)
{
	return slots[slot].numbers;
}

/* Looks again and again, at first without a pause: what it waits for takes a moment only. */
static void await(bool (*reached)(pid_t pid, pid_t tid), pid_t pid, pid_t tid)
{
	const struct timespec pause = { .tv_nsec = 200000 };

	for (int tries = 0; !reached(pid, tid); tries++) {
		if (tries > ANSWER_SECONDS * 5000)
			tap_bail("process %d, thread %d, does not end", pid, tid);
		if (tries < 20)
			sched_yield();
		else
			nanosleep(&pause, NULL);
	}
}

/* A leader stays as a zombie as long as other threads live; the others vanish. */
static bool thread_has_ended(pid_t pid, pid_t tid)
{
	char text[300], path[80];
	ssize_t got = 0;
	int fd;

	if (pid != tid)
		return syscall(SYS_tgkill, pid, tid, 0) && errno == ESRCH;
	snprintf(path, sizeof(path), "/proc/%d/task/%d/stat", pid, tid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0) {
		got = read(fd, text, sizeof(text) - 1);
		close(fd);
	}
	text[got < 0 ? 0 : got] = '\0';
	return got <= 0 || strstr(text, ") Z ");
}

static bool is_released(pid_t pid, pid_t tid)
{
	(void)tid;
	return kill(pid, 0) && errno == ESRCH;
}

/**
 * cast_await_death() - wait until a process has ended, and its children have new parents
 * @pidfd: stands for it, and is closed
 */
void cast_await_death(int pidfd)
{
	struct pollfd death = { .fd = pidfd, .events = POLLIN };

	if (poll(&death, 1, ANSWER_SECONDS * 1000) != 1)
		tap_bail("a process does not die");
	close(pidfd);
}

/**
 * cast_await_thread_death() - wait until one thread of several has ended
 * @pid: its process
 * @tid: the thread; its children have new parents when this returns
 */
void cast_await_thread_death(pid_t pid, pid_t tid)
{
	await(thread_has_ended, pid, tid);
}

/**
 * cast_await_release() - wait until not even a zombie is left of a process
 * @pid: the process
 */
void cast_await_release(pid_t pid)
{
	await(is_released, pid, 0);
}

/**
 * cast_kill() - kill all that is left of the cast
 *
 * For when the test has failed: the pids may be other processes' long after the round.
 */
void cast_kill(void)
{
	for (int i = 0; i < THREADS_MAX; i++) {
		if (slots[i].numbers.pid)
			kill(slots[i].numbers.pid, SIGKILL);
	}
	for (int i = 0; i < THREADS_MAX; i++) {
		if (slots[i].numbers.pid)
			cast_await_release(slots[i].numbers.pid);
	}
}
