// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A helper clones with CLONE_PARENT: the new process is the child of the helper's parent, with the
 * exit signal that the helper itself has. clone3() wants none to be given.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>

#include "cast.h"

int main(void)
{
	struct actor *shim, *stage1;

	actors_start();
	shim = cast(NULL, "shim");
	stage1 = cast(shim, "stage1");
	cast_cloned(stage1, "stage2", CLONE_PARENT, 0);
	cast_is_gone(shim, stage1);
	return 0;
}
