// SPDX-License-Identifier: GPL-2.0-or-later
/* A subreaper waits for any child, and meets one that it never made. */
#include <unistd.h>

#include "cast.h"

int main(void)
{
	struct actor *supervisor, *worker, *sh, *stray;

	actors_start();
	supervisor = cast_subreaper(NULL, "supervisor");
	worker = cast(supervisor, "worker");
	sh = cast(supervisor, "sh");
	stray = cast(sh, "stray");
	cast_is_gone(supervisor, sh);
	cast_is_gone(supervisor, stray);
	cast_is_gone(supervisor, worker);
	cast(supervisor, "listener");
	/* That a process is gone, the kernel shows when no processor looks at it any more. */
	sleep(1);
	return 0;
}
