/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SUBREAPER_ADOPTIONS_H
#define SUBREAPER_ADOPTIONS_H

#include <linux/types.h>

#include "../tracing/vocabulary.h"

struct task_struct;

/**
 * struct adoption - that a process was adopted by another
 * @child_start: birth of the child, in ns of CLOCK_BOOTTIME
 * @adopter_start: birth of its adopter
 * @time: when, in ns of CLOCK_MONOTONIC
 * @number: of the decision
 * @child: in the initial pid namespace, as
 * @adopter: which adopted it, or is just about to
 * @decision: see SUBREAPER_DECISIONS
 */
struct adoption {
	u64 child_start;
	u64 adopter_start;
	u64 time;
	u64 number;
	pid_t child;
	pid_t adopter;
	u8 decision;
};

int adoptions_create(void);
void adoptions_destroy(void);
void adoptions_record(const struct task_struct *child, const struct task_struct *adopter, u64 time,
		      u64 number, enum subreaper_decision decision);
bool adoptions_find(pid_t child, u64 child_start, struct adoption *ret);
bool adoptions_copy(unsigned int index, struct adoption *ret);
unsigned int adoptions_size(void);
unsigned int adoptions_kept(void);
unsigned long adoptions_forgotten(void);
size_t adoptions_bytes(void);

#endif /* SUBREAPER_ADOPTIONS_H */
