// SPDX-License-Identifier: GPL-2.0-or-later
/* A service sets its flag from a thread of another name: no other program has left it behind. */
#include "../scenarios/lib/jobs.h"
#include "cast.h"

int main(void)
{
	struct actor *service, *pool, *sh;

	actors_start();
	service = cast(NULL, "service");
	pool = actor_thread(service, "tokio-runtime-w");
	cast_does(pool, job_mark, 1);
	sh = cast(service, "sh");
	cast(sh, "job");
	cast_is_gone(service, sh);
	return 0;
}
