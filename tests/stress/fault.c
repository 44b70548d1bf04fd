// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Let one allocation of the calling thread fail, by its number. Documented by the kernel as
 * fail-nth, in Documentation/fault-injection/.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "../scenarios/lib/files.h"
#include "fault.h"

#define DEBUGFS "/sys/kernel/debug/"

/*
 * Also those that may sleep, of highmem and of single pages. The stack of each is written to the
 * log, which says where it was.
 */
static const struct {
	const char *path;
	const char *value;
} settings[] = {
	{ DEBUGFS "failslab/ignore-gfp-wait", "N" },
	{ DEBUGFS "failslab/verbose", "2" },
	{ DEBUGFS "fail_page_alloc/ignore-gfp-wait", "N" },
	{ DEBUGFS "fail_page_alloc/ignore-gfp-highmem", "N" },
	{ DEBUGFS "fail_page_alloc/min-order", "0" },
	{ DEBUGFS "fail_page_alloc/verbose", "2" },
};

static int fail_nth = -1;

/**
 * fault_open() - get ready, for the calling thread alone
 *
 * Return: 0, or a negative errno when the kernel cannot let allocations fail
 */
int fault_open(void)
{
	int err;

	for (size_t i = 0; i < sizeof(settings) / sizeof(settings[0]); i++) {
		err = file_write(settings[i].path, settings[i].value);
		if (err)
			return err;
	}
	fail_nth = open("/proc/thread-self/fail-nth", O_RDWR | O_CLOEXEC);
	return fail_nth < 0 ? -errno : 0;
}

/**
 * fault_spare_slabs() - let no page fail that slabs are made of
 *
 * When they need one depends on all that came before, so the numbers of allocations vary with it.
 * Large allocations still fail.
 *
 * Return: 0 or a negative errno
 */
int fault_spare_slabs(void)
{
	return file_write(DEBUGFS "fail_page_alloc/min-order", "4");
}

static void write_nth(unsigned int nth)
{
	char number[16];
	int length = snprintf(number, sizeof(number), "%u", nth);

	if (pwrite(fail_nth, number, length, 0) != length) {
		perror("fail-nth");
		exit(1);
	}
}

/**
 * fault_arm() - let an allocation fail
 * @nth: the number of it, from now on; the first is 1
 */
void fault_arm(unsigned int nth)
{
	write_nth(nth);
}

/**
 * fault_disarm() - let allocations be
 *
 * Return: whether there were so many that one did fail
 */
bool fault_disarm(void)
{
	char number[16] = "";
	bool failed;

	if (pread(fail_nth, number, sizeof(number) - 1, 0) <= 0) {
		perror("fail-nth");
		exit(1);
	}
	failed = atoi(number) == 0;
	write_nth(0);
	return failed;
}
