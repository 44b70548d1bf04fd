/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Other numbers of a process: its pid in its own pid namespace, and those of its threads. */
#ifndef MODEL_ALIAS_H
#define MODEL_ALIAS_H

#include "../forest/forest.h"

struct process *alias_in_namespace(const struct forest *forest, const struct process *member,
				   int32_t nspid);
const struct process *alias_next(const struct forest *forest, int32_t nspid, size_t *place);

#endif /* MODEL_ALIAS_H */
