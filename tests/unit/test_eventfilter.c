// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>

#include "../../tools/source/record/eventfilter.h"
#include "tap.h"

static struct filter filter_of(const char *comm, const char *adopter, const char *decisions,
			       const char *levels)
{
	struct filter filter = { 0 };
	struct message why;

	if (comm)
		filter_add_comm(&filter, comm, &why);
	if (adopter)
		filter_add_adopter(&filter, adopter, &why);
	if (decisions)
		filter_add_decisions(&filter, decisions, &why);
	if (levels)
		filter_add_levels(&filter, levels, &why);
	return filter;
}

static void check_made(const struct filter *filter, const char *reparent, const char *walk,
		       const char *name)
{
	struct eventfilter made;
	struct message why;

	check(!eventfilter_make(&made, filter, &why), name);
	check_text(made.reparent, reparent, "eventfilter: ... of reparent");
	check_text(made.walk, walk, "eventfilter: ... of walk");
}

static void test_words(void)
{
	struct filter filter = { 0 };

	check_made(&filter, "", "", "eventfilter: nothing");
	filter = filter_of(NULL, NULL, "no_flag,subreaper", "0,2");
	check_made(&filter, "(decision == 2 || decision == 3) && (level == 0 || level == 2)",
		   "(decision == 2 || decision == 3) && (level == 0 || level == 2)",
		   "eventfilter: decisions and levels");
	filter = filter_of(NULL, "300", NULL, NULL);
	check_made(&filter, "(adopter_tgid == 300 || adopter_tid == 300)",
		   "(adopter_tgid == 300 || adopter_tid == 300)", "eventfilter: an adopter's pid");
	filter = filter_of("sh", "ti*", NULL, NULL);
	check_made(&filter,
		   "(adopter_comm ~ \"ti*\") && (child_comm ~ \"sh\" || parent_comm ~ \"sh\" || "
		   "adopter_comm ~ \"sh\")",
		   "(adopter_comm ~ \"ti*\")", "eventfilter: names, which a walk lacks");
}

/* The pattern of the adopter's name that a pattern becomes; "" when there is no condition. */
static void check_glob(const char *glob, const char *wanted, const char *name)
{
	struct filter filter = filter_of(NULL, glob, NULL, NULL);
	struct eventfilter made;
	struct message why;
	char whole[100] = "";

	if (*wanted)
		snprintf(whole, sizeof(whole), "(adopter_comm ~ \"%s\")", wanted);
	check(!eventfilter_make(&made, &filter, &why), name);
	check_text(made.reparent, whole, "eventfilter: ... becomes a pattern of the kernel's");
}

static void test_globs(void)
{
	check_glob("tmux: server", "tmux: server", "eventfilter: a name with a blank");
	check_glob("a\" || pid > 0 || \"", "a* * pid * 0 * *", "eventfilter: quotes end nothing");
	check_glob("!sh", "*sh", "eventfilter: no pattern is turned round");
	check_glob("a?c", "a*c", "eventfilter: one character may be many bytes");
	check_glob("a[bc]d", "a*", "eventfilter: behind a bracket is anything");
	check_glob("x\\xffy", "x*", "eventfilter: behind an escape is anything");
	check_glob("gr\xc3\xbcn", "gr*n", "eventfilter: what is not ASCII is anything");
	check_glob("7z", "*7z", "eventfilter: a name is no number");
	check_glob("**", "", "eventfilter: anything is no condition");
	check_glob("", "", "eventfilter: nor is nothing, which report decides");
	check_glob("a\n&b", "a*b", "eventfilter: a newline ends nothing");
}

static void test_length(void)
{
	struct filter filter = { 0 };
	struct eventfilter made;
	struct message why = { .text = "" };
	int i;

	for (i = 0; i < FILTER_MAX; i++)
		filter_add_comm(&filter, "abcdefghijklmno", &why);
	check(eventfilter_make(&made, &filter, &why) && why.text[0],
	      "eventfilter: what the kernel would not take is refused");
}

void test_eventfilter(void)
{
	test_words();
	test_globs();
	test_length();
}
