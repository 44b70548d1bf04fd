/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_SELECTION_H
#define MODEL_SELECTION_H

#include "../forest/forest.h"

/**
 * struct selection - what is left out of a rendered forest
 * @others: processes that have nothing to do with any adoption
 * @kernel_threads: those below kthreadd
 * @recorder: those of the recording itself
 */
struct selection {
	size_t others;
	size_t kernel_threads;
	size_t recorder;
};

void select_all(struct forest *forest);
struct selection select_concerned(struct forest *forest, const struct recorder_event *recorder);
void select_with_ancestors(struct forest *forest, const struct recorder_event *recorder);
size_t count_shown(const struct forest *forest);
struct process *shown_parent(const struct process *process, enum world world);

#endif /* MODEL_SELECTION_H */
