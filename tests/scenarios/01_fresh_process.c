// SPDX-License-Identifier: GPL-2.0-or-later
/* A process is no subreaper until it says so. */
#include "lib/actors.h"
#include "lib/events.h"
#include "lib/marking.h"
#include "lib/scenario.h"
#include "lib/tap.h"
#include "lib/tasks.h"

static void play(void)
{
	struct actor *fresh = actor_fork(NULL, "fresh");
	struct event_log log;
	struct tasks_row row;

	getting_check(fresh, NULL, 0, "GET gives 0 in a fresh process");

	claim_begin("debugfs shows a fresh process as no subreaper");
	claim_expect("row", true, tasks_find(fresh->id.pid, &row));
	claim_expect("subreaper", 0, row.subreaper);
	claim_end();

	claim_begin("GET makes no event");
	log = events_read();
	claim_expect("mark events", false, !!events_next_mark(&log, NULL, fresh->id.pid));
	claim_end();
}

int main(void)
{
	return scenario_main(1, GETTING_CLAIMS + 2, play);
}
