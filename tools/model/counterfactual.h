/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_COUNTERFACTUAL_H
#define MODEL_COUNTERFACTUAL_H

#include "process.h"

int counterfactual_orphan(struct process_table *table, struct process *child,
			  struct process *father, struct process *adopter, unsigned int decision);

#endif /* MODEL_COUNTERFACTUAL_H */
