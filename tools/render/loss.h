/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_LOSS_H
#define RENDER_LOSS_H

#include "../model/summary.h"

#define LOSS_SIZE 96

const char *loss_words(const struct trace_loss *loss, char *room);

#endif /* RENDER_LOSS_H */
