// SPDX-License-Identifier: GPL-2.0-or-later
/* A dead process stays, and not the subreaper above is to blame: its own parent lives. */
#include <unistd.h>

#include "cast.h"

int main(void)
{
	struct actor *tini, *server, *worker;

	actors_start();
	tini = cast_subreaper(NULL, "tini");
	server = cast(tini, "server");
	worker = cast(server, "worker");
	cast_ends(worker);
	sleep(2);
	return 0;
}
