// SPDX-License-Identifier: GPL-2.0-or-later
/* A server marks itself and waits for its workers, but not for what these leave behind. */
#include <unistd.h>

#include "cast.h"

int main(void)
{
	static const char * const roles[] = { "helper1", "helper2", "helper3" };
	struct actor *server, *worker, *helper;

	actors_start();
	server = cast_subreaper(NULL, "server");
	for (unsigned int i = 0; i < 3; i++) {
		worker = actor_fork(server, "worker");
		helper = cast_as(worker, roles[i], "helper");
		cast_is_gone(server, worker);
		cast_ends(helper);
	}
	sleep(2);
	return 0;
}
