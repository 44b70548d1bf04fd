// SPDX-License-Identifier: GPL-2.0-or-later
/* The main thread of a service exits and its pool runs on: ps shows it as defunct, its parent
 * waits. */
#include "cast.h"

int main(void)
{
	struct actor *harness, *emu, *pool;

	actors_start();
	harness = cast(NULL, "harness");
	emu = cast(harness, "emu");
	pool = actor_thread(emu, "pool");
	cast(pool, "job");
	actor_exit_thread(emu);
	return 0;
}
