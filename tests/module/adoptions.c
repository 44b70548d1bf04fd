// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * adoptions CASE: holds what tasks says of adoptions against how they came about, when others try
 * to displace them and when they are overtaken. Says in "#" lines what is wrong.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../scenarios/lib/files.h"
#include "orphans.h"
#include "view.h"

#define USER  1000
#define FLOOD 1201
#define OURS  7

static void mark(void)
{
	prctl(PR_SET_CHILD_SUBREAPER, 1);
}

static bool is_adopted_by(pid_t child, pid_t adopter, const char *decision)
{
	struct view_row row;

	if (!view_find("tasks", "pid", child, &row))
		return expect("lines on the child", 1, 0);
	return expect("ppid", adopter, view_number(&row, "ppid")) &
	       expect("adopted_by", adopter, view_number(&row, "adopted_by")) &
	       expect_text("adopted_decision", decision, view_text(&row, "adopted_decision"));
}

static bool is_unknown(pid_t child)
{
	struct view_row row;

	if (!view_find("tasks", "pid", child, &row))
		return expect("lines on the child", 1, 0);
	return expect_text("adopted_by", "-", view_text(&row, "adopted_by")) &
	       expect_text("adopted_by_start", "-", view_text(&row, "adopted_by_start")) &
	       expect_text("adopted_time", "-", view_text(&row, "adopted_time")) &
	       expect_text("adopted_decision", "-", view_text(&row, "adopted_decision")) &
	       expect_text("adopted_number", "-", view_text(&row, "adopted_number"));
}

static bool all_are_ours(const struct orphans *orphans)
{
	bool good = true;

	for (int i = 0; i < orphans->count; i++)
		good &= is_adopted_by(orphans->pids[i], getpid(), "subreaper");
	return good;
}

/* What a child of another user needs to send us, and we it. */
static int told[2], go[2];

static void tell(void)
{
	if (write(told[1], "", 1) != 1)
		_exit(1);
}

static void await(int fd)
{
	char byte;

	if (read(fd, &byte, 1) != 1)
		_exit(1);
}

/* FLOOD processes that we adopt, and which stay until their group is killed. */
static void leave_flood(bool many_users)
{
	if (fork())
		return;
	for (int i = 0; i < FLOOD; i++) {
		if (fork())
			continue;
		if (many_users && (setresuid(i + 1, i + 1, i + 1)))
			_exit(1);
		for (;;)
			pause();
	}
	_exit(0);
}

/* Returns the process group, when the flood is ours. */
static pid_t flood(void (*become)(void), bool many_users)
{
	pid_t group;

	group = fork();
	if (group == 0) {
		setpgid(0, 0);
		become();
		leave_flood(many_users);
		wait(NULL);
		tell();
		for (;;)
			pause();
	}
	if (many_users) {
		char path[64];

		await(told[0]);
		snprintf(path, sizeof(path), "/proc/%d/uid_map", group);
		file_write(path, "0 100000 65536\n");
		if (write(go[1], "", 1) != 1)
			exit(1);
	}
	await(told[0]);
	return group;
}

static void end_flood(pid_t group)
{
	kill(-group, SIGKILL);
	while (waitpid(-group, NULL, 0) > 0)
		;
}

static void become_user(void)
{
	if (setresgid(USER, USER, USER) || setresuid(USER, USER, USER))
		_exit(1);
	prctl(PR_SET_DUMPABLE, 1);
}

/* The same user, with as many users below it as there are processes. */
static void become_many_users(void)
{
	become_user();
	if (unshare(CLONE_NEWUSER))
		_exit(1);
	tell();
	await(go[0]);
	if (setresuid(0, 0, 0))
		_exit(1);
}

/*
 * With room for 256: a user whose living orphans need several times that displaces only its own,
 * whether ours were there before or come later, and it is counted.
 */
static bool outlast_flood(void (*become)(void), bool many_users)
{
	long long forgotten = view_value("stats", "adoptions_forgotten");
	long long kept = view_value("info", "adoptions_kept");
	struct orphans *before, *after;
	pid_t group;
	bool good;

	mark();
	before = orphans_leave(OURS, 0, "parent");
	group = flood(become, many_users);
	good = all_are_ours(before);
	after = orphans_leave(OURS, 0, "parent");
	good &= all_are_ours(after) & all_are_ours(before);
	forgotten = view_value("stats", "adoptions_forgotten") - forgotten;
	kept = view_value("info", "adoptions_kept") - kept;
	good &= expect("kept or forgotten", FLOOD + 2 * OURS, kept + forgotten) &
		expect("most were forgotten", true, forgotten >= FLOOD - 256);
	end_flood(group);
	return good;
}

static bool outlast_user(void)
{
	return outlast_flood(become_user, false);
}

static bool outlast_many_users(void)
{
	return outlast_flood(become_many_users, true);
}

/* 19 processes that are adopted 53 times are 19 adoptions to remember. */
static void leave_through(int depth)
{
	pid_t child;

	do {
		mark();
		child = fork();
		if (child) {
			waitpid(child, NULL, 0);
			_exit(0);
		}
	} while (--depth);
	for (int i = 0; i < 19; i++) {
		if (fork() == 0)
			for (;;)
				pause();
	}
	_exit(0);
}

static bool count_readopted_once(void)
{
	long long before = view_value("info", "adoptions_kept");
	pid_t child;
	bool good;

	mark();
	child = fork();
	if (child == 0) {
		setpgid(0, 0);
		leave_through(53);
	}
	waitpid(child, NULL, 0);
	good = expect("adoptions_kept", before + 19, view_value("info", "adoptions_kept")) &
	       expect("adoptions_forgotten", 0, view_value("stats", "adoptions_forgotten"));
	end_flood(child);
	return good;
}

static long long adopted_of(pid_t pid)
{
	struct view_row row;

	if (!view_find("reapers", "pid", pid, &row))
		return -2;
	return strcmp(view_text(&row, "adopted"), "-") ? view_number(&row, "adopted") : -1;
}

/*
 * One of another user, which has 1,201 living adopters, loses its count; ours keeps its own. What
 * is not known is not shown as a number: that would be too low.
 */
static bool keep_adopters_count(void)
{
	static pid_t adopters[FLOOD];
	int unknown = 0, wrong = 0;
	bool good;

	mark();
	orphans_leave(OURS, 0, "parent");
	for (int i = 0; i < FLOOD; i++) {
		adopters[i] = fork();
		if (adopters[i])
			continue;
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		become_user();
		mark();
		for (int j = 0; j < 2; j++) {
			if (fork() == 0) {
				if (j == 0 && fork() == 0) {
					prctl(PR_SET_PDEATHSIG, SIGKILL);
					for (;;)
						pause();
				}
				_exit(0);
			}
			wait(NULL);
		}
		tell();
		for (;;)
			pause();
	}
	for (int i = 0; i < FLOOD; i++)
		await(told[0]);
	good = expect("adopted by us", OURS, adopted_of(getpid()));
	for (int i = 0; i < FLOOD; i += 7) {
		long long adopted = adopted_of(adopters[i]);

		unknown += adopted == -1;
		wrong += adopted != -1 && adopted != 1;
	}
	good &= expect("wrong counts", 0, wrong) & expect("unknown counts", true, unknown > 0) &
		expect("adopters_forgotten", true, view_value("stats", "adopters_forgotten") > 0);
	for (int i = 0; i < FLOOD; i++) {
		kill(adopters[i], SIGKILL);
		waitpid(adopters[i], NULL, 0);
	}
	return good;
}

/*
 * A process of ours that is marked, adopts and says what; it ends when it is killed, or its first
 * thread when @thread is.
 */
static pid_t inner_reaper(struct orphans **orphans, void (*live)(void))
{
	struct orphans *shared;
	pid_t inner;
	int where[2];

	if (pipe(where))
		exit(1);
	inner = fork();
	if (inner == 0) {
		mark();
		shared = orphans_leave(1, 0, "parent");
		if (write(where[1], shared->pids, sizeof(*shared->pids)) < 0)
			_exit(1);
		live();
	}
	*orphans = calloc(1, sizeof(**orphans));
	(*orphans)->count = 1;
	if (read(where[0], (*orphans)->pids, sizeof(pid_t)) != sizeof(pid_t))
		exit(1);
	close(where[0]);
	close(where[1]);
	return inner;
}

static void live_on(void)
{
	for (;;)
		pause();
}

static void end(pid_t child)
{
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
}

/* Adopted by one that dies, and then by us: the last adoption is the one that counts. */
static bool follow_adopters(void)
{
	struct orphans *orphans;
	struct view_row first, second, walk;
	pid_t inner;
	bool good;

	mark();
	inner = inner_reaper(&orphans, live_on);
	good = is_adopted_by(orphans->pids[0], inner, "subreaper");
	view_find("tasks", "pid", orphans->pids[0], &first);
	end(inner);
	good &= is_adopted_by(orphans->pids[0], getpid(), "subreaper");
	view_find("tasks", "pid", orphans->pids[0], &second);
	good &= view_find("walks", "parent", inner, &walk) &&
		expect("number", view_number(&walk, "number"),
		       view_number(&second, "adopted_number"));
	return good & expect("another number", true,
			     view_number(&first, "adopted_number") <
				     view_number(&second, "adopted_number"));
}

static void *be_thread(void *unused)
{
	(void)unused;
	await(go[0]);
	syscall(SYS_exit, 0);
	return NULL;
}

static void live_as_thread(void)
{
	pthread_t thread;

	pthread_create(&thread, NULL, be_thread, NULL);
	syscall(SYS_exit, 0);
}

/*
 * When the thread that adopted ends, another of its process takes the child: that is no adoption,
 * and the one before still holds. It does not when the last thread ends.
 */
static bool stay_in_family(void)
{
	struct orphans *orphans;
	struct view_row before, after;
	pid_t inner;
	bool good;

	mark();
	inner = inner_reaper(&orphans, live_as_thread);
	view_find("tasks", "pid", orphans->pids[0], &before);
	do {
		usleep(1000);
		if (!view_find("tasks", "pid", orphans->pids[0], &after))
			return expect("lines on the child", 1, 0);
	} while (view_number(&after, "ptid") == inner);
	good = is_adopted_by(orphans->pids[0], inner, "subreaper") &
	       expect("ptid is another thread", true, view_number(&after, "ptid") != inner);
	if (write(go[1], "", 1) != 1)
		return false;
	waitpid(inner, NULL, 0);
	return good & is_adopted_by(orphans->pids[0], getpid(), "subreaper");
}

/* A pid that was an orphan's is another's now: nothing of the one is said of the other. */
static bool forget_reused_pid(void)
{
	struct orphans *orphans;
	char last[16];
	pid_t child;
	bool good;

	mark();
	orphans = orphans_leave(1, 0, "parent");
	good = all_are_ours(orphans);
	end(orphans->pids[0]);
	snprintf(last, sizeof(last), "%d", orphans->pids[0] - 1);
	file_write("/proc/sys/kernel/ns_last_pid", last);
	child = fork();
	if (child == 0)
		live_on();
	good &= expect("pid", orphans->pids[0], child) && is_unknown(child);
	end(child);
	return good;
}

/*
 * While probes are off an adopter dies, and we adopt unseen. That the dead one has the child is
 * wrong then, and that we adopted it is not known; unless the kernel shows it by tracepoints.
 */
static bool doubt_unseen(void)
{
	bool blind = !strstr(view_read("info"), "\nhook core") &&
		     !strstr(view_read("info"), "\nbackend core");
	struct orphans *orphans;
	pid_t inner;
	bool good;

	mark();
	inner = inner_reaper(&orphans, live_on);
	good = is_adopted_by(orphans->pids[0], inner, "subreaper");
	file_write("/sys/kernel/debug/kprobes/enabled", "0");
	end(inner);
	file_write("/sys/kernel/debug/kprobes/enabled", "1");
	return good & (blind ? is_unknown(orphans->pids[0])
			     : is_adopted_by(orphans->pids[0], getpid(), "subreaper"));
}

/* Our own child is none that we adopted, dead or alive. */
static bool tell_own_child(void)
{
	pid_t child = fork();
	siginfo_t info;
	bool good;

	if (child == 0)
		live_on();
	mark();
	good = is_unknown(child);
	kill(child, SIGKILL);
	waitid(P_PID, child, &info, WEXITED | WNOWAIT);
	good &= is_unknown(child);
	waitpid(child, NULL, 0);
	return good;
}

static const struct {
	const char *name;
	bool (*run)(void);
} cases[] = {
	{ "user", outlast_user },
	{ "many_users", outlast_many_users },
	{ "readopted", count_readopted_once },
	{ "adopters", keep_adopters_count },
	{ "followed", follow_adopters },
	{ "family", stay_in_family },
	{ "reused", forget_reused_pid },
	{ "unseen", doubt_unseen },
	{ "own", tell_own_child },
};

int main(int argc, char **argv)
{
	bool good = false;

	setvbuf(stdout, NULL, _IONBF, 0);
	orphans_hold();
	if (pipe(told) || pipe(go))
		return 1;
	for (size_t i = 0; argc > 1 && i < sizeof(cases) / sizeof(*cases); i++) {
		if (!strcmp(argv[1], cases[i].name))
			good = cases[i].run();
	}
	return !good;
}
