/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_FLAGS_H
#define MODEL_FLAGS_H

#include "process.h"

void flags_inherit(struct process *child, const struct process *parent, bool marks_heard);
void flags_mark(struct process *process, bool value, uint64_t argument, uint64_t time);
void flags_learn(struct process *process, bool subreaper, bool has_subreaper, uint64_t time);
bool flags_has_certain(const struct process *process);
bool flags_lack(const struct process *process, uint64_t time);
void flags_learn_has(struct process *process, bool has_subreaper, uint64_t time);

#endif /* MODEL_FLAGS_H */
