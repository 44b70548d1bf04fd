/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WITNESS_CAST_H
#define WITNESS_CAST_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "world.h"

/*
 * The real processes and threads of a round, a slot of shared memory each, whose number is that of
 * the thread in the world. They do nothing on their own: each waits for a deed, does it, and waits
 * for the next.
 */

/* What a thread can be ordered to do; the argument is that of the call. */
enum deed {
	DEED_TELL_PARENT,
	DEED_FORK,
	DEED_THREAD,
	DEED_MARK,
	DEED_REAP,
	DEED_RENAME,
	DEED_SETSID,
	DEED_SEIZE,
	DEED_EXEC,
	DEED_EXIT,
	DEED_EXIT_THREAD,
};

/**
 * struct newborn - how a process is to be made, and what it does first
 * @slot: its own
 * @flags: CLONE_NEWPID, CLONE_PARENT, or 0
 * @exit_signal: as for clone()
 * @unshare: have unshare() make a namespace for it?
 * @enter: setns() to the namespace of this thread first; 0 for none
 * @ignores: SIGCHLD?
 * @pdeath_signal: as for prctl()
 */
struct newborn {
	int slot;
	uint64_t flags;
	int exit_signal;
	bool unshare;
	pid_t enter;
	bool ignores;
	int pdeath_signal;
};

/** struct numbers - what a thread says of itself; nspid counts in its own pid namespace */
struct numbers {
	pid_t pid;
	pid_t tid;
	pid_t nspid;
};

void cast_open(void);
void cast_enter(const char *descriptor, const char *slot) __attribute__((noreturn));
void cast_clear(void);

long cast_fork(const struct newborn *newborn);
void cast_begin(int slot, enum deed deed, long argument);
void cast_begin_fork(int slot, const struct newborn *newborn);
long cast_finish(int slot);
long cast_do(int slot, enum deed deed, long argument);
struct numbers cast_numbers(int slot);

void cast_await_death(int pidfd);
void cast_await_thread_death(pid_t pid, pid_t tid);
void cast_await_release(pid_t pid);
void cast_kill(void);

#endif /* WITNESS_CAST_H */
