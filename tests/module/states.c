// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * states CASE: brings a process into a certain state, and holds what the view tasks and the event
 * process say of it against /proc, and against each other. Says in "#" lines what is wrong.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../scenarios/lib/files.h"
#include "view.h"

#define EVENTS "/sys/kernel/tracing"

/* What a child does with its time once it is in its state. */
static int ready[2];

static void say_ready(void)
{
	if (write(ready[1], "", 1) != 1)
		_exit(1);
}

static void stay(void)
{
	say_ready();
	for (;;)
		pause();
}

static void await_ready(void)
{
	char byte;

	if (read(ready[0], &byte, 1) != 1)
		exit(1);
}

static void end(pid_t child)
{
	kill(child, SIGKILL);
	waitpid(child, NULL, __WALL);
}

/* Field @number of /proc/PID/stat, as proc(5) counts them. */
static long long stat_field(pid_t pid, int number)
{
	char path[64], *text;

	snprintf(path, sizeof(path), "/proc/%d/stat", pid);
	text = file_read(path);
	text = text ? strrchr(text, ')') : NULL;
	for (int i = 2; text && i < number; i++)
		text = strchr(text + 1, ' ');
	if (!text)
		return -1;
	return number == 3 ? text[1] : strtoll(text, NULL, 10);
}

static const char *status_text(pid_t pid, const char *key)
{
	char path[64], wanted[32], *text;

	snprintf(path, sizeof(path), "/proc/%d/status", pid);
	snprintf(wanted, sizeof(wanted), "\n%s:\t", key);
	text = file_read(path);
	text = text ? strstr(text, wanted) : NULL;
	return text ? text + strlen(wanted) : "";
}

static bool signal_is_in(pid_t pid, const char *set, int signal)
{
	return strtoull(status_text(pid, set), NULL, 16) >> (signal - 1) & 1;
}

/* The event process of @pid in a new dump; NULL if there is none. */
static char *dump(pid_t pid)
{
	char wanted[64], *text;

	file_write(EVENTS "/trace", "");
	file_write(EVENTS "/events/subreaper/process/enable", "1");
	file_write("/sys/module/subreaper_trace/parameters/dump", "1");
	file_write(EVENTS "/events/subreaper/process/enable", "0");
	text = file_read(EVENTS "/trace");
	snprintf(wanted, sizeof(wanted), " process: pid=%d ", pid);
	text = text ? strstr(text, wanted) : NULL;
	if (text)
		strtok(text, "\n");
	return text;
}

/* The event's @key must say what the view has in @column, where "-" is 0. */
static bool agree(const char *event, const char *key, const struct view_row *row,
		  const char *column)
{
	const char *value = view_text(row, column);
	char wanted[32], got[32] = "(none)";

	snprintf(wanted, sizeof(wanted), " %s=", key);
	event = strstr(event, wanted);
	if (event)
		snprintf(got, sizeof(got), "%.*s", (int)strcspn(event + strlen(wanted), " "),
			 event + strlen(wanted));
	if (!strncmp(got, "0x", 2))
		snprintf(got, sizeof(got), "%lld", strtoll(got, NULL, 16));
	if (!strcmp(value, "-"))
		value = strcmp(column, "adopted_decision") ? "0" : "0x0";
	if (!strcmp(value, "0x0") && !strcmp(got, "0"))
		value = "0";
	return expect_text(column, value, got);
}

static bool event_equals(pid_t pid, const struct view_row *row)
{
	static const char * const same[][2] = {
		{ "state", "state" },
		{ "parent", "ppid" },
		{ "tid", "ptid" },
		{ "subreaper", "subreaper" },
		{ "has_subreaper", "has_subreaper" },
		{ "nspid", "nspid" },
		{ "level", "level" },
		{ "threads_alive", "threads_alive" },
		{ "tracer", "tracer" },
		{ "exit_signal", "exit_signal" },
		{ "exit_code", "exit_code" },
		{ "pgrp", "pgrp" },
		{ "session", "session" },
		{ "sigchld", "sigchld" },
		{ "pdeath_signal", "pdeath_signal" },
		{ "cgroup", "cgroup" },
		{ "adopted_by", "adopted_by" },
		{ "decision", "adopted_decision" },
		{ "number", "adopted_number" },
		{ "time", "adopted_time" },
	};
	char *event = dump(pid);
	bool good = expect("an event of it", true, event != NULL);

	for (size_t i = 0; event && i < sizeof(same) / sizeof(*same); i++)
		good &= agree(event, same[i][0], row, same[i][1]);
	return good;
}

/* Everything of which /proc says the same, and the event all. */
static bool look(pid_t pid, struct view_row *row)
{
	bool good;

	/* One that has said that it is ready is still on its way to sleep. */
	while (stat_field(pid, 3) == 'R')
		usleep(1000);
	if (!view_find("tasks", "pid", pid, row))
		return expect("lines on the process", 1, 0);
	good = expect("ppid", stat_field(pid, 4), view_number(row, "ppid")) &
	       expect("pgrp", stat_field(pid, 5), view_number(row, "pgrp")) &
	       expect("session", stat_field(pid, 6), view_number(row, "session")) &
	       expect("exit_signal", stat_field(pid, 38), view_number(row, "exit_signal")) &
	       expect("start in ticks", stat_field(pid, 22),
		      view_number(row, "start") / (1000000000 / sysconf(_SC_CLK_TCK))) &
	       expect("state", stat_field(pid, 3), view_text(row, "state")[0]) &
	       expect("traced", atoi(status_text(pid, "TracerPid")) != 0,
		      view_number(row, "tracer") != 0);
	return good & event_equals(pid, row);
}

static bool is_number(const struct view_row *row, const char *column, long long expected)
{
	return expect(column, expected, view_number(row, column));
}

static bool is_word(const struct view_row *row, const char *column, const char *expected)
{
	return expect_text(column, expected, view_text(row, column));
}

/* A process like others: nothing is claimed of it that is not so. */
static bool show_plain(void)
{
	struct view_row row, own;
	pid_t child = fork();
	bool good;

	if (child == 0)
		stay();
	await_ready();
	good = look(child, &row) & is_number(&row, "threads_alive", 1) &
	       is_number(&row, "tracer", 0) & is_word(&row, "exit_code", "-") &
	       is_word(&row, "sigchld", "default") & is_number(&row, "pdeath_signal", 0) &
	       is_word(&row, "adopted_by", "-") & is_word(&row, "adopted_by_start", "-") &
	       is_word(&row, "adopted_time", "-") & is_word(&row, "adopted_decision", "-") &
	       is_word(&row, "adopted_number", "-");
	good &= view_find("tasks", "pid", getpid(), &own) &&
		is_number(&row, "parent_start", view_number(&own, "start"));
	end(child);
	return good;
}

static void *trace_from_thread(void *child)
{
	pid_t tid = *(pid_t *)child;

	if (ptrace(PTRACE_SEIZE, tid, 0, 0))
		return (void *)1;
	say_ready();
	for (;;)
		pause();
	return NULL;
}

/* The tracer is named by its process, also when a thread of it traces. */
static bool show_tracer(void)
{
	struct view_row row;
	pthread_t thread;
	pid_t child = fork();
	bool good;

	if (child == 0)
		stay();
	await_ready();
	pthread_create(&thread, NULL, trace_from_thread, &child);
	await_ready();
	good = look(child, &row) & is_number(&row, "tracer", getpid()) &
	       is_number(&row, "ppid", getpid()) &
	       expect("TracerPid is a thread", true,
		      atoi(status_text(child, "TracerPid")) != getpid());
	end(child);
	return good;
}

static void *be_thread(void *unused)
{
	(void)unused;
	say_ready();
	for (;;)
		pause();
	return NULL;
}

/* The first thread has exited, and ps calls that a zombie; three live on. */
static bool show_leader_zombie(void)
{
	struct view_row row;
	pid_t child = fork();
	pthread_t thread;
	bool good;

	if (child == 0) {
		for (int i = 0; i < 3; i++)
			pthread_create(&thread, NULL, be_thread, NULL);
		syscall(SYS_exit, 0);
	}
	for (int i = 0; i < 3; i++)
		await_ready();
	while (stat_field(child, 3) != 'Z')
		usleep(1000);
	good = look(child, &row) & is_word(&row, "state", "Z") &
	       is_number(&row, "threads_alive", 3) & is_word(&row, "exit_code", "-") &
	       expect("a prediction", true, strcmp(view_text(&row, "decision"), "-") != 0) &
	       expect("Threads", atoi(status_text(child, "Threads")), 4);
	end(child);
	return good;
}

static bool is_dead_with(pid_t child, int wait_status)
{
	struct view_row row;
	siginfo_t info;
	bool good;
	int status;

	waitid(P_PID, child, &info, WEXITED | WNOWAIT | __WALL);
	good = look(child, &row) & is_word(&row, "state", "Z") &
	       is_number(&row, "threads_alive", 0) & is_number(&row, "exit_code", wait_status) &
	       is_word(&row, "decision", "-") & is_word(&row, "adopter", "-") &
	       is_word(&row, "steps", "-");
	waitpid(child, &status, __WALL);
	return good & expect("status of wait", wait_status, status) &
	       expect("lines on one that is gone", false, view_find("tasks", "pid", child, &row));
}

/* A zombie's exit_code is what wait(2) gives, and nothing is foretold of it. */
static bool show_zombies(void)
{
	pid_t exited = fork(), killed;

	if (exited == 0)
		_exit(42);
	killed = fork();
	if (killed == 0)
		for (;;)
			pause();
	kill(killed, SIGTERM);
	return is_dead_with(exited, 42 << 8) & is_dead_with(killed, SIGTERM);
}

static int stay_cloned(void *unused)
{
	(void)unused;
	stay();
	return 0;
}

static bool show_exit_signal(void)
{
	static const int signals[] = { 0, SIGUSR1, SIGCHLD };
	static char stack[65536];
	struct view_row row;
	bool good = true;
	pid_t child;

	signal(SIGUSR1, SIG_IGN);
	for (size_t i = 0; i < 3; i++) {
		child = clone(stay_cloned, stack + sizeof(stack), signals[i], NULL);
		await_ready();
		good &= look(child, &row) & is_number(&row, "exit_signal", signals[i]);
		end(child);
	}
	return good;
}

static void handle(int signal)
{
	(void)signal;
}

static bool show_sigchld(void)
{
	static const struct {
		const char *word;
		struct sigaction action;
		bool ignored, caught;
	} cases[] = {
		{ "default", { .sa_handler = SIG_DFL }, false, false },
		{ "handled", { .sa_handler = handle }, false, true },
		{ "ignored", { .sa_handler = SIG_IGN }, true, false },
		{ "nocldwait", { .sa_handler = SIG_DFL, .sa_flags = SA_NOCLDWAIT }, false, false },
		{ "nocldwait", { .sa_handler = handle, .sa_flags = SA_NOCLDWAIT }, false, true },
	};
	struct view_row row;
	bool good = true;
	pid_t child;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		child = fork();
		if (child == 0) {
			sigaction(SIGCHLD, &cases[i].action, NULL);
			stay();
		}
		await_ready();
		good &= look(child, &row) & is_word(&row, "sigchld", cases[i].word) &
			expect("SigIgn", cases[i].ignored, signal_is_in(child, "SigIgn", SIGCHLD)) &
			expect("SigCgt", cases[i].caught, signal_is_in(child, "SigCgt", SIGCHLD));
		end(child);
	}
	return good;
}

static bool show_groups(void)
{
	struct view_row row;
	pid_t leader, member;
	bool good;

	leader = fork();
	if (leader == 0) {
		setsid();
		stay();
	}
	await_ready();
	member = fork();
	if (member == 0) {
		setpgid(0, 0);
		stay();
	}
	await_ready();
	good = look(leader, &row) & is_number(&row, "session", leader) &
	       is_number(&row, "pgrp", leader);
	good &= look(member, &row) & is_number(&row, "session", getsid(0)) &
		is_number(&row, "pgrp", member);
	end(leader);
	end(member);
	return good;
}

static void *ask_for_pdeath(void *live)
{
	prctl(PR_SET_PDEATHSIG, SIGUSR2);
	say_ready();
	while (live)
		pause();
	return NULL;
}

/* Any thread can ask for it, and one that has exited asks no more. */
static bool show_pdeath(void)
{
	struct view_row row;
	pthread_t thread;
	bool good = true;
	pid_t child;

	for (int live = 1; live >= 0; live--) {
		child = fork();
		if (child == 0) {
			pthread_create(&thread, NULL, ask_for_pdeath, live ? &ready : NULL);
			if (!live)
				pthread_join(thread, NULL);
			stay();
		}
		await_ready();
		await_ready();
		good &= look(child, &row) & is_number(&row, "pdeath_signal", live ? SIGUSR2 : 0);
		end(child);
	}
	return good;
}

static bool show_cgroup(void)
{
	struct view_row row;
	struct stat top, inner;
	char pid[16];
	bool good;
	pid_t child;

	mkdir("/tmp/cgroup", 0700);
	if (mount("none", "/tmp/cgroup", "cgroup2", 0, NULL) ||
	    (mkdir("/tmp/cgroup/inner", 0700) && errno != EEXIST) || stat("/tmp/cgroup", &top) ||
	    stat("/tmp/cgroup/inner", &inner))
		return expect("a cgroup", true, false);
	child = fork();
	if (child == 0)
		stay();
	await_ready();
	good = look(child, &row) & is_number(&row, "cgroup", top.st_ino);
	snprintf(pid, sizeof(pid), "%d", child);
	file_write("/tmp/cgroup/inner/cgroup.procs", pid);
	good &= look(child, &row) & is_number(&row, "cgroup", inner.st_ino);
	end(child);
	umount("/tmp/cgroup");
	return good;
}

/* Adopted, and then dead: both are said of it. */
static bool show_adopted(void)
{
	struct view_row row, walk;
	pid_t middle, child = 0;
	int told[2];
	bool good;

	prctl(PR_SET_CHILD_SUBREAPER, 1);
	if (pipe(told))
		return false;
	middle = fork();
	if (middle == 0) {
		child = fork();
		if (child == 0)
			stay();
		_exit(write(told[1], &child, sizeof(child)) < 0);
	}
	waitpid(middle, NULL, 0);
	await_ready();
	if (read(told[0], &child, sizeof(child)) != sizeof(child))
		return false;
	good = look(child, &row) & is_number(&row, "adopted_by", getpid()) &
	       is_word(&row, "adopted_decision", "subreaper");
	good &= view_find("walks", "parent", middle, &walk) &&
		is_number(&row, "adopted_number", view_number(&walk, "number")) &
			is_number(&row, "adopted_time", view_number(&walk, "time")) &
			is_number(&row, "adopted_by_start", view_number(&walk, "adopter_start"));
	kill(child, SIGKILL);
	return is_dead_with(child, SIGKILL) & good;
}

static const struct {
	const char *name;
	bool (*run)(void);
} cases[] = {
	{ "plain", show_plain },
	{ "tracer", show_tracer },
	{ "leader_zombie", show_leader_zombie },
	{ "zombies", show_zombies },
	{ "exit_signal", show_exit_signal },
	{ "sigchld", show_sigchld },
	{ "groups", show_groups },
	{ "pdeath", show_pdeath },
	{ "cgroup", show_cgroup },
	{ "adopted", show_adopted },
};

int main(int argc, char **argv)
{
	bool good = false;

	setvbuf(stdout, NULL, _IONBF, 0);
	if (pipe(ready))
		return 1;
	for (size_t i = 0; argc > 1 && i < sizeof(cases) / sizeof(*cases); i++) {
		if (!strcmp(argv[1], cases[i].name))
			good = cases[i].run();
	}
	return !good;
}
