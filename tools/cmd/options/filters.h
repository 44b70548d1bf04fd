/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CMD_FILTERS_H
#define CMD_FILTERS_H

#include "../../render/text/clock.h"
#include "../../source/record/eventfilter.h"
#include "options.h"

/* What help calls a list of decisions. */
#define DECISIONS_ARGUMENT "WORD,..."

/* Of every command that shows recorded events; and of those that have the kernel leave out some. */
extern const struct option_spec filter_options[];
extern const struct option_spec kernel_filter_options[];

int filters_read(void);
void filters_note_nothing(const char *otherwise);
int filters_for_kernel(struct eventfilter *ret);
bool filters_in_time(const struct event *event, const struct clock *clock);
bool filters_pass(const struct event *event, const struct clock *clock);

#endif /* CMD_FILTERS_H */
