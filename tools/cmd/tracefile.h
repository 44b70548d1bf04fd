/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CMD_TRACEFILE_H
#define CMD_TRACEFILE_H

#include "../model/trace.h"
#include "options.h"

#define DEFAULT_TRACE "trace.dat"

extern const struct option_spec tracefile_options[];

int tracefile_read(struct trace *ret);
int tracefile_judge(const struct trace *trace, int status);
int tracefile_judge_strictly(const struct trace *trace, bool fail, int status);

#endif /* CMD_TRACEFILE_H */
