/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_LINEAGE_H
#define MODEL_LINEAGE_H

#include "process.h"

struct process *lineage_parent_at_birth(const struct process *process);
void lineage_find_movers(struct process_table *table);
void lineage_find_escaped(struct process_table *table, struct process *from);
const struct process *lineage_marked_above(const struct process *process);

#endif /* MODEL_LINEAGE_H */
