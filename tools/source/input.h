/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_INPUT_H
#define SOURCE_INPUT_H

#include "../base/message.h"
#include "../model/trace.h"

int input_read(const char *path, struct trace *ret, struct message *why);

#endif /* SOURCE_INPUT_H */
