/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_MODULE_H
#define SOURCE_MODULE_H

#include <stdbool.h>

#include "../../base/terminal/message.h"

#define MODULE_DUMP_PARAMETER "/sys/module/subreaper_trace/parameters/dump"

bool module_is_loaded(void);
int module_missing(struct message *why);
int module_require(const char *type, char *ret, struct message *why);
int module_open_dump(struct message *why);
int module_dump(int fd);
int module_dump_among(int fd, const char *instance);
int module_hold(void);

#endif /* SOURCE_MODULE_H */
