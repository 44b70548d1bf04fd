// SPDX-License-Identifier: GPL-2.0-or-later
/* GET stores one int, where it may, and touches nothing else. */
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "lib/actors.h"
#include "lib/jobs.h"
#include "lib/scenario.h"
#include "lib/tap.h"

#define GUARD 0xaa

static long get_to(long address)
{
	return prctl(PR_GET_CHILD_SUBREAPER, address, 0, 0, 0) ? -errno : 0;
}

/* Where a page that can be written ends, and one that cannot be touched begins. */
static long find_edge(long unused)
{
	long page = sysconf(_SC_PAGESIZE);
	char *pages =
		mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	(void)unused;
	mprotect(pages + page, page, PROT_NONE);
	return (long)(pages + page);
}

static void check_bad_addresses(struct actor *caller)
{
	long edge = actor_do(caller, find_edge, 0);

	claim_begin("GET to a bad address is EFAULT");
	claim_expect("NULL", -EFAULT, actor_do(caller, get_to, 0));
	claim_expect("the kernel's half", -EFAULT, actor_do(caller, get_to, -4096));
	claim_expect("memory that is not to be touched", -EFAULT, actor_do(caller, get_to, edge));
	claim_expect("only 3 bytes left", -EFAULT, actor_do(caller, get_to, edge - 3));
	claim_end();

	claim_begin("GET to the last 4 bytes of a page works");
	claim_expect("result", 0, actor_do(caller, get_to, edge - 4));
	claim_end();
}

static void check_size(struct actor *caller)
{
	unsigned char *bytes = actors_share(16);
	int stored;

	memset(bytes, GUARD, 16);
	claim_begin("GET writes 4 bytes and no more");
	claim_expect("result", 0, actor_do(caller, get_to, (long)(bytes + 4)));
	memcpy(&stored, bytes + 4, sizeof(stored));
	claim_expect("the int", 1, stored);
	for (int i = 0; i < 16; i++) {
		if (i < 4 || i >= 8)
			claim_expect("a byte beside it", GUARD, bytes[i]);
	}
	claim_end();
}

static void play(void)
{
	struct actor *caller = actor_fork(NULL, "caller");

	actor_do(caller, job_mark, 1);
	check_bad_addresses(caller);
	check_size(caller);
}

int main(void)
{
	return scenario_main(4, 3, play);
}
