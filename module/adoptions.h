/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SUBREAPER_ADOPTIONS_H
#define SUBREAPER_ADOPTIONS_H

#include <linux/types.h>

struct task_struct;

/**
 * struct adoption - that a process was adopted by another
 * @child_start: birth of the child, in ns of CLOCK_BOOTTIME
 * @adopter_start: birth of its adopter
 * @child: in the initial pid namespace, as
 * @adopter: which adopted it, or is just about to
 */
struct adoption {
	u64 child_start;
	u64 adopter_start;
	pid_t child;
	pid_t adopter;
};

int adoptions_create(void);
void adoptions_destroy(void);
void adoptions_record(const struct task_struct *father, const struct task_struct *adopter);
bool adoptions_copy(unsigned int index, struct adoption *ret);
unsigned int adoptions_size(void);
unsigned int adoptions_kept(void);
unsigned long adoptions_forgotten(void);
size_t adoptions_bytes(void);

#endif /* SUBREAPER_ADOPTIONS_H */
