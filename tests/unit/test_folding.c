// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>
#include <stdlib.h>

#include "../../tools/base/format/inscript.h"
#include "../../tools/base/memory/memstream.h"
#include "../../tools/base/memory/strings.h"
#include "../../tools/model/process/lineage.h"
#include "../../tools/model/trace/sight.h"
#include "../../tools/model/story/stories.h"
#include "tap.h"

/* Five daemons, of which one has another name and one ended; and the forkers of four. */
static const char lines[] =
	"1 [0] process pid=1 comm=init nspid=1\n"
	"1 [0] process pid=10 parent_tgid=1 comm=tini subreaper=1 nspid=10\n"
	"2 [0] task_newtask pid=20 common_pid=10 comm=sh\n"
	"2 [0] task_newtask pid=30 common_pid=20 comm=job\n"
	"2 [0] task_newtask pid=31 common_pid=20 comm=job\n"
	"2 [0] task_newtask pid=32 common_pid=20 comm=job\n"
	"2 [0] task_newtask pid=33 common_pid=20 comm=job\n"
	"2 [0] task_newtask pid=34 common_pid=20 comm=job\n"
	"2 [0] task_newtask pid=35 common_pid=20 comm=other\n"
	"3 [0] sched_process_exit pid=20 comm=sh\n"
	"3 [0] walk parent_tgid=20 parent_comm=sh adopter_tgid=10 adopter_comm=tini children=6 "
	"decision=subreaper has_flag=1 steps=10:adopts\n"
	"3 [0] reparent child=30 child_comm=job child_nspid=30 parent_tgid=20 parent_comm=sh "
	"adopter_tgid=10 adopter_comm=tini decision=subreaper\n"
	"3 [0] reparent child=31 child_comm=job child_nspid=31 parent_tgid=20 parent_comm=sh "
	"adopter_tgid=10 adopter_comm=tini decision=subreaper\n"
	"3 [0] reparent child=32 child_comm=job child_nspid=32 parent_tgid=20 parent_comm=sh "
	"adopter_tgid=10 adopter_comm=tini decision=subreaper\n"
	"3 [0] reparent child=33 child_comm=job child_nspid=33 parent_tgid=20 parent_comm=sh "
	"adopter_tgid=10 adopter_comm=tini decision=subreaper\n"
	"3 [0] reparent child=34 child_comm=job child_nspid=34 parent_tgid=20 parent_comm=sh "
	"adopter_tgid=10 adopter_comm=tini decision=subreaper\n"
	"3 [0] reparent child=35 child_comm=other child_nspid=35 parent_tgid=20 parent_comm=sh "
	"adopter_tgid=10 adopter_comm=tini decision=subreaper\n"
	"4 [0] sched_process_free pid=20 comm=sh\n"
	"5 [0] sched_process_exit pid=34 comm=job\n";

struct told {
	struct forest forest;
	struct scene scene;
	struct stories stories;
};

static void tell(struct told *told)
{
	struct recorded recorded = recorded_of(lines);
	struct recorder_event recorder = { 0 };
	size_t i;

	for (i = 0; i < recorded.nr; i++) {
		const struct event *event = &recorded.events[i];

		if (forest_apply(&told->forest, event) ||
		    scene_add(&told->scene, &told->forest, event, true, true) ||
		    stories_add(&told->stories, &told->forest, event))
			exit(1);
	}
	if (forest_conclude(&told->forest) ||
	    scene_conclude(&told->scene, &told->forest, &recorder))
		exit(1);
}

static size_t number_of(const struct told *told, int pid)
{
	return scene_life(&told->scene, process_latest(&told->forest.table, pid)) -
	       told->scene.lives;
}

static void test_folds(const struct told *told, const struct folding *folding)
{
	size_t first = number_of(told, 30);

	check(folding->lives[first].members == 4 && folding->lives[first].fold == first &&
		      folding->lives[number_of(told, 33)].fold == first &&
		      folding->lives[number_of(told, 33)].place == 3,
	      "folding: four siblings of one name to which the same happened are one");
	check(folding->lives[number_of(told, 34)].fold == NO_LIFE,
	      "folding: one that ended is not among them");
	check(folding->lives[number_of(told, 35)].fold == NO_LIFE,
	      "folding: nor is one of another name");
	check(folding->lives[number_of(told, 20)].left && !folding->lives[number_of(told, 30)].left,
	      "folding: it is known of which there were orphans");
	check(folding->lives[first].above == number_of(told, 10),
	      "folding: it is known below which each is drawn");
	check(folding_room(folding, 8) == 3 && folding_room(folding, 100) == SIZE_MAX &&
		      folding_room(folding, 1) == 1,
	      "folding: of each fold only so many are kept that the rest has room");
}

static void test_sight(const struct told *told, const struct folding *folding)
{
	struct sight sight;

	if (sight_of(&sight, folding, 100))
		exit(1);
	check(sight.nr == 6 && sight.folds == 1 && !sight.left_out &&
		      sight.row_of[number_of(told, 33)] == sight.row_of[number_of(told, 30)] &&
		      sight_is_fold(&sight, sight.row_of[number_of(told, 30)]),
	      "sight: a fold has one row");
	sight_deinit(&sight);
	if (sight_of(&sight, folding, 5))
		exit(1);
	check(sight.nr == 5 && sight.left_out == 1 && sight.row_of[number_of(told, 20)] == NO_LIFE,
	      "sight: where there is no room, forkers that exited go first");
	sight_deinit(&sight);
	if (sight_of(&sight, folding, 3))
		exit(1);
	check(sight.nr == 3 && sight.left_out == told->scene.nr_lives - 6,
	      "sight: what has no row is counted, with those in a fold");
	sight_deinit(&sight);
}

static void test_stories(const struct told *told)
{
	const struct story *child = stories_of(&told->stories, 31);
	const struct story *parent = stories_of(&told->stories, 20);

	check(child->nr == 1 && child->hops[0].kept_steps == 1 && child->hops[0].steps[0].pid == 10,
	      "stories: each child has the walk of its parent's death");
	check(parent->nr_orphans == 6, "stories: a parent has all that it left");
	check(!stories_of(&told->stories, 1)->nr, "stories: others have none");
}

static void test_movers(struct told *told)
{
	struct process_table *table = &told->forest.table;

	lineage_find_movers(table);
	check(process_latest(table, 20)->has_movers && process_latest(table, 10)->has_movers &&
		      !process_latest(table, 31)->has_movers,
	      "lineage: what others may have escaped from is above them by birth");
	lineage_find_escaped(table, process_latest(table, 20));
	check(table->nr_escaped == 5, "lineage: those that escaped and live are counted");
}

static void test_strings(void)
{
	struct strings strings = { 0 };

	check(strings_number(&strings, "one", 3) == 0 && strings_number(&strings, "two", 3) == 1 &&
		      strings_number(&strings, "one", 3) == 0 &&
		      strings_number(&strings, "on", 2) == 2 && strings.nr == 3 &&
		      !strcmp(strings.all[1]->text, "two"),
	      "strings: each has one number");
	strings_deinit(&strings);
}

static void test_streams(void)
{
	static const char wanted[] = "[\"\\u003c/script\\u003e \\u0026 a\"]";
	static struct writer writer;
	struct memstream memstream;
	FILE *in;

	memstream_open(&memstream);
	writer_init(&writer, memstream.out);
	in = inscript_open(&writer);
	fputs("[\"</script> & a\"]", in);
	fclose(in);
	writer_flush(&writer);
	check(!memstream_close(&memstream) && memstream.length == strlen(wanted) &&
		      !memcmp(memstream.bytes, wanted, strlen(wanted)),
	      "inscript: no text ends a script");
	memstream_deinit(&memstream);
}

void test_folding(void)
{
	struct told told = { 0 };
	struct folding folding;

	tell(&told);
	if (folding_of(&folding, &told.scene))
		exit(1);
	test_folds(&told, &folding);
	test_sight(&told, &folding);
	test_stories(&told);
	test_movers(&told);
	test_strings();
	test_streams();
	folding_deinit(&folding);
	stories_deinit(&told.stories);
	scene_deinit(&told.scene);
	forest_deinit(&told.forest);
}
