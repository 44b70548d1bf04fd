/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_LOSS_H
#define RENDER_LOSS_H

#include "../../model/trace/summary.h"
#include "clock.h"

#define LOSS_SIZE 96
#define GAP_SIZE  256

const char *loss_words(const struct trace_loss *loss, char *room);
const char *gap_count_words(const struct trace_loss *loss, char *room);
const char *gap_told(const struct clock *clock, const struct event *event, char *room);

#endif /* RENDER_LOSS_H */
