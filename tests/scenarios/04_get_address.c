// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * GET stores one int, where it may, and touches nothing else; on a kernel without subreapers it
 * touches nothing at all, and so is EINVAL whatever the address.
 */
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "lib/actors.h"
#include "lib/jobs.h"
#include "lib/kernel.h"
#include "lib/marking.h"
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
	long fault = marking_answer(-EFAULT);

	claim_begin("%sGET to a bad address is EFAULT", marking_refused());
	claim_expect("NULL", fault, actor_do(caller, get_to, 0));
	claim_expect("the kernel's half", fault, actor_do(caller, get_to, -4096));
	claim_expect("memory that is not to be touched", fault, actor_do(caller, get_to, edge));
	claim_expect("only 3 bytes left", fault, actor_do(caller, get_to, edge - 3));
	claim_end();

	claim_begin("%sGET to the last 4 bytes of a page works", marking_refused());
	claim_expect("result", marking_answer(0), actor_do(caller, get_to, edge - 4));
	claim_end();
}

static void check_size(struct actor *caller)
{
	unsigned char *bytes = actors_share(16);
	int guard, stored;

	memset(bytes, GUARD, 16);
	memset(&guard, GUARD, sizeof(guard));
	claim_begin("GET writes %s", kernel_has_subreapers() ? "4 bytes and no more" : "nothing");
	claim_expect("result", marking_answer(0), actor_do(caller, get_to, (long)(bytes + 4)));
	memcpy(&stored, bytes + 4, sizeof(stored));
	claim_expect("the int", kernel_has_subreapers() ? 1 : guard, stored);
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
