/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_NAMESPACE_H
#define MODEL_NAMESPACE_H

#include "process.h"

struct process *namespace_init(const struct process_table *table, const struct process *process,
			       unsigned int level);

#endif /* MODEL_NAMESPACE_H */
