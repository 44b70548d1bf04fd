// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * How to hold a process up in the middle of its exit, where it is PF_EXITING but still has its
 * children.
 *
 *	holder						victim
 *	makes a pipe
 *							opens it once more
 *	writes from a page that is missing:
 *	sleeps, with the pipe locked
 *							exits: sleeps for that lock, as to close
 *							the last reference to its opening
 *	is killed: unlocks
 *							ends
 *
 * The holder sleeps because with userfaultfd a process has that page only when user space gives it,
 * which does not happen.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "pause.h"
#include "pipe_lock.h"
#include "tap.h"

/* Only ever touched by the holder, in a write(). */
static char *missing;
static size_t page;

/* Returns -ENOSYS when the kernel has no userfaultfd, -EPERM when it forbids it. */
static long make_page_missing(void)
{
	struct uffdio_api api = { .api = UFFD_API };
	struct uffdio_register how = { .mode = UFFDIO_REGISTER_MODE_MISSING };
	int fd = syscall(SYS_userfaultfd, O_CLOEXEC);

	if (fd < 0)
		return -errno;
	page = sysconf(_SC_PAGESIZE);
	missing = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	how.range.start = (uintptr_t)missing;
	how.range.len = page;
	if (missing == MAP_FAILED || ioctl(fd, UFFDIO_API, &api) ||
	    ioctl(fd, UFFDIO_REGISTER, &how))
		return -errno;
	return 0;
}

static long prepare(long unused)
{
	long err = make_page_missing();
	int ends[2];

	(void)unused;
	if (err)
		return err;
	return pipe(ends) ? -errno : ends[1];
}

/**
 * pipe_lock_make() - have a pipe made whose lock can be held
 * @holder: the one that will hold it; to be used for nothing else
 *
 * Return: a number for the other functions; -ENOSYS or -EPERM where it cannot be done
 */
long pipe_lock_make(struct actor *holder)
{
	return actor_do(holder, prepare, 0);
}

static long open_path(long path)
{
	int fd = open((const char *)path, O_RDWR | O_CLOEXEC);

	return fd < 0 ? -errno : fd;
}

/**
 * pipe_lock_open() - have a process open the pipe
 * @victim: the process; children that it makes later would keep it from closing the pipe
 * @holder: the one that has made it
 * @pipe: by pipe_lock_make()
 */
void pipe_lock_open(struct actor *victim, const struct actor *holder, long pipe)
{
	char *path = actors_share(40);
	long fd;

	snprintf(path, 40, "/proc/%d/fd/%ld", holder->id.pid, pipe);
	fd = actor_do(victim, open_path, (long)path);
	if (fd < 0)
		tap_bail("%s cannot open the pipe: %s", victim->id.comm, strerror(-fd));
}

static long write_what_is_missing(long pipe)
{
	return write(pipe, missing, page);
}

static bool is_in_write(const void *subject)
{
	const struct actor *holder = subject;

	return proc_syscall(holder->id.pid, holder->id.tid) == SYS_write;
}

/**
 * pipe_lock_take() - lock the pipe
 * @holder: the one that has made it; has no time for jobs any more
 * @pipe: by pipe_lock_make()
 */
void pipe_lock_take(struct actor *holder, long pipe)
{
	actor_begin(holder, write_what_is_missing, pipe);
	if (!pause_until(is_in_write, holder))
		tap_bail("%s does not block in its write", holder->id.comm);
}

/**
 * pipe_lock_drop() - unlock the pipe
 * @holder: the one that has it locked, and ends with that
 */
void pipe_lock_drop(struct actor *holder)
{
	actor_kill(holder, SIGKILL);
	actor_await_death(holder);
}

static bool is_exiting(const void *subject)
{
	const struct actor *victim = subject;

	return proc_is_exiting(victim->id.pid, victim->id.tid) &&
	       proc_state(victim->id.pid, victim->id.tid) == 'D';
}

/**
 * pipe_lock_exit() - have a process begin to exit, while the pipe is locked
 * @victim: has opened the pipe
 * @status: as for exit()
 *
 * When this returns it is held up until pipe_lock_drop().
 */
void pipe_lock_exit(struct actor *victim, int status)
{
	actor_begin_exit(victim, status);
	if (!pause_until(is_exiting, victim))
		tap_bail("%s is not held up in its exit", victim->id.comm);
}
