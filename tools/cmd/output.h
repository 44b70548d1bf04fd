/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CMD_OUTPUT_H
#define CMD_OUTPUT_H

#include "../base/terminal.h"
#include "options.h"

extern const struct option_spec output_options[];

struct terminal output_open(void);
struct terminal output_open_unpaged(void);
struct terminal output_plain(void);
int output_close(void);

#endif /* CMD_OUTPUT_H */
