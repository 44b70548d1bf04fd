/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_TEXT_H
#define SOURCE_TEXT_H

#include <stdio.h>

#include "../../base/terminal/message.h"
#include "../../model/trace/event.h"

/* The first line of a trace that was written by hand. */
#define TEXT_MAGIC "# subreaper-trace text 1"

int text_next(FILE *in, size_t *number, struct event *ret, struct message *why);

#endif /* SOURCE_TEXT_H */
