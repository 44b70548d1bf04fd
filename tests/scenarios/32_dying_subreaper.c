// SPDX-License-Identifier: GPL-2.0-or-later
/* A subreaper that is exiting, but has not come to its end yet, is passed over by the walk. */
#include <errno.h>
#include <sys/wait.h>

#include "lib/actors.h"
#include "lib/adopter.h"
#include "lib/events.h"
#include "lib/jobs.h"
#include "lib/kernel.h"
#include "lib/orphaning.h"
#include "lib/pipe_lock.h"
#include "lib/scenario.h"
#include "lib/tap.h"
#include "lib/tasks.h"

#define CLAIMS (1 + 2 * ORPHANING_CLAIMS + 1 + STAYING_CLAIMS)

struct family {
	struct actor *s1, *s2, *m, *l;
	struct actor *sibling, *nephew;
};

static struct family family_of_two_subreapers(void)
{
	struct family family;

	family.s1 = actor_fork(NULL, "S1");
	actor_do(family.s1, job_mark, 1);
	family.s2 = actor_fork(family.s1, "S2");
	actor_do(family.s2, job_mark, 1);
	family.m = actor_fork(family.s2, "M");
	family.l = actor_fork(family.m, "L");
	family.sibling = actor_fork(family.s2, "M2");
	family.nephew = actor_fork(family.sibling, "L2");
	return family;
}

static void check_before(const struct family *family)
{
	orphaning_check(&(struct orphaning){
		.what = "as long as the nearer subreaper lives, it adopts",
		.parent = family->m,
		.decision = SUBREAPER_DECISION_SUBREAPER,
		.adopter = &family->s2->id,
		.orphans = { { .actor = family->l } },
		.ancestors = { { &family->s2->id, SUBREAPER_VERDICT_ADOPTS } },
	});
}

static void check_held_up(const struct family *family)
{
	pid_t pid = family->s2->id.pid;
	struct tasks_row row;

	claim_begin("S2 is exiting, and still has its %schildren",
		    kernel_has_subreapers() ? "mark and its " : "");
	claim_expect("is exiting", true, proc_is_exiting(pid, pid));
	tasks_find(pid, &row);
	claim_expect("subreaper", kernel_has_subreapers(), row.subreaper);
	claim_expect("PPid of its child", pid, proc_status_number(family->sibling->id.pid, "PPid"));
	claim_expect("PPid of its orphan", adopter_instead_of(&family->s2->id)->pid,
		     proc_status_number(family->l->id.pid, "PPid"));
	claim_end();
}

static void check_meanwhile(const struct family *family)
{
	orphaning_check(&(struct orphaning){
		.what = "when it is exiting, the next subreaper adopts",
		.parent = family->sibling,
		.decision = SUBREAPER_DECISION_SUBREAPER,
		.adopter = &family->s1->id,
		.orphans = { { .actor = family->nephew } },
		.ancestors = {
			{ &family->s2->id, SUBREAPER_VERDICT_SUBREAPER_DYING },
			{ &family->s1->id, SUBREAPER_VERDICT_ADOPTS },
		},
	});
}

static void check_rest(const struct family *family)
{
	struct event_log log = events_read();
	const struct event *move = events_next_reparent(&log, NULL, family->l->id.pid);
	pid_t adopter = adopter_instead_of(&family->s1->id)->pid;
	struct tasks_row row;

	claim_begin("when it has ended, its orphan %s",
		    kernel_has_subreapers() ? "goes on to the next subreaper" : "is still init's");
	claim_expect("PPid", adopter, proc_status_number(family->l->id.pid, "PPid"));
	claim_expect("reparent events", kernel_has_subreapers(), !!move);
	if (move)
		claim_expect("adopter", adopter, move->adopter.pid);
	if (kernel_has_subreapers())
		events_note_move(family->l->id.pid, adopter, SUBREAPER_DECISION_SUBREAPER);
	tasks_find(family->l->id.pid, &row);
	claim_expect("ppid in debugfs", adopter, row.ppid);
	claim_end();
}

static void check_after(const struct family *family, struct actor *holder)
{
	events_clear();
	pipe_lock_drop(holder);
	actor_await_death(family->s2);
	check_rest(family);
	staying_check(family->nephew, adopter_instead_of(&family->s1->id),
		      "the orphan that was handed over earlier stays");
}

static void play(void)
{
	struct actor *holder = actor_fork(NULL, "holder");
	long pipe = pipe_lock_make(holder);
	struct family family;

	if (pipe == -ENOSYS || pipe == -EPERM) {
		claim_skip_all(CLAIMS, "a subreaper that is exiting adopts nobody",
			       "the kernel has no userfaultfd, or forbids it");
		return;
	}
	if (pipe < 0)
		tap_bail("cannot hold up an exit: error %ld", pipe);
	family = family_of_two_subreapers();
	check_before(&family);

	pipe_lock_open(family.s2, holder, pipe);
	pipe_lock_take(holder, pipe);
	pipe_lock_exit(family.s2, 0);
	check_held_up(&family);
	check_meanwhile(&family);
	check_after(&family, holder);
}

int main(void)
{
	return scenario_main(32, CLAIMS, play);
}
