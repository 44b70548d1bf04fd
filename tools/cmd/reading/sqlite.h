/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CMD_SQLITE_H
#define CMD_SQLITE_H

#include "../../model/trace/event.h"

int sqlite_write(const char *path, bool (*is_wanted)(const struct event *event));

#endif /* CMD_SQLITE_H */
