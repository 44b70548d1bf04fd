// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "../../tools/model/trace/filter.h"
#include "tap.h"

#define NS 1000000000ULL

typedef int (*adder)(struct filter *filter, const char *text, struct message *why);

static const char trace[] =
	"1.0 [000] walk parent_tgid=50 parent_tid=51 parent_comm=sh adopter_tgid=9 "
	"adopter_tid=10 adopter_comm=tini decision=subreaper level=2\n"
	"2.0 [000] reparent child=20 child_comm=a\\377*b parent_tgid=50 parent_tid=51 "
	"parent_comm=sh adopter_tgid=9 adopter_comm=tini decision=subreaper level=2\n"
	"3.0 [000] mark tgid=9 tid=10 comm=tini new=1\n"
	"4.0 [000] process pid=30 parent_tgid=9 comm=gr\\303\\274n level=1\n"
	"5.0 [000] walk parent_tgid=60 parent_comm=init decision=ns_dying level=1\n"
	"6.0 [000] lost count=3\n";

/* One letter for each event of the trace that passes. */
static const char *passing(const struct filter *filter)
{
	static char letters[16];
	struct recorded recorded = recorded_of(trace);
	size_t nr = 0;
	size_t i;

	for (i = 0; i < recorded.nr; i++) {
		if (filter_passes(filter, &recorded.events[i], recorded.events[i].time))
			letters[nr++] = "wrmtnL"[i];
	}
	letters[nr] = '\0';
	return letters;
}

static void check_filter(adder add, const char *text, const char *wanted, const char *name)
{
	struct filter filter = { 0 };
	struct message why;

	if (add(&filter, text, &why))
		check_text("refused", wanted, name);
	else
		check_text(passing(&filter), wanted, name);
}

static void check_refused(adder add, const char *text, const char *name)
{
	struct filter filter = { 0 };
	struct message why = { .text = "" };

	check(add(&filter, text, &why) && why.text[0], name);
}

static void test_lists(void)
{
	struct filter everything = { 0 };

	check_text(passing(&everything), "wrmtnL", "filter: none lets everything pass");
	check_filter(filter_add_pids, "20", "rL", "filter: a pid, and losses always");
	check_filter(filter_add_pids, "9", "wrmtL", "filter: a pid in any part");
	check_filter(filter_add_pids, "51,30", "wrtL", "filter: a tid, or another");
	check_filter(filter_add_comm, "t?ni", "wrmL", "filter: a pattern of a name");
	check_filter(filter_add_comm, "a\\xff[*]b", "rL", "filter: a name as it is shown");
	check_filter(filter_add_comm, "gr?n", "tL", "filter: one character of UTF-8");
	check_filter(filter_add_comm, "gr\\xc3\\xbcn", "tL", "filter: as shown without UTF-8");
	check_filter(filter_add_comm, "", "L", "filter: no name has no characters");
	check_filter(filter_add_adopter, "9", "wrL", "filter: an adopter by its pid");
	check_filter(filter_add_adopter, "ti*", "wrL", "filter: an adopter by its name");
	check_filter(filter_add_adopter, "sh", "L", "filter: a parent is no adopter");
	check_filter(filter_add_decisions, "no_flag,ns_dying", "nL", "filter: decisions");
	check_filter(filter_add_levels, "1", "tnL", "filter: a level");
	check_filter(filter_add_levels, "0,2", "wrL", "filter: levels");
}

static void test_refusals(void)
{
	check_refused(filter_add_pids, "", "filter: no pid is refused");
	check_refused(filter_add_pids, "0", "filter: pid 0 is refused");
	check_refused(filter_add_pids, "1,", "filter: a pid too few is refused");
	check_refused(filter_add_pids, "1x", "filter: a pid with more is refused");
	check_refused(filter_add_pids, "4294967297", "filter: a pid of 33 bits is refused");
	check_refused(filter_add_decisions, "subreape", "filter: half a decision is refused");
	check_refused(filter_add_levels, "64", "filter: a level too deep is refused");
	check_refused(filter_add_levels, "-1", "filter: a level below 0 is refused");
}

static void test_all_must_hold(void)
{
	struct filter filter = { 0 };
	struct message why;

	filter_add_pids(&filter, "9", &why);
	filter_add_comm(&filter, "sh", &why);
	check_text(passing(&filter), "wrL", "filter: all must hold");
	filter.since = (struct moment){ MOMENT_KNOWN, 2 * NS };
	check_text(passing(&filter), "rL", "filter: from a time on");
	filter.until = (struct moment){ MOMENT_KNOWN, 2 * NS - 1 };
	check_text(passing(&filter), "L", "filter: up to a time");
}

static void check_moment(const char *text, bool by_wall, uint64_t wanted, const char *name)
{
	struct message why = { .text = "" };
	struct moment moment = { 0 };
	int err = moment_parse(&moment, text, by_wall, &why);

	check(!err && moment.kind == MOMENT_KNOWN && moment.ns == wanted, name);
}

static void check_no_moment(const char *text, bool by_wall)
{
	struct message why = { .text = "" };
	struct moment moment = { 0 };
	char name[100];

	snprintf(name, sizeof(name), "moment: '%s' is refused", text);
	check(moment_parse(&moment, text, by_wall, &why) && why.text[0], name);
}

static void check_anchored(const char *text, uint64_t first, uint64_t wanted, const char *name)
{
	struct message why = { .text = "" };
	struct moment moment = { 0 };

	moment_parse(&moment, text, true, &why);
	moment_anchor(&moment, first);
	check(moment.kind == MOMENT_KNOWN && moment.ns == wanted, name);
}

/* 2026-11-24T12:00:00Z, in a place that is two hours ahead. */
#define NOON (1795521600 * NS)

static void test_moments(void)
{
	check_moment("1.5", false, 1500000000, "moment: seconds");
	check_moment("0.0000000019", false, 1, "moment: what is below a ns does not count");
	check_moment("1795521600", true, NOON, "moment: seconds since 1970");
	check_moment("2026-11-24T12:00:00Z", true, NOON, "moment: a date in UTC");
	check_moment("2026-11-24T14:00:00.5+02:00", true, NOON + NS / 2, "moment: a zone");
	check_moment("2026-11-24T08:30-0330", true, NOON, "moment: a zone behind");
	check_moment("2026-11-24 14:00", true, NOON, "moment: a date of here");
	check_moment("2028-02-29T12:00Z", true, 1835438400 * NS, "moment: a leap day");
	check_no_moment("2026-02-31", true);
	check_no_moment("2027-02-29T12:00Z", true);
	check_no_moment("2026-11-24T12:00+99:99", true);
	check_no_moment("2026-11-24T12:00+01:60", true);
	check_moment("2026-11-24", true, NOON - 14 * 3600 * NS, "moment: a whole day");
	check_anchored("14:00:01", NOON, NOON + NS, "moment: later this day");
	check_anchored("13:00:00.25", NOON, NOON - 3600 * NS + NS / 4, "moment: before the trace");
	check_anchored("0:10", NOON + 9 * 3600 * NS, NOON + (10 * 3600 + 600) * NS,
		       "moment: after midnight is the next day");
	check_anchored("23:50", NOON - 13 * 3600 * NS, NOON - (14 * 3600 + 600) * NS,
		       "moment: before midnight is the day before");
	check_no_moment("", false);
	check_no_moment("17:30", false);
	check_no_moment("-1", false);
	check_no_moment("1.", false);
	check_no_moment("1.5s", false);
	check_no_moment("99999999999999999999", false);
	check_no_moment("24:00", true);
	check_no_moment("17:3", true);
	check_no_moment("17:30:00x", true);
	check_no_moment("2026-13-01", true);
	check_no_moment("2026-11-24T", true);
	check_no_moment("2026-11-24T12:00:00+2", true);
}

void test_filter(void)
{
	setenv("TZ", "UTC-2", 1);
	tzset();
	test_lists();
	test_refusals();
	test_all_must_hold();
	test_moments();
}
