// SPDX-License-Identifier: GPL-2.0-or-later
/* Zombies pile up below pid 1 of a container, and the recording begins when they are there already.
 */
#include "../scenarios/lib/jobs.h"
#include "cast.h"

int main(void)
{
	static const char * const roles[] = { "zygote1", "zygote2", "zygote3" };
	struct actor *shim, *node, *chrome, *zygote;

	actors_start();
	shim = cast(NULL, "shim");
	node = cast_init(shim, "node");
	for (unsigned int i = 0; i < 3; i++) {
		chrome = actor_fork(node, "chrome");
		zygote = cast_as(chrome, roles[i], "zygote");
		actor_exit(chrome, 0);
		actor_do(node, job_reap, 2 + 2 * i);
		cast_ends(zygote);
	}
	return 0;
}
