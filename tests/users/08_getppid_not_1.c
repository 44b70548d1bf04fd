// SPDX-License-Identifier: GPL-2.0-or-later
/* An orphan below a subreaper looks whether getppid() is 1, and takes itself for none. */
#include "cast.h"

int main(void)
{
	struct actor *manager, *sh;

	actors_start();
	manager = cast_subreaper(NULL, "manager");
	sh = cast(manager, "sh");
	cast(sh, "daemon");
	cast_is_gone(manager, sh);
	return 0;
}
