/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SUBREAPER_PREDICTION_H
#define SUBREAPER_PREDICTION_H

#include <linux/limits.h>
#include <linux/types.h>

#include "../tracing/vocabulary.h"

struct pid;
struct signal_struct;
struct task_struct;

/* Ancestors that are remembered in one RCU read section, and the longest walk that is followed. */
#define PREDICTOR_STEPS_MAX 16384
#define PREDICTOR_HASH_BITS 14

/**
 * struct predicted_step - an ancestor, and how a walk goes on from it
 * @process: its threads share this; to compare with, never followed
 * @step: as SUBREAPER_STEP() word, with a pid of the initial namespace
 * @next: index of the step that follows, or PREDICTED_LAST
 * @nr_steps: how many steps there are from this one on
 * @adopter: the process that adopts at the end, in the initial pid namespace
 * @adopter_tid: the thread of it
 * @decision: see SUBREAPER_DECISIONS
 */
struct predicted_step {
	const struct signal_struct *process;
	u32 step;
	u32 next;
	u32 nr_steps;
	pid_t adopter;
	pid_t adopter_tid;
	u8 decision;
};

#define PREDICTED_LAST U32_MAX

/**
 * struct prediction - which process would adopt the children of a process
 * @decision: why, see SUBREAPER_DECISIONS; 0 when that is not known
 * @adopter: the process that adopts, in the initial pid namespace; 0 when none would
 * @adopter_tid: the thread of it
 * @nr_steps: how many ancestors the walk visits
 * @first: index of the first of them, or PREDICTED_LAST
 */
struct prediction {
	u8 decision;
	pid_t adopter;
	pid_t adopter_tid;
	u32 nr_steps;
	u32 first;
};

/**
 * struct predictor - the ancestors that were visited in the present RCU read section
 * @work: what was done since predictor_reset(): ancestors and threads that were looked at
 * @count: of @steps
 * @steps: in the order of the visits
 * @index: a step by the hash of its process, if that is still its own
 *
 * Large: allocate it.
 */
struct predictor {
	unsigned int work;
	unsigned int count;
	struct predicted_step steps[PREDICTOR_STEPS_MAX];
	u16 index[1 << PREDICTOR_HASH_BITS];
};

void predictor_reset(struct predictor *predictor);
bool predictor_is_worn(const struct predictor *predictor);
void predictor_predict(struct predictor *predictor, struct task_struct *task,
		       struct prediction *ret);

#endif /* SUBREAPER_PREDICTION_H */
