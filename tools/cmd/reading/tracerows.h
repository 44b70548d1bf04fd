/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CMD_TRACEROWS_H
#define CMD_TRACEROWS_H

#include "../../render/rows/rows.h"

const struct row_format *tracerows_format(void);
int tracerows_write(struct rows *rows, bool (*is_wanted)(const struct event *event));

#endif /* CMD_TRACEROWS_H */
