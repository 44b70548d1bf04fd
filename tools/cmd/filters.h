/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CMD_FILTERS_H
#define CMD_FILTERS_H

#include "../render/clock.h"
#include "options.h"

/* What help calls a list of decisions. */
#define DECISIONS_ARGUMENT "WORD,..."

/* Of every command that shows events. */
extern const struct option_spec filter_options[];

int filters_read(enum time_style style);
bool filters_pass(const struct event *event, const struct clock *clock);

#endif /* CMD_FILTERS_H */
