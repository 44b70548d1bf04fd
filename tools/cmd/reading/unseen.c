// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>

#include "../../base/format/nanoseconds.h"
#include "../options/complain.h"
#include "unseen.h"

/**
 * unseen_tell() - print what the module did not see since it was asked before
 * @before: what it said then
 * @begin: what seconds are counted from, on CLOCK_MONOTONIC in ns
 * @blindness: what was found at the end of what was to be seen, if it may be over by now
 *
 * It reads the module's info, because the event gap may not be recorded: no process of --pid emits
 * it.
 *
 * Return: whether there was anything
 */
bool unseen_tell(const struct sight *before, uint64_t begin, const struct blindness *blindness)
{
	struct blindness last = *blindness;
	struct message why;
	struct sight after;
	uint64_t missed, dropped;

	if (!before->known || sight_read(&after, &why))
		return false;
	missed = after.missed - before->missed;
	dropped = after.dropped - before->dropped;
	if (after.blind)
		last = (struct blindness){ after.blind_since, sight_find_switch() };
	if (last.since)
		note("decisions were not seen from %.1f s on: %s is 0",
		     last.since > begin ? (double)(last.since - begin) / NS_PER_SECOND : 0,
		     probe_switches[last.off % PROBE_SWITCHES].name);
	else if (after.blind_time != before->blind_time)
		note("decisions were not seen for %.1f s: the module's probes were switched off",
		     (double)(after.blind_time - before->blind_time) / NS_PER_SECOND);
	if (missed)
		note("the module's probes missed %" PRIu64 " call%s: decisions may be absent",
		     missed, missed == 1 ? "" : "s");
	if (dropped)
		note("%" PRIu64 " decision%s could not be followed, and %s absent", dropped,
		     dropped == 1 ? "" : "s", dropped == 1 ? "is" : "are");
	if (!after.proven)
		note("the module's hook was never seen to work %s", after.unproven);
	return last.since || after.blind_time != before->blind_time || missed || dropped;
}
