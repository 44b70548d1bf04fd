// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>
#include <stdlib.h>

#include "../../tools/model/story/scene.h"
#include "tap.h"

static const char lines[] =
	"1 [0] process pid=1 comm=init nspid=1\n"
	"1 [0] process pid=2 comm=kthreadd nspid=2\n"
	"1 [0] process pid=10 parent_tgid=1 comm=tini subreaper=1 nspid=10\n"
	"1 [0] process pid=11 parent_tgid=1 comm=login nspid=11\n"
	"2 [0] task_newtask pid=20 common_pid=10 comm=tini\n"
	"3 [0] task_newtask pid=21 common_pid=20 comm=sh\n"
	"4 [0] sched_process_exit pid=20 comm=sh\n"
	"4.5 [0] reparent child=21 child_comm=crond child_nspid=21 parent_tgid=20 parent_comm=sh "
	"adopter_tgid=10 adopter_comm=tini decision=subreaper\n"
	"5 [0] sched_process_free pid=20 comm=sh\n"
	"6 [0] lost count=3\n"
	"7 [0] sched_process_exit pid=21 comm=crond\n"
	"9 [0] mark tgid=11 comm=login argument=0\n";

#define SECOND 1000000000ULL

/* Of what lies between two times, everything. */
static struct scene scene_of(struct forest *forest, uint64_t since, uint64_t until)
{
	struct recorded recorded = recorded_of(lines);
	struct recorder_event recorder = { 0 };
	struct scene scene = { 0 };
	size_t i;

	*forest = (struct forest){ 0 };
	for (i = 0; i < recorded.nr; i++) {
		const struct event *event = &recorded.events[i];
		bool in_time = event->time >= since && event->time <= until;

		if (forest_apply(forest, event) ||
		    scene_add(&scene, forest, event, in_time, in_time))
			exit(1);
	}
	if (forest_conclude(forest) || scene_conclude(&scene, forest, &recorder))
		exit(1);
	return scene;
}

static const struct life *life_of(const struct scene *scene, const struct forest *forest, int pid)
{
	return scene_life(scene, process_latest(&forest->table, pid));
}

static void test_lives_of(const struct scene *scene, const struct forest *forest)
{
	const struct life *parent = life_of(scene, forest, 20);
	const struct life *orphan = life_of(scene, forest, 21);

	check(scene->nr_lives == 5 && life_of(scene, forest, 1) && !life_of(scene, forest, 2),
	      "scene: who takes part, and ancestors, but not the kernel's threads");
	check(parent->born && parent->begin == 2 * SECOND && parent->ended,
	      "scene: a life begins with a birth");
	check(parent->end == 4 * SECOND + SECOND / 2,
	      "scene: a parent lives until his children are moved");
	check(parent->gone == 5 * SECOND, "scene: and is there until he is waited for");
	check(orphan->end == 7 * SECOND && orphan->gone == 9 * SECOND,
	      "scene: whom nobody waits for stays to the end");
	check(!life_of(scene, forest, 10)->born && !life_of(scene, forest, 10)->ended,
	      "scene: who is older than the trace and outlives it");
	check(parent->depth == 2 && orphan->depth == 2 && life_of(scene, forest, 10)->depth == 1,
	      "scene: children stand below their parents");
}

static void test_happenings_of(const struct scene *scene, const struct forest *forest)
{
	const struct life *orphan = life_of(scene, forest, 21);
	const struct scene_event *hop = &scene->scene_events[orphan->first];

	check(scene->nr_scene_events == 3 && scene->scene_events[1].type == EVENT_LOST &&
		      scene->scene_events[1].lost.count == 3,
	      "scene: losses stand where they were");
	check(hop->type == EVENT_REPARENT && hop->next == NO_HAPPENING &&
		      hop->hop.adopter == process_latest(&forest->table, 10),
	      "scene: what happened to a process");
	check(parenthood_by(&hop->hop, PARENT_BY_BIRTH) == PARENT_SUBREAPER,
	      "scene: the parent is a subreaper then");
}

static void test_window(void)
{
	struct forest forest;
	struct scene scene = scene_of(&forest, 4 * SECOND, 6 * SECOND);

	check(scene.begin == 4 * SECOND && scene.end == 6 * SECOND, "window: its borders");
	check(!life_of(&scene, &forest, 11), "window: nobody of later on");
	check(life_of(&scene, &forest, 20)->begin == 4 * SECOND &&
		      !life_of(&scene, &forest, 20)->born,
	      "window: lives begin with it");
	check(life_of(&scene, &forest, 21)->end == 6 * SECOND &&
		      !life_of(&scene, &forest, 21)->ended,
	      "window: and end with it");
	scene_deinit(&scene);
	forest_deinit(&forest);
}

void test_scene(void)
{
	struct forest forest;
	struct scene scene = scene_of(&forest, 0, UINT64_MAX);

	test_lives_of(&scene, &forest);
	test_happenings_of(&scene, &forest);
	scene_deinit(&scene);
	forest_deinit(&forest);
	test_window();
}
