// SPDX-License-Identifier: GPL-2.0-or-later
/* tini was started below a script that is pid 1 of the container, and without -s: zombies stay. */
#include <unistd.h>

#include "cast.h"

int main(void)
{
	struct actor *shim, *entry, *tini, *app, *sh, *git;

	actors_start();
	shim = cast(NULL, "shim");
	entry = cast_init(shim, "entrypoint");
	tini = cast(entry, "tini");
	app = cast(tini, "app");
	sh = cast(app, "sh");
	git = cast(sh, "git");
	actor_exit(sh, 0);
	cast_ends(git);
	sleep(2);
	return 0;
}
