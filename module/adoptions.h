/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SUBREAPER_ADOPTIONS_H
#define SUBREAPER_ADOPTIONS_H

#include <linux/types.h>

#include "../tracing/vocabulary.h"

struct task_struct;

/**
 * struct adoption - that a process was adopted by another
 * @adopter_start: birth of its adopter, in ns of CLOCK_BOOTTIME
 * @time: when, in ns of CLOCK_MONOTONIC
 * @number: of the decision
 * @adopter: which adopted it, in the initial pid namespace
 * @decision: see SUBREAPER_DECISIONS
 */
struct adoption {
	u64 adopter_start;
	u64 time;
	u64 number;
	pid_t adopter;
	u8 decision;
};

int adoptions_create(void);
void adoptions_destroy(void);
void adoptions_record(const struct task_struct *child, const struct task_struct *adopter, u64 time,
		      u64 number, enum subreaper_decision decision);
void adoptions_skip(unsigned int children);
bool adoptions_find(const struct task_struct *child, const struct task_struct *parent,
		    struct adoption *ret);
bool adoptions_is_sure(u64 child_start);
unsigned int adoptions_size(void);
unsigned int adoptions_kept(void);
unsigned long adoptions_forgotten(void);
size_t adoptions_bytes(void);

#endif /* SUBREAPER_ADOPTIONS_H */
