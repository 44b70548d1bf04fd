/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_NAMESPACE_H
#define MODEL_NAMESPACE_H

#include "process.h"

void namespace_place(struct process_table *table, struct process *process, int32_t nspid,
		     unsigned int level);
struct process *namespace_init(const struct process_table *table, const struct process *process,
			       unsigned int level, bool *sure);

#endif /* MODEL_NAMESPACE_H */
