/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CMD_EXPLAIN_H
#define CMD_EXPLAIN_H

#include <stdint.h>

int explain_present(int32_t pid, const char *directory);

#endif /* CMD_EXPLAIN_H */
