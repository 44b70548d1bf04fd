// SPDX-License-Identifier: GPL-2.0-or-later
/* A shim adopts a process, which ends, and the shim only waits for what it started itself. */
#include <unistd.h>

#include "cast.h"

int main(void)
{
	struct actor *shim, *sh, *sleeper;

	actors_start();
	shim = cast_subreaper(NULL, "shim");
	sh = cast(shim, "sh");
	sleeper = cast(sh, "sleep");
	cast_is_gone(shim, sh);
	cast_ends(sleeper);
	sleep(2);
	return 0;
}
