// SPDX-License-Identifier: GPL-2.0-or-later
/* The state is dumped into the trace, whatever records it. */
#include "../scenarios/lib/files.h"
#include "actor.h"

#define DUMP "/sys/module/subreaper_trace/parameters/dump"

void play_dumper(void)
{
	int err;

	while (actor_goes_on()) {
		err = -file_write(DUMP, "1");
		if (!err)
			actor_did(DEED_DUMPS);
		else
			actor_may_fail(DUMP, err);
		actor_pause(50);
	}
}
