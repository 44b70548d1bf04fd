/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_TEXTLINE_H
#define SOURCE_TEXTLINE_H

#include "../../base/terminal/writer.h"
#include "../../model/trace/event.h"

void textline_put(struct writer *writer, const struct event *event);
void textline_put_holds(struct writer *writer, unsigned int held);

#endif /* SOURCE_TEXTLINE_H */
