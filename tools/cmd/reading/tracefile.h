/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CMD_TRACEFILE_H
#define CMD_TRACEFILE_H

#include "../../model/trace/moment.h"
#include "../../model/trace/summary.h"
#include "../../render/text/clock.h"
#include "../options/options.h"

#define DEFAULT_TRACE "trace.dat"

/* Of every command that reads traces, or just one, or one or none; and that prints times. */
extern const struct option_spec tracefile_options[];
extern const struct option_spec tracefile_options_of_one[];
extern const struct option_spec tracefile_options_or_now[];
extern const struct option_spec clock_options[];

enum time_style tracefile_time_style(void);
int tracefile_moment(const char *option, const char *text, struct moment *ret);
bool tracefile_is_named(void);
int tracefile_name(int argc, char **argv);
int tracefile_open(unsigned int wanted);
int tracefile_open_one(const char *command, unsigned int wanted);
int tracefile_rewind(void);
bool tracefile_next(struct event *ret);
struct clock clock_of_machine(void);
struct clock *tracefile_clock(void);
const struct summary *tracefile_summary(void);
bool tracefile_is_damaged(void);
int tracefile_judge_kind(void);
int tracefile_close(int status);
int tracefile_judge_loss(const struct trace_loss *loss, bool fail, int status);

#endif /* CMD_TRACEFILE_H */
