/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_HOOKS_H
#define SOURCE_HOOKS_H

#include "../../base/terminal/message.h"

int hooks_find(const char **ret, struct message *why);

#endif /* SOURCE_HOOKS_H */
