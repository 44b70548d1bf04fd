// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * zombie_init: all that the module has to say is read while the init of a pid namespace is a zombie
 * whose last thread was another one. The namespace's pointer to that thread dangles until we wait.
 * Many processes are made meanwhile, to use its memory again. KASAN sees that the pointer is
 * followed; not following it says nothing of what the zombie's children would become.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../scenarios/lib/files.h"
#include "view.h"

static void *end_last(void *unused)
{
	(void)unused;
	usleep(200000);
	syscall(SYS_exit, 0);
	return NULL;
}

static void be_init(void)
{
	pthread_t thread;

	pthread_create(&thread, NULL, end_last, NULL);
	syscall(SYS_exit, 0);
}

static void use_memory_again(void)
{
	for (int i = 0; i < 199; i++) {
		if (fork() == 0) {
			usleep(300000);
			_exit(0);
		}
	}
}

static bool nothing_is_foretold(pid_t pid)
{
	struct view_row row;

	if (!view_find("tasks", "pid", pid, &row))
		return expect("lines on the init", 1, 0);
	return expect_text("state", "Z", view_text(&row, "state")) &
	       expect("threads_alive", 0, view_number(&row, "threads_alive")) &
	       expect_text("decision", "-", view_text(&row, "decision")) &
	       expect_text("adopter", "-", view_text(&row, "adopter")) &
	       expect_text("adopter_tid", "-", view_text(&row, "adopter_tid"));
}

int main(void)
{
	bool good = true;
	siginfo_t info;
	pid_t init;

	setvbuf(stdout, NULL, _IONBF, 0);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	if (unshare(CLONE_NEWPID))
		return 1;
	init = fork();
	if (init == 0)
		be_init();
	waitid(P_PID, init, &info, WEXITED | WNOWAIT);
	/* Of what comes now none stays a zombie. */
	signal(SIGCHLD, SIG_IGN);
	/* The namespace is dead, and what we fork must be born elsewhere. */
	if (setns(syscall(SYS_pidfd_open, 1, 0), CLONE_NEWPID))
		return 1;
	for (int round = 0; round < 5; round++) {
		use_memory_again();
		good &= nothing_is_foretold(init);
		view_read("reapers");
		view_read("walks");
		file_write("/sys/kernel/tracing/events/subreaper/process/enable", "1");
		file_write("/sys/module/subreaper_trace/parameters/dump", "1");
		file_write("/sys/kernel/tracing/events/subreaper/process/enable", "0");
		usleep(350000);
	}
	return !good;
}
