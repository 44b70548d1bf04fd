// SPDX-License-Identifier: GPL-2.0-or-later
/* record --ring: the last hours, in files of a directory, until a signal comes. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "../../base/format/nanoseconds.h"
#include "../../source/record/live.h"
#include "../../source/record/ring.h"
#include "../../source/record/segments.h"
#include "../options/complain.h"
#include "ring.h"
#include "../options/signals.h"

/* As of record: each failure of ours. */
#define EX_OWN 125

/* The ring, and how much was lost. */
struct session {
	struct ring *ring;
	struct live *live;
	size_t losses;
};

/* Bytes, or with K, M, G units of 1,024 and so on. */
static bool parse_size(const char *text, uint64_t *ret)
{
	static const char units[] = "KMG";
	const char *unit;
	char *end;

	errno = 0;
	*ret = strtoull(text, &end, 10);
	if (end == text || *text == '-' || errno)
		return false;
	unit = *end ? strchr(units, *end) : NULL;
	if (*end && (!unit || end[1]))
		return false;
	if (unit && *ret > UINT64_MAX >> 10 * (unit - units + 1))
		return false;
	*ret <<= unit ? 10 * (unit - units + 1) : 0;
	return true;
}

static int take(void *context, const struct event *event)
{
	struct session *session = context;

	session->losses += event->type == EVENT_LOST;
	return ring_add(session->ring, event);
}

static bool is_over(uint64_t begin, int seconds)
{
	return seconds &&
	       nanoseconds_now(CLOCK_MONOTONIC) - begin >= (uint64_t)seconds * NS_PER_SECOND;
}

static int follow(struct session *session, int seconds, struct message *why)
{
	uint64_t begin = nanoseconds_now(CLOCK_MONOTONIC);
	int status = 0;

	while (status >= 0 && !signals_came() && !is_over(begin, seconds)) {
		status = live_read(session->live);
		if (status)
			return message_set(why, status, "cannot read events: %s",
					   strerror(-status));
		status = ring_tick(session->ring, false, why);
		if (status == 1)
			status = live_dump(session->live, why);
	}
	return status < 0 ? status : live_read(session->live);
}

static int run(struct session *session, const struct ring_order *order,
	       const struct ring_wish *wish)
{
	struct live_wish live = {
		.filter = order->filter,
		.lives = !order->lean,
		.reap = order->reap,
		.buffer_kb = order->buffer_kb,
		.event = take,
		.context = session,
	};
	struct ring_wish own = *wish;
	struct message why;
	int err;

	own.held = live_held(&live);
	err = ring_open(&session->ring, &own, &why);
	if (err)
		return complain(EX_OWN, "%s", why.text);
	err = live_open(&session->live, &live, &why);
	if (err == -EIO || err == -ENOMEM || err == -EPROTO)
		return complain(EX_OWN, "%s", why.text);
	if (err) {
		complain_lacking(&why);
		return EX_OWN;
	}
	if (!order->quiet)
		note("recording the last %" PRIu64 " MiB into %s until Ctrl-C", own.size >> 20,
		     own.directory);
	err = follow(session, order->seconds, &why);
	return err ? complain(EX_OWN, "%s", why.text) : EX_OK;
}

/**
 * ring_record() - record into a ring on disk until a signal comes
 * @order: what was asked for
 *
 * Return: exit code; a message was printed when it is not EX_OK
 */
int ring_record(const struct ring_order *order)
{
	struct ring_wish wish = {
		.directory = order->directory ? order->directory : RING_DIRECTORY,
		.no_commands = order->no_commands,
	};
	struct session session = { 0 };
	struct message why;
	int status;

	if (!parse_size(order->size, &wish.size))
		return misuse("--ring takes a size such as 512M, not '%s'", order->size);
	if (wish.size < RING_LEAST)
		return misuse("--ring needs %llu MiB at least", RING_LEAST >> 20);
	signals_catch();
	status = run(&session, order, &wish);
	if (live_close(session.live))
		note("could not remove the tracefs instance; the next run will");
	if (ring_close(session.ring, &why) && !status)
		status = complain(EX_OWN, "%s", why.text);
	if (session.losses)
		note("events were lost in %zu place%s; record with a larger --buffer-size",
		     session.losses, session.losses == 1 ? "" : "s");
	return status;
}
