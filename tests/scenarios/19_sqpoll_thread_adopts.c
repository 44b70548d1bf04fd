// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The kernel's own thread that polls an io_uring is a thread of the process as any other. When it
 * is the oldest that lives, it adopts; what it adopts, the other threads can wait for.
 */
#include <dirent.h>
#include <errno.h>
#include <linux/io_uring.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/actors.h"
#include "lib/jobs.h"
#include "lib/kernel.h"
#include "lib/orphaning.h"
#include "lib/pause.h"
#include "lib/scenario.h"
#include "lib/tap.h"

#define CLAIMS (1 + 2 * ORPHANING_CLAIMS + 1)

/* The ring stays open as long as any thread of the process lives. */
static long poll_a_ring(long unused)
{
	struct io_uring_params how = { .flags = IORING_SETUP_SQPOLL };

	(void)unused;
	return syscall(SYS_io_uring_setup, 1, &how) < 0 ? -errno : 0;
}

/* The thread that polls is called after the one that made the ring; it takes the name by itself. */
struct search {
	pid_t pid;
	char comm[SUBREAPER_COMM_LEN];
	struct identity *ret;
};

static bool find_thread(const void *subject)
{
	const struct search *search = subject;
	bool found = false;
	char path[40];
	DIR *tasks;

	snprintf(path, sizeof(path), "/proc/%d/task", search->pid);
	tasks = opendir(path);
	if (!tasks)
		tap_bail("cannot read %s: %s", path, strerror(errno));
	for (struct dirent *entry; !found && (entry = readdir(tasks));)
		found = entry->d_name[0] != '.' &&
			!proc_identity(search->pid, atoi(entry->d_name), search->ret) &&
			!strcmp(search->ret->comm, search->comm);
	closedir(tasks);
	return found;
}

static void check_thread(const struct actor *s, long err, struct identity *ret)
{
	struct search search = { .pid = s->id.pid, .ret = ret };

	snprintf(search.comm, sizeof(search.comm), "iou-sqp-%d", s->id.tid);
	claim_begin("an io_uring has a kernel thread that polls it");
	claim_expect("result of io_uring_setup", 0, err);
	claim_expect("thread of that name", true, pause_until(find_thread, &search));
	claim_expect("is the leader", false, ret->tid == s->id.tid);
	claim_end();
}

static void check_reaping(struct actor *t2, struct actor *l)
{
	claim_begin("another thread is told of the death of that orphan, and can reap it");
	actor_exit(l, 5);
	claim_expect("si_pid", l->id.pid, actor_do(t2, job_take_signal, SIGCHLD));
	claim_expect("status", 5, WEXITSTATUS(actor_do(t2, job_reap, l->id.pid)));
	claim_end();
}

static void check_adoption(struct actor *s, const struct identity *poller)
{
	struct actor *t2 = actor_thread(s, "t2");
	struct actor *m = actor_fork(s, "M");
	struct actor *l = actor_fork(m, "L");

	orphaning_check(&(struct orphaning){
		.what = "the leader ends and leaves its child to the thread that polls",
		.parent = s,
		.only_thread = true,
		.decision = SUBREAPER_DECISION_SIBLING_THREAD,
		.adopter = poller,
		.orphans = { { .actor = m } },
	});
	orphaning_check(&(struct orphaning){
		.what = "the orphan goes to the subreaper's thread that polls",
		.parent = m,
		.decision = SUBREAPER_DECISION_SUBREAPER,
		.adopter = poller,
		.orphans = { { .actor = l } },
		.ancestors = { { &s->id, SUBREAPER_VERDICT_ADOPTS } },
	});

	actor_do(t2, job_reap, m->id.pid);
	actor_do(t2, job_take_signal, SIGCHLD);
	if (kernel_has_subreapers())
		check_reaping(t2, l);
	else
		lost_to_init_check(t2, l);
}

static void play(void)
{
	struct actor *s = actor_fork(NULL, "S");
	struct identity poller;
	long err;

	actor_do(s, job_mark, 1);
	err = actor_do(s, poll_a_ring, 0);
	if (err == -ENOSYS || err == -EPERM) {
		claim_skip_all(CLAIMS, "the thread that polls an io_uring adopts",
			       "the kernel has no io_uring, or forbids it");
		return;
	}
	check_thread(s, err, &poller);
	check_adoption(s, &poller);
}

int main(void)
{
	return scenario_main(19, CLAIMS, play);
}
