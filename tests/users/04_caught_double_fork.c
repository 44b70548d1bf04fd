// SPDX-License-Identifier: GPL-2.0-or-later
/* A monitor that has marked itself forks twice to be rid of a process, and gets it back. */
#include "cast.h"

int main(void)
{
	struct actor *conmon, *middle;

	actors_start();
	conmon = cast_subreaper(NULL, "conmon");
	middle = cast_as(conmon, "middle", "conmon");
	cast_as(middle, "daemon", "conmon");
	cast_is_gone(conmon, middle);
	return 0;
}
