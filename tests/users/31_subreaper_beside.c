// SPDX-License-Identifier: GPL-2.0-or-later
/* systemd --user is a subreaper, and yet the orphan goes to init: it is no ancestor. */
#include "cast.h"

int main(void)
{
	struct actor *bash, *sh;

	actors_start();
	cast_subreaper(NULL, "systemd");
	bash = cast(NULL, "bash");
	sh = cast(bash, "sh");
	cast(sh, "teams");
	cast_is_gone(bash, sh);
	return 0;
}
