// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>

#include "../../tools/model/trace/census.h"
#include "../../tools/model/trace/tally.h"
#include "tap.h"

static struct tally tally_of(const char *lines)
{
	struct recorded recorded = recorded_of(lines);
	struct tally tally = { 0 };
	size_t i;

	for (i = 0; i < recorded.nr; i++)
		tally_add(&tally, &recorded.events[i]);
	tally_sort(&tally);
	return tally;
}

static void test_adopters(void)
{
	struct tally tally = tally_of(
		"1 [0] reparent child=2 adopter_tgid=9 adopter_tid=10 adopter_start=5 "
		"adopter_comm=pool decision=subreaper effects=zombie|0x80\n"
		"2 [0] reparent child=3 adopter_tgid=1 adopter_comm=init decision=no_flag\n"
		"3 [0] reparent child=4 adopter_tgid=1 adopter_start=1 decision=200\n"
		"4 [0] reparent child=5 adopter_tgid=9 adopter_start=7 adopter_comm=other "
		"decision=ns_boundary\n"
		"5 [0] reparent child=6 adopter_tgid=1 adopter_start=1 adopter_tid=2 "
		"adopter_comm=thread decision=no_flag\n"
		"6 [0] mark tgid=9\n");

	check(tally.nr == 3, "tally: a reused pid is another adopter");
	check(tally.adopters[0]->pid == 1 && tally.adopters[0]->adopted == 3,
	      "tally: who adopted most is first, and a birth that was unknown is his");
	check_text(tally.adopters[0]->comm, "init", "tally: no thread's name in place of his");
	check(tally.adopters[0]->decisions[2] == 2 && tally.adopters[0]->decisions[0] == 1,
	      "tally: by decision, and those not known together");
	check(tally.adopters[1]->ordinal == 1 && tally.adopters[2]->ordinal == 2 &&
		      tally.adopters[2]->start == 7,
	      "tally: the second of a pid");
	check_text(tally.adopters[1]->comm, "pool", "tally: a thread's name is better than none");
	check(tally.adopters[1]->effects[0] == 1 && tally.adopters[1]->effects[7] == 1 &&
		      !tally.adopters[1]->effects[1],
	      "tally: by effect");
	check(tally.children[2] == 2 && tally.children[4] == 1, "tally: children by decision");
	tally_deinit(&tally);
}

static void test_walks(void)
{
	struct tally tally = tally_of("1 [0] walk decision=no_flag\n"
				      "2 [0] walk decision=subreaper nr_steps=3\n"
				      "3 [0] walk decision=subreaper nr_steps=1\n"
				      "4 [0] walk decision=subreaper nr_steps=1024\n"
				      "5 [0] walk decision=reached_root nr_steps=4000000000\n");
	const struct walk_lengths *walks = &tally.walks;

	check(tally.parents[2] == 1 && tally.parents[3] == 3, "tally: parents by decision");
	check(walks->nr == 4 && walks->min == 1 && walks->max == 4000000000 &&
		      walks->sum == 4000001028,
	      "tally: walks are those with steps");
	check(walk_length_at(walks, 50) == 3 && walk_length_at(walks, 75) == 1024 &&
		      walk_length_at(walks, 99) == 4000000000 && walk_length_at(walks, 0) == 1,
	      "tally: how long the shorter ones are");
	check(walks_up_to(walks, 2) == 1 && walks_up_to(walks, 3) == 2 &&
		      walks_up_to(walks, TALLY_LENGTHS) == 3,
	      "tally: how many are that short");
	tally_deinit(&tally);
	check(walk_length_at(&(struct walk_lengths){ 0 }, 99) == 0, "tally: no walk has no length");
}

/* What any user can make up must not become ever more samples. */
static void test_census(void)
{
	static struct census census;
	struct census_key key = census_key_of("sh", "run-u17.service", 15);
	struct census_group *first;
	char name[16];
	int i;

	check_text(key.unit, "run-", "census: of a run- unit the number is left out");
	key = census_key_of("sh", "getty@tty1.service", 18);
	check_text(key.unit, "getty@", "census: of a template the instance is");
	key = census_key_of("sh", "run-dbus.service", 16);
	check_text(key.unit, "run-dbus.service", "census: another unit has its name");
	first = census_group(&census, &key);
	check(census_group(&census, &key) == first && census.nr == 1,
	      "census: the same are added up");
	for (i = 0; i < 2 * CENSUS_GROUPS; i++) {
		snprintf(name, sizeof(name), "p%d", i);
		key = census_key_of(name, "", 0);
		census_group(&census, &key)->adopters++;
	}
	check(census.nr == CENSUS_GROUPS + 1, "census: there is an end of groups");
	check(census.groups[CENSUS_GROUPS].rest &&
		      census.groups[CENSUS_GROUPS].adopters == CENSUS_GROUPS + 1,
	      "census: the rest is added up");
}

void test_tally(void)
{
	test_census();
	test_adopters();
	test_walks();
}
