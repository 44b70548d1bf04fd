/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_COUNTERFACTUAL_H
#define MODEL_COUNTERFACTUAL_H

#include "../process/process.h"

void counterfactual_orphan(struct process *child, struct process *parent, struct process *adopter,
			   unsigned int decision);
int counterfactual_settle(struct process_table *table, struct process *process);

#endif /* MODEL_COUNTERFACTUAL_H */
