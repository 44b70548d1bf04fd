// SPDX-License-Identifier: GPL-2.0-or-later
/* Any bit of the argument sets, also one that an int does not hold; zero clears. */
#include "lib/marking.h"
#include "lib/scenario.h"

static void check(struct actor *caller, unsigned long argument, bool was, const char *what)
{
	marking_check(&(struct marking){
		.what = what,
		.caller = caller,
		.argument = argument,
		.was = was,
	});
}

static void play(void)
{
	struct actor *caller = actor_fork(NULL, "caller");

	check(caller, 42, false, "42 sets");
	check(caller, 0, true, "0 clears");
	check(caller, -1UL, false, "-1 sets");
	check(caller, 1, true, "1 sets what is set");
	check(caller, 0, true, "0 clears once more");
	check(caller, 0, false, "0 clears what is clear");
	check(caller, 1UL << 32, false, "1 << 32 sets");
}

int main(void)
{
	return scenario_main(2, 7 * MARKING_CLAIMS, play);
}
