// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Processes that obey. Scenario and actor take turns on one word of shared memory each, which works
 * whatever the actor's parent is by now and whatever pid namespace it is in.
 *
 * No actor outlives its scenario for long: it sets an alarm for itself at birth.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/futex.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "actor_birth.h"
#include "pause.h"
#include "scenario.h"
#include "tap.h"

#define ACTORS_MAX   256
#define SCRATCH_SIZE 8192

enum turn { TURN_UNBORN, TURN_SCENARIO, TURN_ACTOR };

struct stage {
	unsigned int count;
	struct actor cast[ACTORS_MAX];
	size_t scratch_used;
	char scratch[SCRATCH_SIZE];
};

static struct stage *stage;

/* Which of its actors the calling thread is. */
static __thread struct actor *self;

/**
 * actor_self() - the actor that runs the job which calls this
 */
struct actor *actor_self(void)
{
	return self;
}

/**
 * actor_be() - say which actor the calling thread is
 */
void actor_be(struct actor *actor)
{
	self = actor;
}

/**
 * actors_start() - prepare the place that all actors share
 */
void actors_start(void)
{
	stage = mmap(NULL, sizeof(*stage), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
		     0);
	if (stage == MAP_FAILED)
		tap_bail("no shared memory: %s", strerror(errno));
}

/**
 * actors_share() - memory that the scenario and all actors see, at the same address
 * @size: how much; it is zeroed
 */
void *actors_share(size_t size)
{
	void *memory = stage->scratch + stage->scratch_used;

	stage->scratch_used += (size + 15) & ~(size_t)15;
	if (stage->scratch_used > SCRATCH_SIZE)
		tap_bail("SCRATCH_SIZE is too small");
	return memory;
}

/**
 * actor_new() - a place for an actor that is not born yet
 * @name: what it will be called
 */
struct actor *actor_new(const char *name)
{
	struct actor *actor = &stage->cast[stage->count];

	if (stage->count == ACTORS_MAX)
		tap_bail("ACTORS_MAX is too small");
	actor->leader = actor;
	actor->pidfd = -1;
	stage->count++;
	snprintf(actor->id.comm, sizeof(actor->id.comm), "%s", name);
	return actor;
}

/* False when it took longer than @limit; NULL is no limit. */
static bool await_turn(struct actor *actor, enum turn wanted, const struct timespec *limit)
{
	uint32_t turn;

	while ((turn = actor->turn) != wanted) {
		if (syscall(SYS_futex, &actor->turn, FUTEX_WAIT, turn, limit, NULL, 0) &&
		    errno == ETIMEDOUT)
			return false;
	}
	return true;
}

static void give_turn(struct actor *actor, enum turn turn)
{
	actor->turn = turn;
	syscall(SYS_futex, &actor->turn, FUTEX_WAKE, INT32_MAX, NULL, NULL, 0);
}

static void leave(int signal)
{
	_exit(128 + signal);
}

/*
 * Signals that scenarios count stay pending until they are asked for. The handler of the alarm
 * matters to the init of a pid namespace, which is spared a signal that has none.
 */
static void prepare_signals(void)
{
	sigset_t counted;

	sigemptyset(&counted);
	sigaddset(&counted, SIGCHLD);
	sigaddset(&counted, SIGUSR1);
	sigaddset(&counted, SIGUSR2);
	sigprocmask(SIG_BLOCK, &counted, NULL);
	signal(SIGALRM, leave);
	alarm(SCENARIO_SECONDS + 5);
}

/**
 * actor_live() - wait for jobs and do them, for good
 * @actor: that of the calling thread, just born
 */
void actor_live(struct actor *actor)
{
	actor_be(actor);
	prctl(PR_SET_NAME, self->id.comm);
	prepare_signals();
	self->own_tid = gettid();
	give_turn(self, TURN_SCENARIO);
	for (;;) {
		await_turn(self, TURN_ACTOR, NULL);
		self->result = self->job(self->argument);
		give_turn(self, TURN_SCENARIO);
	}
}

/**
 * actor_await() - wait until an actor is waiting for a job
 * @actor: which; it may not be born yet
 */
void actor_await(struct actor *actor)
{
	const struct timespec limit = { .tv_sec = ANSWER_SECONDS };

	if (!await_turn(actor, TURN_SCENARIO, &limit))
		tap_bail("actor %s does not answer", actor->id.comm);
}

/**
 * actor_begin() - have an actor start a job, and do not wait
 * @actor: it must be waiting for one
 * @job: what to do; the memory it sees is that of the scenario when the actor was born
 * @argument: for it
 */
void actor_begin(struct actor *actor, actor_job job, long argument)
{
	actor->job = job;
	actor->argument = argument;
	give_turn(actor, TURN_ACTOR);
}

/**
 * actor_finish() - wait until an actor has done what it began
 *
 * Return: what the job did
 */
long actor_finish(struct actor *actor)
{
	actor_await(actor);
	return actor->result;
}

/**
 * actor_do() - have an actor do something, and wait until it is done
 * @actor: it must be waiting for a job
 * @job: what to do
 * @argument: for it
 *
 * Return: what the job did
 */
long actor_do(struct actor *actor, actor_job job, long argument)
{
	actor_begin(actor, job, argument);
	return actor_finish(actor);
}

static long exit_process(long status)
{
	_exit(status);
}

static long exit_thread(long status)
{
	return syscall(SYS_exit, status);
}

/* A leader stays as a zombie as long as other threads live; the others vanish. */
static bool thread_has_ended(const void *subject)
{
	const struct actor *thread = subject;
	char state = proc_state(thread->id.pid, thread->id.tid);

	return !state || (state == 'Z' && thread->leader == thread);
}

static bool is_released(const void *subject)
{
	const struct actor *actor = subject;

	return syscall(SYS_pidfd_send_signal, actor->pidfd, 0, NULL, 0) && errno == ESRCH;
}

/*
 * A pidfd shows a death a moment before the parent's SIGCHLD is sent. Both happen under the lock
 * that any wait takes, so after a wait, even for nothing, it has been.
 */
static void await_notification(void)
{
	siginfo_t ignored;

	waitid(P_ALL, 0, &ignored, WEXITED | WNOHANG | WNOWAIT);
}

/**
 * actor_await_death() - wait until an actor's process has ended
 * @actor: which; when this returns, its children have their new parents, its parent was
 *	notified, and it may be a zombie
 */
void actor_await_death(const struct actor *actor)
{
	struct pollfd death = { .fd = actor->pidfd, .events = POLLIN };

	if (poll(&death, 1, ANSWER_SECONDS * 1000) != 1)
		tap_bail("actor %s does not die", actor->id.comm);
	await_notification();
}

/**
 * actor_await_release() - wait until not even a zombie is left of an actor's process
 * @actor: which; another process must reap it, or have said that it need not be
 */
void actor_await_release(const struct actor *actor)
{
	if (!pause_until(is_released, actor))
		tap_bail("actor %s does not go", actor->id.comm);
}

/**
 * actor_begin_exit() - have an actor end its process, and do not wait
 * @actor: any thread of it; it is left for its parent to reap
 * @status: as for exit()
 */
void actor_begin_exit(struct actor *actor, int status)
{
	actor_begin(actor, exit_process, status);
}

/**
 * actor_exit() - have an actor end its process, and wait for that
 * @actor: any thread of it; it is left for its parent to reap
 * @status: as for exit()
 */
void actor_exit(struct actor *actor, int status)
{
	actor_begin_exit(actor, status);
	actor_await_death(actor);
}

/**
 * actor_exit_thread() - have an actor end itself, but not the other threads of its process
 * @actor: which; when this returns, its children have their new parents
 */
void actor_exit_thread(struct actor *actor)
{
	actor_begin(actor, exit_thread, 0);
	if (!pause_until(thread_has_ended, actor))
		tap_bail("thread %s does not end", actor->id.comm);
}

/**
 * actor_kill() - send a signal to an actor's process; do not wait
 * @actor: any thread of it
 */
void actor_kill(struct actor *actor, int signal)
{
	syscall(SYS_pidfd_send_signal, actor->pidfd, signal, NULL, 0);
}

/**
 * actors_kill() - kill every actor
 */
void actors_kill(void)
{
	for (unsigned int i = 0; i < stage->count; i++) {
		if (stage->cast[i].pidfd >= 0)
			actor_kill(&stage->cast[i], SIGKILL);
	}
}

/**
 * actors_reap() - kill every actor and wait until all have died
 */
void actors_reap(void)
{
	actors_kill();
	while (waitpid(-1, NULL, 0) > 0)
		;
	for (unsigned int i = 0; i < stage->count; i++)
		actor_await_death(&stage->cast[i]);
}
