// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * An adopter that is waiting for any child to end wakes when it gets one that has ended. No child
 * of its own ends meanwhile: the zombie's parent has a parent between itself and the adopter.
 */
#include <errno.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/actors.h"
#include "lib/adopter.h"
#include "lib/events.h"
#include "lib/jobs.h"
#include "lib/orphaning.h"
#include "lib/pause.h"
#include "lib/scenario.h"
#include "lib/tap.h"
#include "lib/tasks.h"

#define STATUS 42

struct family {
	struct actor *s, *p, *m, *l;
};

static struct family family_with_zombie(void)
{
	struct family family;

	family.s = adopter_fork(NULL, "S");
	family.p = actor_fork(family.s, "P");
	family.m = actor_fork(family.p, "M");
	family.l = actor_fork(family.m, "L");
	actor_exit(family.l, STATUS);
	return family;
}

static bool is_in_wait(const void *subject)
{
	const struct actor *actor = subject;
	long number = proc_syscall(actor->id.pid, actor->id.tid);

	return number == SYS_wait4 || number == SYS_waitid;
}

static void begin_wait(struct actor *s, actor_job wait)
{
	actor_begin(s, wait, 0);
	if (!pause_until(is_in_wait, s))
		tap_bail("%s does not block in its wait", s->id.comm);
}

/* Both return the process that has ended. */
static long await_any(long unused)
{
	siginfo_t info;

	(void)unused;
	return waitid(P_ALL, 0, &info, WEXITED | WNOWAIT) ? -errno : info.si_pid;
}

static long reap_any(long unused)
{
	(void)unused;
	return waitpid(-1, NULL, 0);
}

/* A wait that leaves the zombie as it is, so that all witnesses can look at it. */
static void wait_and_leave(void)
{
	struct family family = family_with_zombie();

	begin_wait(family.s, await_any);
	orphaning_check(&(struct orphaning){
		.what = "a zombie is handed over to an adopter that waits",
		.parent = family.m,
		.decision = SUBREAPER_DECISION_SUBREAPER,
		.adopter = &family.s->id,
		.init = &family.s->id,
		.orphans = { { .actor = family.l, .effects = SUBREAPER_EFFECT_ZOMBIE } },
		.ancestors = {
			{ &family.p->id, SUBREAPER_VERDICT_NOT_SUBREAPER },
			{ &family.s->id, SUBREAPER_VERDICT_ADOPTS },
		},
	});

	claim_begin("that wakes the adopter, which can then reap the zombie");
	claim_expect("who has ended", family.l->id.nspid, actor_finish(family.s));
	claim_expect("status", STATUS,
		     WEXITSTATUS(actor_do(family.s, job_reap, family.l->id.nspid)));
	claim_end();
}

static void check_event(const struct family *family)
{
	struct event_log log = events_read();
	const struct event *move;

	claim_begin("the event of that tells of a zombie");
	move = events_next_reparent(&log, NULL, family->l->id.pid);
	claim_expect("reparent events", true, !!move);
	if (move) {
		claim_expect("adopter", family->s->id.pid, move->adopter.pid);
		claim_expect("effects", SUBREAPER_EFFECT_ZOMBIE, move->effects);
	}
	claim_end();
}

static void wait_and_reap(void)
{
	struct family family = family_with_zombie();
	struct tasks_row row;

	events_clear();
	begin_wait(family.s, reap_any);
	actor_exit(family.m, 0);

	claim_begin("waitpid(-1) wakes in the adopter and reaps the zombie that it adopts");
	claim_expect("who was reaped", family.l->id.nspid, actor_finish(family.s));
	claim_expect("state of the zombie", '\0', proc_state(family.l->id.pid, family.l->id.pid));
	claim_expect("row in debugfs", false, tasks_find(family.l->id.pid, &row));
	claim_end();
	check_event(&family);
}

static void play(void)
{
	wait_and_leave();
	wait_and_reap();
}

int main(void)
{
	return scenario_main(37, ORPHANING_CLAIMS + 3, play);
}
