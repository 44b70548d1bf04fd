// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>

#include "complain.h"
#include "unseen.h"

#define NS_PER_SECOND 1000000000ULL

/**
 * unseen_tell() - tell the user what the module did not see since it was asked before
 * @before: what it said then
 * @begin: what seconds are counted from, on CLOCK_MONOTONIC in ns
 *
 * It is asked itself, as its event gap need not have come to us: it is not that of a process that
 * --pid names.
 *
 * Return: whether there was anything
 */
bool unseen_tell(const struct sight *before, uint64_t begin)
{
	struct message why;
	struct sight after;
	uint64_t missed, dropped;

	if (!before->known || sight_read(&after, &why))
		return false;
	missed = after.missed - before->missed;
	dropped = after.dropped - before->dropped;
	if (after.blind)
		note("decisions were not seen from %.1f s on: %s",
		     after.blind_since > begin ? (double)(after.blind_since - begin) / NS_PER_SECOND
					       : 0,
		     sight_why_blind(&after));
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
	return after.blind || after.blind_time != before->blind_time || missed || dropped;
}
