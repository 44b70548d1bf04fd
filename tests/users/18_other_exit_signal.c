// SPDX-License-Identifier: GPL-2.0-or-later
/* A child is cloned without SIGCHLD: waitpid() says ECHILD, and the child stays defunct. */
#include <unistd.h>

#include "cast.h"

int main(void)
{
	struct actor *app, *kid;

	actors_start();
	app = cast(NULL, "app");
	kid = cast_cloned(app, "kid", 0, 0);
	actor_begin_exit(kid, 5);
	sleep(2);
	return 0;
}
