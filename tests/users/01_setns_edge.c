// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A shell is started in a container from outside, as by "docker exec", and leaves a process behind.
 * The shim outside is a subreaper, and does not get it.
 */
#include "cast.h"

int main(void)
{
	struct actor *shim, *init, *runc, *sh;

	actors_start();
	shim = cast_subreaper(NULL, "shim");
	init = cast_init(shim, "pause");
	runc = cast_entering(shim, "runc", init);
	sh = cast(runc, "sh");
	cast(sh, "sleep");
	cast_is_gone(shim, runc);
	cast_is_gone(shim, sh);
	return 0;
}
