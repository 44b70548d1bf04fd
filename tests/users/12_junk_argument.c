// SPDX-License-Identifier: GPL-2.0-or-later
/* prctl() is called without its second argument: what is left in the register is not 0. */
#include "../scenarios/lib/jobs.h"
#include "cast.h"

int main(void)
{
	struct actor *tini;

	actors_start();
	tini = cast(NULL, "tini");
	actor_do(tini, job_mark, 0x7ffd5eed0040);
	return 0;
}
