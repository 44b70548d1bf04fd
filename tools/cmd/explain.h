/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CMD_EXPLAIN_H
#define CMD_EXPLAIN_H

#include <stdint.h>

#include "../model/forest/forest.h"

void explain_tell_aliases(const struct forest *forest, int32_t pid);
int explain_name_in_trace(const char *name, int32_t *pid, unsigned int *ordinal);
int explain_name_now(const char *name, int32_t *pid);
int explain_present(int32_t pid, int32_t member, const char *directory);

#endif /* CMD_EXPLAIN_H */
