/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_INPUT_H
#define SOURCE_INPUT_H

#include "../../base/terminal/message.h"
#include "../../model/trace/event.h"

struct input;

int input_open(struct input **ret, const char *path, unsigned int wanted, struct message *why);
int input_next(struct input *input, struct event *ret, struct message *why);
void input_close(struct input *input);

#endif /* SOURCE_INPUT_H */
