// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A process becomes a subreaper while its descendants fork without pause. However close to that a
 * process was born: if it makes an orphan when SET has returned, the subreaper gets it.
 *
 *	S -- storm-1 -- storm-2 -- ...	workers: fork middles before, during and after SET
 *	        |          |
 *	     middles    middles		wait until SET has returned, fork an orphan, exit
 *	        |          |
 *	     orphans    orphans		report their new parent
 */
#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "lib/actors.h"
#include "lib/events.h"
#include "lib/jobs.h"
#include "lib/kernel.h"
#include "lib/pause.h"
#include "lib/scenario.h"
#include "lib/tap.h"
#include "lib/tasks.h"
#include "lib/words.h"

#define WORKERS	    4
#define WORKER_NAME "storm-"

/* Middles: in all when S calls SET, by each worker until then at most, and afterwards. */
#define ENOUGH	   8
#define AT_MOST	   60
#define AFTERWARDS 15

#define CLAIMS 5

/* Shared by all of them; the numbers count processes. */
struct storm {
	pid_t subreaper;
	_Atomic uint32_t is_set;
	_Atomic uint32_t middles;
	_Atomic uint32_t arrived;
	_Atomic uint32_t astray;
};

static struct storm *storm;

static void await_set(void)
{
	while (!storm->is_set)
		syscall(SYS_futex, &storm->is_set, FUTEX_WAIT, 0, NULL, NULL, 0);
}

static void __attribute__((noreturn)) be_orphan(pid_t parent)
{
	const struct timespec millisecond = { .tv_nsec = 1000000 };

	alarm(SCENARIO_SECONDS);
	while (getppid() == parent)
		nanosleep(&millisecond, NULL);
	if (getppid() == storm->subreaper)
		storm->arrived++;
	else
		storm->astray++;
	_exit(0);
}

static void __attribute__((noreturn)) be_middle(void)
{
	pid_t self = getpid();

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	alarm(SCENARIO_SECONDS);
	storm->middles++;
	await_set();
	if (fork() == 0)
		be_orphan(self);
	_exit(0);
}

/* Returns how many middles were forked and have ended. */
static long fork_middles(long unused)
{
	unsigned int before = 0, after = 0;
	pid_t pid;

	(void)unused;
	while (after < AFTERWARDS) {
		if (before == AT_MOST)
			await_set();
		if (storm->is_set)
			after++;
		else
			before++;
		pid = fork();
		if (pid == 0)
			be_middle();
		if (pid < 0)
			return -errno;
	}
	for (unsigned int left = before + after; left; left--)
		waitpid(-1, NULL, 0);
	return before + after;
}

static long set_and_tell(long unused)
{
	long err = job_mark(1);

	(void)unused;
	storm->is_set = 1;
	syscall(SYS_futex, &storm->is_set, FUTEX_WAKE, INT_MAX, NULL, NULL, 0);
	return err;
}

static bool is_raging(const void *unused)
{
	(void)unused;
	return storm->middles >= ENOUGH;
}

static bool is_over(const void *unused)
{
	(void)unused;
	return storm->arrived + storm->astray >= storm->middles;
}

/* Returns how many orphans there must be. */
static unsigned int rage(struct actor *s, struct actor **workers)
{
	unsigned int orphans = 0;
	long result;

	for (unsigned int i = 0; i < WORKERS; i++)
		actor_begin(workers[i], fork_middles, 0);
	if (!pause_until(is_raging, NULL))
		tap_bail("the storm does not rise");
	if (actor_do(s, set_and_tell, 0))
		tap_bail("cannot set");
	for (unsigned int i = 0; i < WORKERS; i++) {
		result = actor_finish(workers[i]);
		if (result < 0)
			tap_bail("%s cannot fork: %s", workers[i]->id.comm, strerror(-result));
		orphans += result;
	}
	pause_until(is_over, NULL);
	return orphans;
}

/* Blocks until so many have ended. */
static long reap_many(long number)
{
	long reaped = 0;

	while (reaped < number && waitpid(-1, NULL, 0) > 0)
		reaped++;
	return reaped;
}

static void check_processes(struct actor *s, unsigned int orphans)
{
	claim_begin("every orphan made after SET sees the subreaper as its parent");
	claim_expect("orphans with another parent", 0, storm->astray);
	claim_expect("orphans with the subreaper", orphans, storm->arrived);
	claim_end();

	claim_begin("the subreaper can reap all of them, and nobody else");
	claim_expect("reaped", storm->arrived, actor_do(s, reap_many, storm->arrived));
	claim_expect("another", -EAGAIN, actor_do(s, job_try_to_reap, -1));
	claim_end();
}

static bool is_of_storm(const struct event *event)
{
	return !strncmp(event->parent.comm, WORKER_NAME, strlen(WORKER_NAME));
}

static unsigned int count_moves(const struct event_log *log, pid_t adopter)
{
	unsigned int count = 0;

	for (unsigned int i = 0; i < log->count; i++)
		count += log->events[i].kind == EVENT_REPARENT && is_of_storm(&log->events[i]) &&
			 log->events[i].decision == SUBREAPER_DECISION_SUBREAPER &&
			 log->events[i].adopter.pid == adopter;
	return count;
}

static void check_events(const struct actor *s, unsigned int orphans)
{
	struct event_log log = events_read();
	unsigned int walks = 0, moves = 0, covered = 0;

	for (unsigned int i = 0; i < log.count; i++) {
		if (!is_of_storm(&log.events[i]))
			continue;
		walks += log.events[i].kind == EVENT_WALK;
		covered += log.events[i].kind == EVENT_WALK && log.events[i].has_flag;
		moves += log.events[i].kind == EVENT_REPARENT;
	}

	claim_begin("the events tell of each of these moves, and of no other");
	claim_expect("mark events", true, !!events_next_mark(&log, NULL, s->id.pid));
	claim_expect("walks", orphans, walks);
	claim_expect("walks of processes that the mark covers", orphans, covered);
	claim_expect("reparents", orphans, moves);
	claim_expect("reparents to the subreaper", orphans, count_moves(&log, s->id.pid));
	claim_end();
}

static void check_debugfs(const struct actor *s, struct actor **workers)
{
	struct tasks_row row;

	claim_begin("debugfs shows the descendants as covered");
	for (unsigned int i = 0; i < WORKERS; i++) {
		tasks_find(workers[i]->id.pid, &row);
		claim_expect("has_subreaper", true, row.has_subreaper);
		claim_expect_text("decision", decision_word(SUBREAPER_DECISION_SUBREAPER),
				  decision_word(row.decision));
		claim_expect("adopter", s->id.pid, row.adopter);
	}
	claim_end();
}

static void check_before(const struct actor *s)
{
	struct tasks_row row;

	claim_begin("debugfs shows no subreaper before the storm");
	tasks_find(s->id.pid, &row);
	claim_expect("subreaper", false, row.subreaper);
	claim_end();
}

static void play(void)
{
	struct actor *s, *workers[WORKERS];
	char name[SUBREAPER_COMM_LEN];
	unsigned int orphans;

	if (!kernel_has_subreapers()) {
		claim_skip_all(CLAIMS, "every orphan made after SET goes to the subreaper",
			       "the kernel has no subreapers");
		return;
	}
	storm = actors_share(sizeof(*storm));
	s = actor_fork(NULL, "S");
	storm->subreaper = s->id.pid;
	for (unsigned int i = 0; i < WORKERS; i++) {
		snprintf(name, sizeof(name), WORKER_NAME "%u", i + 1);
		workers[i] = actor_fork(i ? workers[i - 1] : s, name);
	}
	check_before(s);
	events_clear();
	orphans = rage(s, workers);
	check_processes(s, orphans);
	check_events(s, orphans);
	check_debugfs(s, workers);
}

int main(void)
{
	return scenario_main(35, CLAIMS, play);
}
