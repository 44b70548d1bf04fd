/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SCENARIOS_ACTORS_H
#define SCENARIOS_ACTORS_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "proc.h"

/*
 * The processes and threads of a scenario. They do nothing on their own: each waits for a job,
 * runs it, gives its result, and waits for the next. So the scenario reads as one sequence of
 * steps, and each of them is over before the next begins.
 */

/* Runs in the actor. Returns what the scenario wants to know; by custom a negative errno. */
typedef long (*actor_job)(long argument);

enum forker { BY_FORK, BY_VFORK };

/**
 * struct actor - a process, or a further thread of one; shared by the scenario and all actors
 * @id: its identity
 * @pidfd: its process, for the scenario
 * @leader: the actor that is its process's first thread; itself, if so
 * @signal: what job_take_signal() took last
 *
 * The rest is for actors.c.
 */
struct actor {
	struct identity id;
	int pidfd;
	struct actor *leader;
	siginfo_t signal;

	uint64_t clone_flags;
	int exit_signal;
	enum forker forker;
	pid_t own_tid;
	_Atomic uint32_t turn;
	actor_job job;
	long argument;
	long result;
};

void actors_start(void);
void actors_kill(void);
void actors_reap(void);
void *actors_share(size_t size);

struct actor *actor_fork(struct actor *parent, const char *name);
struct actor *actor_clone(struct actor *parent, const char *name, uint64_t flags, int exit_signal);
struct actor *actor_fork_by(struct actor *parent, const char *name, enum forker forker);
struct actor *actor_fork_below(struct actor *ancestor, const char *name, unsigned int generations,
			       pid_t *between);
struct actor *actor_thread(struct actor *process, const char *name);

struct actor *actor_self(void);
long actor_do(struct actor *actor, actor_job job, long argument);
void actor_begin(struct actor *actor, actor_job job, long argument);
long actor_finish(struct actor *actor);

void actor_begin_exit(struct actor *actor, int status);
void actor_exit(struct actor *actor, int status);
void actor_exit_thread(struct actor *actor);
void actor_kill(struct actor *actor, int signal);
void actor_await_death(const struct actor *actor);
void actor_await_release(const struct actor *actor);

#endif /* SCENARIOS_ACTORS_H */
