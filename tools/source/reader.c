// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * libtracecmd believes what a file says and can crash, hang, chat or eat all memory when that is
 * wrong. So it reads in a process of its own, without a voice, without privileges, with an alarm
 * clock and little room; and when it dies of a signal, what it had read until then gets out.
 */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <linux/capability.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

#include "../base/array.h"
#include "fields.h"
#include "padded.h"
#include "reader.h"
#include "tracedat.h"

/*
 * Busy for so many seconds before the first record is read, which a slow machine may need for the
 * formats of all a kernel's events; and later. One more is granted per so many bytes.
 */
#define PATIENCE_FIRST	 30
#define PATIENCE	 5
#define BYTES_PER_SECOND (8 << 20)
/* Beside the file itself, which is mapped. */
#define ROOM		 (256UL << 20)
#define NOBODY		 65534

/* There is always room for it behind an event. */
#define PARCEL_END_SIZE (sizeof(struct parcel) + sizeof(struct parcel_end))

_Static_assert(PARCEL_END_SIZE <= PARCEL_MAX, "it is no longer than others");

/* The handler of signals needs to find it. */
static struct {
	const struct reader_task *task;
	struct full_block *filling;
	sigset_t caught;
	/* Where the next event is decoded to; there is always room for a whole parcel. */
	struct event *room;
	/* Those from here on were never filled. */
	uint32_t fresh;
	volatile uint64_t position;
	unsigned int patience;
} batch;

static char *place(void)
{
	return batch.task->exchange->blocks[batch.filling->block] + batch.filling->used;
}

static uint32_t find_free(void)
{
	uint32_t block;
	ssize_t got;

	if (batch.fresh < BLOCKS)
		return batch.fresh++;
	do {
		got = read(batch.task->back, &block, sizeof(block));
	} while (got < 0 && errno == EINTR);
	if (got != sizeof(block))
		_exit(1);
	return block;
}

static void tell_full(const struct full_block *full)
{
	ssize_t told;

	do {
		told = write(batch.task->out, full, sizeof(*full));
	} while (told < 0 && errno == EINTR);
	if (told != sizeof(*full))
		_exit(1);
}

/*
 * Who is told of a block owns it, and a signal's handler would fill it. Whoever is killed in
 * between has left a block that was told, which is known by its number: a free one has another.
 */
static void change_block(void)
{
	struct full_block empty = { .used = 0 };
	sigset_t before;

	sigprocmask(SIG_BLOCK, &batch.caught, &before);
	empty.block = find_free();
	tell_full(batch.filling);
	__atomic_store(batch.filling, &empty, __ATOMIC_RELEASE);
	sigprocmask(SIG_SETMASK, &before, NULL);
}

static void find_room(void)
{
	batch.room = (struct event *)(place() + sizeof(struct parcel));
}

/* Only a parcel that is whole counts, as a signal may come in the middle of this. */
static void put(enum parcel_kind kind, size_t size)
{
	struct parcel parcel = {
		.size = sizeof(parcel) + size,
		.kind = kind,
		.order = batch.task->exchange->order,
	};

	memcpy((char *)batch.room - sizeof(parcel), &parcel, sizeof(parcel));
	__atomic_signal_fence(__ATOMIC_RELEASE);
	batch.filling->used += parcel.size;
	if (batch.filling->used + PARCEL_MAX + PARCEL_END_SIZE > BLOCK_SIZE)
		change_block();
	find_room();
}

static size_t round_up(size_t size)
{
	return (size + 7) & ~(size_t)7;
}

static int send_event(void *context, const struct event *event)
{
	size_t size = event_size(event->type);
	size_t steps = event->type == EVENT_WALK ? event->walk.kept_steps * sizeof(uint32_t) : 0;

	(void)context;
	if (event != batch.room)
		memcpy(batch.room, event, size);
	if (steps)
		memcpy((char *)batch.room + size, event->walk.steps, steps);
	put(PARCEL_EVENT, size + round_up(steps));
	return 0;
}

/* Whoever else reads the file is not held up by a part of it in which little happens. */
static void send_progress(void *context)
{
	(void)context;
	if (!batch.filling->used)
		put(PARCEL_NOTHING, 0);
	change_block();
	find_room();
}

/* Also from a signal, which may have come before there was room again. */
static void send_end(int result, const char *why)
{
	struct parcel_end end = { .position = batch.position, .result = result };

	find_room();
	strncpy(end.why, why, sizeof(end.why) - 1);
	memcpy(batch.room, &end, sizeof(end));
	put(PARCEL_END, sizeof(end));
	tell_full(batch.filling);
}

/* To close the file takes time that whoever waits for its events need not spend. */
static void end_well(void *context)
{
	(void)context;
	send_end(0, "");
	_exit(0);
}

static void tell_death(int signal)
{
	(void)signal;
	send_end(-EBADMSG, "");
	_exit(0);
}

/* Time on a processor counts, so that a busy machine is not taken for a hang. */
static void watch_progress(int signal)
{
	static uint64_t position;
	static unsigned int seconds;

	seconds = position == batch.position ? seconds + 1 : 0;
	position = batch.position;
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

static void be_silent(void)
{
	int null = open("/dev/null", O_RDWR);

	dup2(null, STDIN_FILENO);
	dup2(null, STDOUT_FILENO);
	dup2(null, STDERR_FILENO);
	if (null > STDERR_FILENO)
		close(null);
}

static int compare_files(const void *a, const void *b)
{
	const unsigned int *one = a, *two = b;

	return (*one > *two) - (*one < *two);
}

/* Those of other traces are among the rest. */
static void keep_files(const struct reader_task *task)
{
	unsigned int kept[] = { task->job.fd, task->out, task->back };
	unsigned int from = STDERR_FILENO + 1;
	size_t i;

	qsort(kept, ARRAY_SIZE(kept), sizeof(kept[0]), compare_files);
	for (i = 0; i < ARRAY_SIZE(kept); i++) {
		if (kept[i] > from)
			close_range(from, kept[i] - 1, 0);
		from = kept[i] + 1;
	}
	close_range(from, UINT_MAX, 0);
}

/* Another user than root keeps those that its files or its ambient set gave it. */
static int drop_capabilities(void)
{
	struct __user_cap_header_struct head = { .version = _LINUX_CAPABILITY_VERSION_3 };
	static const struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3];

	return syscall(SYS_capset, &head, none);
}

/* As much as we may; who has no privileges has none to give up. */
static void give_up_privileges(int fd)
{
	struct rlimit room = { ROOM, ROOM };
	struct stat status;
	int lacking = 0;

	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	/* Each by itself, as who may not do one may do the other; and then dies with its parent. */
	lacking += setgroups(0, NULL) != 0;
	lacking += setresgid(NOBODY, NOBODY, NOBODY) != 0;
	lacking += setresuid(NOBODY, NOBODY, NOBODY) != 0;
	lacking += drop_capabilities() != 0;
	(void)lacking;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (fstat(fd, &status))
		_exit(1);
	batch.patience = status.st_size / BYTES_PER_SECOND;
	room.rlim_cur += status.st_size;
	room.rlim_max = room.rlim_cur;
#ifndef __SANITIZE_ADDRESS__
	setrlimit(RLIMIT_AS, &room);
#endif
}

/* A file that lacks its end is damaged, however well the rest can be read. */
static int read_file(const struct reader_task *task, const struct tracedat_sink *sink,
		     struct message *why)
{
	struct job job = task->job;
	struct stat status;
	int err;

	if (!job.cut)
		return tracedat_read(&job, sink, why);
	if (fstat(job.fd, &status))
		return -errno;
	job.fd = padded_copy(job.fd, status.st_size, why);
	if (job.fd < 0)
		return job.fd;
	err = tracedat_read(&job, sink, why);
	batch.position = status.st_size;
	return err ? err : -EBADMSG;
}

/**
 * reader_main() - read a file that trace-cmd wrote, and send what it holds
 * @task: what exactly is to be done
 *
 * Context: in a child, which ends here, and which flushes nothing that its parent has buffered.
 */
void reader_main(const struct reader_task *task)
{
	struct mappings mappings;
	struct tracedat_sink sink = {
		.room = &batch.room,
		.event = send_event,
		.progress = send_progress,
		.finished = task->job.cut ? NULL : end_well,
		.mappings = &mappings,
		.position = &batch.position,
		.order = &task->exchange->order,
	};
	struct message why = { "" };
	int err;

	batch.task = task;
	batch.filling = &task->exchange->filling;
	*batch.filling = (struct full_block){ 0, 0 };
	batch.fresh = 1;
	find_room();
	keep_files(task);
	be_silent();
	mappings = mappings_of(task->job.fd);
	give_up_privileges(task->job.fd);
	catch_signals();
	err = read_file(task, &sink, &why);
	send_end(err, why.text);
	_exit(0);
}
