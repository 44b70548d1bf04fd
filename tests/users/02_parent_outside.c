// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What was started in a container from outside outlives what started it. It stays below the shim,
 * so inside its parent is shown as 0.
 */
#include "cast.h"

int main(void)
{
	struct actor *shim, *init, *runc;

	actors_start();
	shim = cast_subreaper(NULL, "shim");
	init = cast_init(shim, "pause");
	runc = cast_entering(shim, "runc", init);
	cast(runc, "sleep");
	cast_is_gone(shim, runc);
	return 0;
}
