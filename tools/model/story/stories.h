/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_STORIES_H
#define MODEL_STORIES_H

#include "../../base/memory/idmap.h"
#include "story.h"

/**
 * struct stories - a struct story for each pid that was reparented or lost a child
 * @by_pid: the stories
 * @latest: of no pid, for the walk that belongs to the next changes of parent
 *
 * All zero has none.
 */
struct stories {
	struct idmap by_pid;
	struct story latest;
};

void stories_deinit(struct stories *stories);
int stories_add(struct stories *stories, const struct forest *forest, const struct event *event);
const struct story *stories_of(const struct stories *stories, int32_t pid);

#endif /* MODEL_STORIES_H */
