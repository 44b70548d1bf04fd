// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The life of an actor. Its threads have one thread-local storage in common, as nothing is kept
 * there but errno: where two of them fail at the same time, one may get the other's error.
 *
 * No actor outlives the test for long: it waits for its turn with a limit.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/futex.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "actor.h"

#define STACK_SIZE 65536

static struct slot *slots;
static int memory;

/*
 * A thread's stack, by its slot: the child of a thread goes on living on its copy of that one, and
 * must not give it to a thread of its own. Deep, as each generation calls on from where it was
 * born.
 */
static char stacks[THREADS_MAX][STACK_SIZE] __attribute__((aligned(16)));

/**
 * turn_give() - let the other side go on
 * @slot: of the actor
 * @turn: whose turn it is now
 */
void turn_give(struct slot *slot, enum turn turn)
{
	slot->turn = turn;
	syscall(SYS_futex, &slot->turn, FUTEX_WAKE, INT_MAX, NULL, NULL, 0);
}

/**
 * turn_await() - wait for one's turn
 * @slot: of the actor
 * @turn: whose turn it must be
 *
 * Return: false when it was not for ANSWER_SECONDS
 */
bool turn_await(struct slot *slot, enum turn turn)
{
	const struct timespec limit = { .tv_sec = ANSWER_SECONDS };

	while (slot->turn != turn) {
		if (syscall(SYS_futex, &slot->turn, FUTEX_WAIT, !turn, &limit, NULL, 0) &&
		    errno == ETIMEDOUT)
			return false;
	}
	return true;
}

/**
 * actor_remember() - say where all slots are
 * @shared: the first of them
 * @descriptor: of their memory
 */
void actor_remember(struct slot *shared, int descriptor)
{
	slots = shared;
	memory = descriptor;
}

/* /proc is that of the initial pid namespace, and so are the numbers that it gives. */
static void identify(struct numbers *self)
{
	char text[64] = "";

	if (readlink("/proc/thread-self", text, sizeof(text) - 1) > 0)
		sscanf(text, "%d/task/%d", &self->pid, &self->tid);
	self->nspid = getpid();
}

static long take_name(char letter, long number)
{
	char name[16];

	snprintf(name, sizeof(name), "%c%ld", letter, number);
	return prctl(PR_SET_NAME, name);
}

static void be_born(int self)
{
	const struct newborn *newborn = &slots[self].newborn;

	take_name('w', self);
	signal(SIGCHLD, newborn->ignores ? SIG_IGN : SIG_DFL);
	if (newborn->pdeath_signal)
		prctl(PR_SET_PDEATHSIG, newborn->pdeath_signal);
}

static int open_namespace(const char *thread)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%s/ns/pid", thread);
	return open(path, O_RDONLY | O_CLOEXEC);
}

/* Children are born there from now on. */
static long enter_namespace(const char *thread)
{
	int pidns = open_namespace(thread);
	long failed = setns(pidns, CLONE_NEWPID);

	close(pidns);
	return failed;
}

static long choose_namespace(const struct newborn *newborn)
{
	char thread[20];

	if (newborn->unshare)
		return unshare(CLONE_NEWPID);
	if (!newborn->enter)
		return 0;
	snprintf(thread, sizeof(thread), "%d", newborn->enter);
	return enter_namespace(thread);
}

/**
 * actor_fork() - make a process
 * @slot: its slot, which says how
 *
 * The newborn does not return from here.
 *
 * Return: 0 or a negative errno
 */
long actor_fork(int slot)
{
	const struct newborn *newborn = &slots[slot].newborn;
	struct clone_args how = { .flags = newborn->flags, .exit_signal = newborn->exit_signal };
	long pid;

	if (choose_namespace(newborn))
		return -EPERM;
	pid = syscall(SYS_clone3, &how, sizeof(how));
	if (pid == 0) {
		be_born(slot);
		actor_live(slot);
	}
	if ((newborn->unshare || newborn->enter) && enter_namespace("thread-self"))
		return -EPERM;
	return pid < 0 ? -errno : 0;
}

static int live_in_thread(void *slot)
{
	actor_live((struct slot *)slot - slots);
}

static long make_thread(int slot)
{
	int flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD |
		    CLONE_SYSVSEM;

	return clone(live_in_thread, stacks[slot + 1], flags, &slots[slot]) < 0 ? -errno : 0;
}

static long reap_all(void)
{
	long reaped = 0;

	while (waitpid(-1, NULL, WNOHANG | __WALL) > 0)
		reaped++;
	return reaped;
}

static long execute(int self)
{
	char descriptor[12], slot[12];

	snprintf(descriptor, sizeof(descriptor), "%d", memory);
	snprintf(slot, sizeof(slot), "%d", self);
	execl("/proc/thread-self/exe", "witness", "--actor", descriptor, slot, NULL);
	return -errno;
}

static long exit_thread(void)
{
	return syscall(SYS_exit, 0);
}

static long do_deed(int self, enum deed deed, long argument)
{
	switch (deed) {
	case DEED_TELL_PARENT:
		return getppid();
	case DEED_FORK:
		return actor_fork(argument);
	case DEED_THREAD:
		return make_thread(argument);
	case DEED_MARK:
		return prctl(PR_SET_CHILD_SUBREAPER, argument, 0, 0, 0);
	case DEED_REAP:
		return reap_all();
	case DEED_RENAME:
		return take_name('n', argument);
	case DEED_SETSID:
		return setsid();
	case DEED_SEIZE:
		return ptrace(PTRACE_SEIZE, argument, 0, 0) ? -errno : 0;
	case DEED_EXEC:
		return execute(self);
	case DEED_EXIT:
		_exit(argument);
	case DEED_EXIT_THREAD:
		return exit_thread();
	}
	return -ENOSYS;
}

/**
 * actor_live() - wait for deeds and do them, for good
 * @self: the slot of the calling thread, which is new to it
 */
void actor_live(int self)
{
	struct slot *slot = &slots[self];

	identify(&slot->numbers);
	for (;;) {
		turn_give(slot, TURN_TEST);
		if (!turn_await(slot, TURN_ACTOR))
			_exit(1);
		slot->result = do_deed(self, slot->deed, slot->argument);
	}
}
