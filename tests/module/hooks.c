// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * hooks CASE [NUMBER]: makes known things happen, and holds what events, debugfs or both say of
 * them against what the processes have seen. Says in "#" lines what is wrong.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../scenarios/lib/events.h"
#include "../scenarios/lib/files.h"
#include "view.h"

static int hold[2];

/* Live until let_go(), or until no process is left that could call it. */
static void be_held(void)
{
	char byte;

	close(hold[1]);
	_exit(read(hold[0], &byte, 1) != 0);
}

static void begin_to_hold(void)
{
	if (pipe(hold))
		exit(1);
}

static void let_go(void)
{
	close(hold[0]);
	close(hold[1]);
}

static void spin(unsigned int turns)
{
	for (volatile unsigned int i = 0; i < turns; i++)
		;
}

static void end_thread(void)
{
	syscall(SYS_exit, 0);
}

static void wait_for_state(pid_t pid, char state)
{
	char path[32], *text = NULL;
	char *place;

	snprintf(path, sizeof(path), "/proc/%d/stat", pid);
	for (;;) {
		free(text);
		text = file_read(path);
		place = text ? strrchr(text, ')') : NULL;
		if (!place || place[2] == state)
			break;
		usleep(1000);
	}
	free(text);
}

/*
 * toggled, toggled_unseen: an ancestor sets and clears its mark all the time, while descendants
 * die. Whichever process adopts, the module names that process or says that it could not follow.
 */

static atomic_bool stop;

static void *toggle(void *unused)
{
	unsigned int seed = 1;

	(void)unused;
	while (!stop) {
		prctl(PR_SET_CHILD_SUBREAPER, 0);
		spin(rand_r(&seed) % 3000);
		prctl(PR_SET_CHILD_SUBREAPER, 1);
		spin(500);
	}
	return NULL;
}

/* Leaves three children, of which the first writes the pid of its adopter. */
static pid_t leave_children(int report)
{
	pid_t parent = fork(), me, adopter;

	if (parent)
		return parent;
	me = getpid();
	for (int i = 0; i < 3; i++) {
		if (fork())
			continue;
		/* 0 while it looks at a parent that is just being released. */
		while (!i && ((adopter = getppid()) == me || !adopter))
			;
		if (!i && write(report, &adopter, sizeof(adopter)) < 0)
			_exit(1);
		be_held();
	}
	_exit(0);
}

/* The adopter by debugfs; -1 if that does not know the decision. */
static pid_t adopter_in_walks(pid_t parent)
{
	char dying[32];
	struct view_row row;

	if (!view_find("walks", "parent", parent, &row))
		return -1;
	snprintf(dying, sizeof(dying), "%d:subreaper_dying", getpid());
	if (strstr(view_text(&row, "steps"), dying)) {
		printf("# %s, but it lives\n", dying);
		return -2;
	}
	return view_number(&row, "adopter");
}

/* The same by events, all of which must agree. */
static pid_t adopter_in_events(pid_t parent)
{
	struct event_log log = events_read();
	const struct event *walk = events_next_walk(&log, NULL, parent);
	unsigned int moves = 0;

	for (const struct event *event = log.events; event < log.events + log.count; event++) {
		if (event->kind != EVENT_REPARENT || event->parent.tid != parent)
			continue;
		moves++;
		if (!walk || event->adopter.pid != walk->adopter.pid ||
		    event->decision != walk->decision || event->number != walk->number)
			return -2;
	}
	if (moves != (walk ? 3 : 0)) {
		printf("# %u moves of %d, with %s walk\n", moves, parent, walk ? "a" : "no");
		return -2;
	}
	return walk ? walk->adopter.pid : -1;
}

static bool toggled(int trials, bool recording)
{
	long long dropped = view_value("info", "walks_dropped");
	int wrong = 0, untold = 0, ours = 0, report[2];
	pid_t parent, adopter, told, shown;
	pthread_t toggler;

	if (pipe(report))
		return false;
	if (recording) {
		events_start();
		/* Which on a slow machine leave no room for others. */
		events_ignore("mark");
	}
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	pthread_create(&toggler, NULL, toggle, NULL);
	for (int i = 0; i < trials; i++) {
		begin_to_hold();
		if (recording)
			events_clear();
		parent = leave_children(report[1]);
		waitpid(parent, NULL, 0);
		if (read(report[0], &adopter, sizeof(adopter)) != sizeof(adopter))
			return false;
		shown = adopter_in_walks(parent);
		told = recording ? adopter_in_events(parent) : shown;
		if ((shown != adopter && shown != -1) || told != shown) {
			if (wrong++ < 3)
				printf("# %d was adopted by %d, walks has %d, events have %d\n",
				       parent, adopter, shown, told);
		}
		untold += shown == -1;
		ours += adopter == getpid();
		let_go();
		while (waitpid(-1, NULL, WNOHANG) > 0)
			;
	}
	stop = true;
	pthread_join(toggler, NULL);
	if (recording)
		events_stop();
	printf("# %d of %d adopted by us, %lld walks corrected, %d untold\n", ours, trials,
	       view_value("info", "walks_corrected"), untold);
	return expect("wrong adopters", 0, wrong) &
	       expect("untold", view_value("info", "walks_dropped") - dropped, untold) &
	       expect("adopters of both kinds", true, ours > 0 && ours < trials);
}

/*
 * handover: the first thread of a namespace's init ends while others of it do, so that the thread
 * that the namespace was handed to need not be the one that takes the children. Each move of the
 * child begins where the one before has ended, and the last has ended at the thread that lives.
 */

#define THREADS 5

struct cast {
	pid_t child;
	pid_t survivor;
};

static atomic_int waiting;
static atomic_bool go;

static void *end_soon(void *index)
{
	unsigned int seed = getpid() + syscall(SYS_gettid) + (long)index;

	waiting++;
	while (!go)
		;
	spin(rand_r(&seed) % 3000);
	end_thread();
	return NULL;
}

static void *survive(void *cast)
{
	((struct cast *)cast)->survivor = syscall(SYS_gettid);
	waiting++;
	while (cast)
		pause();
	return NULL;
}

static int be_init(void *cast)
{
	pthread_t thread;
	pid_t child = fork();

	if (child == 0)
		be_held();
	((struct cast *)cast)->child = child;
	for (long i = 0; i < THREADS - 1; i++)
		pthread_create(&thread, NULL, end_soon, (void *)i);
	pthread_create(&thread, NULL, survive, cast);
	while (waiting < THREADS)
		;
	go = true;
	spin(1000);
	end_thread();
	return 0;
}

/* How many threads a process has that have not been released; its first one counts. */
static int threads_of(pid_t process)
{
	char path[40];
	struct stat status;

	snprintf(path, sizeof(path), "/proc/%d/task", process);
	return stat(path, &status) ? 0 : status.st_nlink - 2;
}

/* The child of a process, or of a thread of it, by /proc. */
static pid_t child_of(pid_t process, pid_t thread)
{
	char path[64];
	char *text;

	snprintf(path, sizeof(path), "/proc/%d/task/%d/children", process, thread);
	text = file_read(path);
	return text ? atoi(text) : 0;
}

static pid_t last_thread_of(pid_t process)
{
	char path[40], *text;
	pid_t thread;

	for (thread = process + 1; thread < process + 64; thread++) {
		snprintf(path, sizeof(path), "/proc/%d/task/%d/comm", process, thread);
		text = file_read(path);
		free(text);
		if (text)
			return thread;
	}
	return 0;
}

static bool play_handover(void)
{
	static char stack[65536];
	struct cast *cast = mmap(NULL, sizeof(*cast), PROT_READ | PROT_WRITE,
				 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	const struct event *event = NULL;
	struct event_log log;
	pid_t init, at, survivor, child;
	unsigned int moves = 0;
	bool good;

	begin_to_hold();
	events_clear();
	init = clone(be_init, stack + sizeof(stack), CLONE_NEWPID | SIGCHLD, cast);
	/* The first thread stays as a zombie; it may be the last that ends. */
	while (!cast->survivor || threads_of(init) != 2)
		usleep(1000);
	wait_for_state(init, 'Z');
	survivor = last_thread_of(init);
	child = child_of(init, survivor);
	log = events_read();
	for (at = init; (event = events_next_reparent(&log, event, child)); moves++) {
		if (event->parent.tid != at)
			break;
		at = event->adopter.tid;
	}
	good = expect("moves that begin elsewhere", 0, event != NULL) &
	       expect("last adopter", survivor, at) & expect("moved", true, moves > 0);
	kill(init, SIGKILL);
	waitpid(init, NULL, 0);
	let_go();
	munmap(cast, sizeof(*cast));
	return good;
}

static bool handover(int rounds)
{
	bool good = true;

	events_start();
	for (int i = 0; i < rounds && good; i++)
		good = play_handover();
	events_stop();
	return good;
}

/*
 * many: all children of a parent are counted, and the first SUBREAPER_CHILDREN_MAX have an event.
 */
static bool many(int children)
{
	long long untold = view_value("info", "children_untold");
	int told = children < SUBREAPER_CHILDREN_MAX ? children : SUBREAPER_CHILDREN_MAX;
	const struct event *walk;
	struct event_log log;
	struct view_row row;
	int moves = 0;
	pid_t parent;

	prctl(PR_SET_CHILD_SUBREAPER, 1);
	events_start();
	parent = fork();
	if (parent == 0) {
		for (int i = 0; i < children; i++) {
			pid_t child = fork();

			if (child <= 0)
				_exit(child < 0);
		}
		_exit(0);
	}
	waitpid(parent, NULL, 0);
	log = events_read();
	for (const struct event *event = log.events; event < log.events + log.count; event++)
		moves += event->kind == EVENT_REPARENT && event->parent.pid == parent &&
			 event->adopter.pid == getpid();
	walk = events_next_walk(&log, NULL, parent);
	events_stop();
	while (wait(NULL) > 0)
		;
	return expect("walks", 1, walk != NULL) &&
	       expect("children", children, walk->children) & expect("told", told, walk->told) &
		       expect("reparents", told, moves) & expect("lost", 0, events_lost()) &
		       expect("children_untold", children - told,
			      view_value("info", "children_untold") - untold) &
		       expect("a line of walks", true, view_find("walks", "parent", parent, &row)) &
		       expect("children in walks", children, view_number(&row, "children"));
}

/*
 * groups: pgrp_orphaned is set for the child by which a process group lost its last link to its
 * session, as SIGHUP for a stopped member shows, and of no other.
 */

enum member {
	FIRST_OF_TWO,
	SECOND_OF_TWO,
	ALONE,
	OF_PARENTS_GROUP,
	OF_OTHER_SESSION,
	LINKED,
	DEAD,
	MEMBERS
};

struct members {
	pid_t pids[MEMBERS];
	pid_t link;
	atomic_int ready;
	atomic_int hung_up[MEMBERS];
};

static struct members *members;
static enum member self;

static void note_hangup(int signal)
{
	members->hung_up[self] += signal == SIGHUP;
}

static void be_member(enum member member)
{
	self = member;
	signal(SIGHUP, note_hangup);
	switch (member) {
	case SECOND_OF_TWO:
		setpgid(0, members->pids[FIRST_OF_TWO]);
		break;
	case OF_PARENTS_GROUP:
		break;
	case OF_OTHER_SESSION:
		setsid();
		break;
	default:
		setpgid(0, 0);
	}
	/* Of another group of the session, and not to lose its parent. */
	if (member == LINKED && fork() == 0) {
		members->link = getpid();
		if (fork() == 0) {
			setpgid(0, members->pids[LINKED] ?: getppid());
			members->ready++;
			be_held();
		}
		setpgid(0, 0);
		members->ready++;
		be_held();
	}
	if (member == DEAD)
		_exit(0);
	members->ready++;
	raise(SIGSTOP);
	be_held();
}

static void be_parent_of_members(void)
{
	setsid();
	for (enum member i = 0; i < MEMBERS; i++) {
		pid_t child = fork();

		members->pids[i] = child ?: getpid();
		if (child == 0)
			be_member(i);
		wait_for_state(members->pids[i], i == DEAD ? 'Z' : 'T');
	}
	while (members->ready < MEMBERS - 1 + 2)
		usleep(1000);
	_exit(0);
}

static bool expect_orphaned(const struct event_log *log, enum member member, const char *name,
			    bool expected)
{
	const struct event *move = events_next_reparent(log, NULL, members->pids[member]);

	return expect(name, expected,
		      move ? !!(move->effects & SUBREAPER_EFFECT_PGRP_ORPHANED) : -1);
}

static bool groups(void)
{
	struct event_log log;
	pid_t parent;
	bool good;

	members = mmap(NULL, sizeof(*members), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
		       -1, 0);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	begin_to_hold();
	events_start();
	parent = fork();
	if (parent == 0)
		be_parent_of_members();
	waitpid(parent, NULL, 0);
	log = events_read();
	events_stop();
	/* Those that were sent SIGHUP were sent SIGCONT too. */
	usleep(300000);
	good = expect_orphaned(&log, FIRST_OF_TWO, "the first of two", false) &
	       expect_orphaned(&log, SECOND_OF_TWO, "the second of two", true) &
	       expect_orphaned(&log, ALONE, "alone in its group", true) &
	       expect_orphaned(&log, OF_PARENTS_GROUP, "in its parent's group", false) &
	       expect_orphaned(&log, OF_OTHER_SESSION, "in another session", false) &
	       expect_orphaned(&log, LINKED, "in a group that another member links", false) &
	       expect_orphaned(&log, DEAD, "dead", false) &
	       expect("hung up: the first of two", 1, members->hung_up[FIRST_OF_TWO]) &
	       expect("hung up: the second", 1, members->hung_up[SECOND_OF_TWO]) &
	       expect("hung up: alone", 1, members->hung_up[ALONE]) &
	       expect("hung up: linked", 0, members->hung_up[LINKED]);
	for (enum member i = 0; i < MEMBERS; i++)
		kill(members->pids[i], SIGKILL);
	let_go();
	while (wait(NULL) > 0)
		;
	return good;
}

/*
 * ends: walk says how the parent has ended.
 */
static unsigned int exit_code_told(int code)
{
	struct event_log log;
	const struct event *walk;
	pid_t parent;

	events_clear();
	parent = fork();
	if (parent == 0) {
		if (fork() == 0)
			be_held();
		if (code < 0)
			raise(-code);
		_exit(code);
	}
	waitpid(parent, NULL, 0);
	log = events_read();
	walk = events_next_walk(&log, NULL, parent);
	return walk ? walk->exit_code : ~0U;
}

static bool ends(void)
{
	bool good;

	begin_to_hold();
	events_start();
	good = expect("exit(3)", 0x300, exit_code_told(3)) &
	       expect("SIGKILL", SIGKILL, exit_code_told(-SIGKILL)) &
	       expect("exit(0)", 0, exit_code_told(0));
	events_stop();
	let_go();
	return good;
}

/*
 * pdeath: a child that is sent the signal shows it, and a dead one does not. The first thread of
 * the third has ended, but its signal is for the process.
 */

enum doomed { LIVE, ZOMBIE, HEADLESS, UNASKED, DOOMED };

static atomic_int *got;

static void note_signal(int signal)
{
	(*got)++;
	(void)signal;
}

static void *outlive(void *unused)
{
	while (!unused)
		pause();
	return NULL;
}

static void be_doomed(enum doomed doomed)
{
	pthread_t thread;

	if (doomed == HEADLESS) {
		signal(SIGUSR2, note_signal);
		pthread_create(&thread, NULL, outlive, NULL);
	}
	if (doomed == LIVE)
		signal(SIGUSR2, note_signal);
	if (doomed != UNASKED)
		prctl(PR_SET_PDEATHSIG, SIGUSR2);
	if (doomed == ZOMBIE)
		_exit(0);
	if (doomed == HEADLESS)
		end_thread();
	for (;;)
		pause();
}

static bool pdeath(void)
{
	static const struct {
		const char *name;
		char state;
		int signal;
	} expected[DOOMED] = {
		[LIVE] = { "live", 'S', SIGUSR2 },
		[ZOMBIE] = { "zombie", 'Z', 0 },
		[HEADLESS] = { "without its first thread", 'Z', SIGUSR2 },
		[UNASKED] = { "that has not asked for it", 'S', 0 },
	};
	pid_t *pids = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	const struct event *move;
	struct event_log log;
	bool good = true;
	pid_t parent;

	got = (atomic_int *)(pids + DOOMED);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	events_start();
	parent = fork();
	if (parent == 0) {
		for (enum doomed i = 0; i < DOOMED; i++) {
			pid_t child = fork();

			if (child == 0)
				be_doomed(i);
			pids[i] = child;
			usleep(100000);
			wait_for_state(pids[i], expected[i].state);
		}
		_exit(0);
	}
	waitpid(parent, NULL, 0);
	log = events_read();
	events_stop();
	usleep(200000);
	for (enum doomed i = 0; i < DOOMED; i++) {
		move = events_next_reparent(&log, NULL, pids[i]);
		good &= expect(expected[i].name, expected[i].signal,
			       move ? move->pdeath_signal : -1);
		kill(pids[i], SIGKILL);
	}
	good &= expect("signals that came", 2, *got);
	while (wait(NULL) > 0)
		;
	return good;
}

/*
 * autoreap: a child that was cloned to vanish as it exits has that effect, and no new exit
 * signal. Kernels before 7.1 cannot clone one.
 */
static bool autoreap(void)
{
	struct {
		unsigned long long flags, pidfd, child_tid, parent_tid, exit_signal, rest[6];
	} arguments = { .flags = 1ULL << 34 };
	pid_t *child = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	const struct event *move;
	struct event_log log;
	pid_t parent;

	prctl(PR_SET_CHILD_SUBREAPER, 1);
	begin_to_hold();
	events_start();
	parent = fork();
	if (parent == 0) {
		*child = syscall(SYS_clone3, &arguments, sizeof(arguments));
		if (*child == 0)
			be_held();
		if (*child < 0)
			*child = -errno;
		_exit(0);
	}
	waitpid(parent, NULL, 0);
	log = events_read();
	events_stop();
	let_go();
	if (*child == -EINVAL) {
		printf("# this kernel has no CLONE_AUTOREAP\n");
		return true;
	}
	move = events_next_reparent(&log, NULL, *child);
	return expect("effects", SUBREAPER_EFFECT_AUTOREAP, move ? (int)move->effects : -1);
}

/*
 * reap: which thread has released a process, and whether it waited for it.
 */

#define INSTANCE "/sys/kernel/tracing/instances/hooks/"

static char *recorded;

static void record_reaps(void)
{
	if (mkdir(INSTANCE, 0700) || file_write(INSTANCE "events/subreaper/reap/enable", "1")) {
		printf("# cannot record reaps\n");
		exit(1);
	}
}

static void end_recording(void)
{
	recorded = file_read(INSTANCE "trace");
	rmdir(INSTANCE);
}

/* There must be one reap of the process, and it says what the text does. */
static bool expect_reap(const char *name, pid_t pid, const char *text)
{
	char start[32];
	char *line, *end;

	snprintf(start, sizeof(start), " reap: pid=%d ", pid);
	line = strstr(recorded, start);
	if (!line)
		return expect(name, 1, 0);
	end = strchr(line, '\n');
	*end = '\0';
	if (!strstr(line, text))
		printf("# %s: expected '%s' in '%s'\n", name, text, line);
	else if (!strstr(end + 1, start))
		return *end = '\n', true;
	*end = '\n';
	return expect(name, 1, 2);
}

static void *wait_in_thread(void *pid)
{
	waitpid(*(pid_t *)pid, NULL, 0);
	return (void *)syscall(SYS_gettid);
}

static void *end_last(void *unused)
{
	(void)unused;
	usleep(100000);
	end_thread();
	return NULL;
}

static int be_init_with_zombie(void *zombie)
{
	pid_t child = fork();

	(void)zombie;
	if (child == 0)
		_exit(5);
	usleep(100000);
	return 0;
}

static bool reaps(void)
{
	static char stack[65536];
	pid_t waited, ignored, headless, init;
	char waited_for[160], not_waited[160];
	void *tid;
	pthread_t thread;
	bool good;

	record_reaps();
	waited = fork();
	if (waited == 0)
		_exit(3);
	pthread_create(&thread, NULL, wait_in_thread, &waited);
	pthread_join(thread, &tid);
	init = clone(be_init_with_zombie, stack + sizeof(stack), CLONE_NEWPID | SIGCHLD, NULL);
	waitpid(init, NULL, 0);

	signal(SIGCHLD, SIG_IGN);
	ignored = fork();
	if (ignored == 0) {
		raise(SIGKILL);
		_exit(0);
	}
	headless = fork();
	if (headless == 0) {
		pthread_create(&thread, NULL, end_last, NULL);
		end_thread();
	}
	while (wait(NULL) > 0)
		;
	/* wait() does not wait until what it does not return is released. */
	while (!kill(ignored, 0) || !kill(headless, 0))
		usleep(1000);
	end_recording();

	snprintf(waited_for, sizeof(waited_for),
		 "exit_code=0x300 parent=%d reaper=%d tid=%ld comm=hooks release=waited", getpid(),
		 getpid(), (long)tid);
	snprintf(not_waited, sizeof(not_waited),
		 "exit_code=0x9 parent=%d reaper=%d tid=%d comm=hooks release=unwaited", getpid(),
		 ignored, ignored);
	good = expect_reap("waited for by a thread", waited, waited_for) &
	       expect_reap("not waited for", ignored, not_waited) &
	       expect_reap("with its last thread", headless, "release=unwaited") &
	       expect_reap("the init of a namespace", init, "release=waited");
	snprintf(waited_for, sizeof(waited_for), "exit_code=0x500 parent=%d reaper=%d tid=%d ",
		 init, init, init);
	return good & expect("reaped by it", true,
			     strstr(recorded, waited_for) &&
				     strstr(strstr(recorded, waited_for), "release=waited"));
}

int main(int argc, char **argv)
{
	const char *name = argc > 1 ? argv[1] : "";
	int number = argc > 2 ? atoi(argv[2]) : 1;
	bool good = false;

	setvbuf(stdout, NULL, _IONBF, 0);
	events_name();
	if (!strcmp(name, "toggled"))
		good = toggled(number, true);
	else if (!strcmp(name, "toggled_unseen"))
		good = toggled(number, false);
	else if (!strcmp(name, "handover"))
		good = handover(number);
	else if (!strcmp(name, "many"))
		good = many(number);
	else if (!strcmp(name, "groups"))
		good = groups();
	else if (!strcmp(name, "ends"))
		good = ends();
	else if (!strcmp(name, "pdeath"))
		good = pdeath();
	else if (!strcmp(name, "autoreap"))
		good = autoreap();
	else if (!strcmp(name, "reaps"))
		good = reaps();
	else if (!strcmp(name, "mark"))
		good = !prctl(PR_SET_CHILD_SUBREAPER, 1);
	return !good;
}
