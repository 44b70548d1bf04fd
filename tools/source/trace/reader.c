// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * libtracecmd trusts the file, and on a damaged one can crash, hang, print messages or use up all
 * memory. So it runs in a process of its own, without output, without privileges, with a time limit
 * and little memory; if a signal kills it, it still sends what it had read.
 */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <linux/capability.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

#include "../../base/memory/array.h"
#include "fields.h"
#include "reader.h"
#include "tracedat.h"

/*
 * Limits of processor time in seconds, before the first record, because a slow machine needs long
 * for the formats of all events, and later; with one second more for so many bytes.
 */
#define PATIENCE_FIRST	 30
#define PATIENCE	 5
#define BYTES_PER_SECOND (8 << 20)
/*
 * Limits of memory, in addition to what the process has and to the file, which is mapped, or
 * unpacked to so many times its size; and the least that suffices.
 */
#define ROOM		 (256UL << 20)
#define ROOM_LEAST	 (64UL << 20)
#define UNPACKED	 16
#define NOBODY		 65534

/* The files that stay open, besides the standard ones. */
#define TRACE_FILENO (STDERR_FILENO + 1)
#define OUT_FILENO   (TRACE_FILENO + 1)

/* There is always room for it behind an event. */
#define PARCEL_END_SIZE (sizeof(struct parcel) + sizeof(struct parcel_end))

_Static_assert(SUBREAPER_STEPS_MAX * sizeof(uint32_t) <= EVENT_TEXT_MAX, "steps are no longer");
_Static_assert(PARCEL_END_SIZE <= PARCEL_MAX, "it is no longer than others");

/* Global, because the signal handler needs it. */
static struct {
	struct tracedat trace;
	unsigned int patience;
	sigset_t caught;
	/* What was not sent yet. */
	size_t used;
	_Alignas(uint64_t) char parcels[PARCELS_SIZE];
} batch;

static void flush(void)
{
	size_t sent = 0;

	while (sent < batch.used) {
		ssize_t got = write(OUT_FILENO, batch.parcels + sent, batch.used - sent);

		if (got < 0 && errno != EINTR)
			_exit(1);
		sent += got > 0 ? got : 0;
	}
	batch.used = 0;
}

/* The place for the next event; there is always room for a whole parcel. */
static struct event *room(void)
{
	return (struct event *)(batch.parcels + batch.used + sizeof(struct parcel));
}

/* Only a parcel that is whole counts, as a signal may come in the middle of this. */
static void put(enum parcel_kind kind, size_t size)
{
	struct parcel parcel = { .size = sizeof(parcel) + size, .kind = kind };
	sigset_t before;

	memcpy(batch.parcels + batch.used, &parcel, sizeof(parcel));
	__atomic_signal_fence(__ATOMIC_RELEASE);
	batch.used += parcel.size;
	if (batch.used + PARCEL_MAX + PARCEL_END_SIZE <= sizeof(batch.parcels))
		return;
	/* Nothing is sent twice. */
	sigprocmask(SIG_BLOCK, &batch.caught, &before);
	flush();
	sigprocmask(SIG_SETMASK, &before, NULL);
}

static void put_event(void)
{
	struct event *event = room();
	size_t size = event_size(event->type);
	const void *lent = NULL;
	size_t length = 0;

	if (event->type == EVENT_WALK) {
		lent = event->walk.steps;
		length = event->walk.kept_steps * sizeof(uint32_t);
	} else if (event->type == EVENT_EXEC) {
		lent = event->exec.filename.bytes;
		length = event->exec.filename.size;
	}
	if (length)
		memcpy((char *)event + size, lent, length);
	put(PARCEL_EVENT, size + PARCEL_ALIGNED(length));
}

/* Also from a signal. */
static void put_end(int result, const char *why)
{
	struct parcel_end *end = (struct parcel_end *)room();

	*end = (struct parcel_end){
		.position = batch.trace.records.position,
		.time = batch.trace.records.order,
		.result = result,
	};
	strncpy(end->why, why, sizeof(end->why) - 1);
	put(PARCEL_END, sizeof(*end));
	flush();
}

static void tell_death(int signal)
{
	(void)signal;
	put_end(-EBADMSG, "");
	_exit(0);
}

/* Counts processor time, so that a busy machine does not look like a hang. */
static void watch_progress(int signal)
{
	static uint64_t position;
	static unsigned int seconds;
	uint64_t now = batch.trace.records.position;

	seconds = position == now ? seconds + 1 : 0;
	position = now;
	if (seconds >= (position ? PATIENCE : PATIENCE_FIRST) + batch.patience)
		tell_death(signal);
}

static void catch_signals(void)
{
	static const int fatal[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP };
	static char stack[65536];
	stack_t other = { .ss_sp = stack, .ss_size = sizeof(stack) };
	static const struct itimerval second = { { 1, 0 }, { 1, 0 } };
	struct sigaction action = { .sa_handler = tell_death, .sa_flags = SA_ONSTACK };
	size_t i;

	sigaltstack(&other, NULL);
	sigemptyset(&batch.caught);
	sigaddset(&batch.caught, SIGPROF);
	for (i = 0; i < ARRAY_SIZE(fatal); i++) {
		sigaddset(&batch.caught, fatal[i]);
		sigaction(fatal[i], &action, NULL);
	}
	action.sa_handler = watch_progress;
	action.sa_flags |= SA_RESTART;
	sigaction(SIGPROF, &action, NULL);
	setitimer(ITIMER_PROF, &second, NULL);
	signal(SIGINT, SIG_IGN);
}

/* Those of other traces are among the rest, which is closed. */
static void keep_only(int fd, int out)
{
	int null = open("/dev/null", O_RDWR);

	dup2(null, STDIN_FILENO);
	dup2(null, STDOUT_FILENO);
	dup2(null, STDERR_FILENO);
	/* Above the place of the trace. */
	out = fcntl(out, F_DUPFD, OUT_FILENO);
	dup2(fd, TRACE_FILENO);
	dup2(out, OUT_FILENO);
	close_range(OUT_FILENO + 1, UINT_MAX, 0);
}

/* As far as allowed; a user without privileges has none to drop. */
static void give_up_privileges(void)
{
	struct __user_cap_header_struct head = { .version = _LINUX_CAPABILITY_VERSION_3 };
	static const struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3];

	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	/* Each by itself, as one may be allowed without the others. */
	(void)!setgroups(0, NULL);
	(void)!setresgid(NOBODY, NOBODY, NOBODY);
	(void)!setresuid(NOBODY, NOBODY, NOBODY);
	/* Users other than root keep those that their files or their ambient set gave them. */
	syscall(SYS_capset, &head, none);
	/* After the change of user, which would take it back. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
}

/*
 * Allows more memory than was inherited from the parent, and tests at once whether there is enough.
 */
static int bound_memory(size_t size, struct message *why)
{
	FILE *in = fopen("/proc/self/statm", "re");
	unsigned long pages = 0;
	struct rlimit limit;
	void *probe;

	if (in && fscanf(in, "%lu", &pages) == 1) {
		limit.rlim_max = pages * sysconf(_SC_PAGESIZE) + ROOM + UNPACKED * size;
		limit.rlim_cur = limit.rlim_max;
#ifndef __SANITIZE_ADDRESS__
		setrlimit(RLIMIT_AS, &limit);
#endif
	}
	if (in)
		fclose(in);
	probe = mmap(NULL, ROOM_LEAST + size, PROT_NONE,
		     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (probe == MAP_FAILED)
		return message_set(why, -ENOMEM, "there is too little memory; see ulimit -v");
	return munmap(probe, ROOM_LEAST + size);
}

/**
 * reader_main() - read a file that trace-cmd wrote, and send what it holds
 * @fd: the file
 * @wanted: EVENT_BIT() of the types that are of interest
 * @cut: whether it is taken for one that lacks its end
 * @out: where the parcels go
 *
 * Context: in a child, which ends here, and which flushes nothing that its parent has buffered.
 */
void reader_main(int fd, unsigned int wanted, bool cut, int out)
{
	struct message why = { .text = "" };
	struct stat status;
	int result;

	keep_only(fd, out);
	if (fstat(TRACE_FILENO, &status))
		_exit(1);
	batch.patience = status.st_size / BYTES_PER_SECOND;
	give_up_privileges();
	catch_signals();
	result = bound_memory(status.st_size, &why);
	if (!result)
		result = tracedat_open(&batch.trace, TRACE_FILENO, wanted, cut, &why);
	while (!result && (result = tracedat_next(&batch.trace, room(), &why)) == 1) {
		put_event();
		result = 0;
	}
	if (result == -ENOMEM && !why.text[0])
		message_set(&why, 0, "there is too little memory, or it is damaged%s",
			    batch.trace.records.taken ? "; the rest is not shown" : "");
	/* Closing the file would only take time. */
	put_end(result, why.text);
	_exit(0);
}
