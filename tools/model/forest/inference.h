/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_INFERENCE_H
#define MODEL_INFERENCE_H

#include "forest.h"

/**
 * struct inference - what follows from births and ends, where no decisions were recorded
 * @recorded: does the trace hold what the module publishes? Then nothing is inferred.
 * @events: that follow from the latest event, in their order
 * @next: how many of them were taken
 * @capacity: how many there is room for
 * @steps: of the walk among them
 * @partial: the latest walk without an event for each child
 * @children_left: how many of its reparent events are yet to come
 * @compared: how many recorded decisions the model could have made itself
 * @disagreed: how many of those it would have made otherwise
 *
 * All zero has inferred nothing.
 */
struct inference {
	bool recorded;
	struct event *events;
	size_t nr;
	size_t next;
	size_t capacity;
	uint32_t steps[SUBREAPER_STEPS_MAX];
	struct walk_event partial;
	uint32_t children_left;
	size_t compared;
	size_t disagreed;
};

void inference_deinit(struct inference *inference);
int inference_apply(struct inference *inference, struct forest *forest, struct event *event);
bool inference_next(struct inference *inference, struct event *ret);

#endif /* MODEL_INFERENCE_H */
