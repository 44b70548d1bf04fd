/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SUBREAPER_CHILD_EFFECTS_H
#define SUBREAPER_CHILD_EFFECTS_H

struct task_struct;

/**
 * struct child_effects - what a change of parent does to one child
 * @bits:		a set of SUBREAPER_EFFECTS
 * @pdeath_signal:	the signal number when SUBREAPER_EFFECT_PDEATH is set, else 0
 */
struct child_effects {
	unsigned int bits;
	int pdeath_signal;
};

struct child_effects child_effects_foretell(struct task_struct *child, struct task_struct *father,
					    struct task_struct *adopter);
struct child_effects child_effects_tell(struct task_struct *child, int exit_state, int exit_signal);

#endif /* SUBREAPER_CHILD_EFFECTS_H */
