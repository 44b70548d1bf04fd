// SPDX-License-Identifier: GPL-2.0-or-later
/* Unlike most newer prctl() options, these two do not ask for zeros in what they do not use. */
#include <errno.h>
#include <sys/prctl.h>

#include "lib/actors.h"
#include "lib/marking.h"
#include "lib/scenario.h"

#define JUNK 0xdeadbeefUL, -1UL, 0x7fffffffffffUL

static long set_with_junk(long argument)
{
	return prctl(PR_SET_CHILD_SUBREAPER, (unsigned long)argument, JUNK) ? -errno : 0;
}

static long get_with_junk(long unused)
{
	int mark = -1;

	(void)unused;
	return prctl(PR_GET_CHILD_SUBREAPER, &mark, JUNK) ? -errno : mark;
}

static void play(void)
{
	struct actor *caller = actor_fork(NULL, "caller");
	struct marking marking = { .caller = caller, .job = set_with_junk };

	marking.what = "SET 1 ignores junk in arguments 3 to 5";
	marking.argument = 1;
	marking_check(&marking);

	getting_check(caller, get_with_junk, 1, "GET ignores junk in arguments 3 to 5");

	marking.what = "SET 0 ignores junk in arguments 3 to 5";
	marking.argument = 0;
	marking.was = true;
	marking_check(&marking);
}

int main(void)
{
	return scenario_main(3, 2 * MARKING_CLAIMS + GETTING_CLAIMS, play);
}
