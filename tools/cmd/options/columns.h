/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CMD_COLUMNS_H
#define CMD_COLUMNS_H

#include "../../render/rows/columns.h"
#include "options.h"

/* What help calls a list of columns. */
#define COLUMNS_ARGUMENT "COLUMN,..."

/* Of every command that writes rows. */
extern const struct option_spec column_options[];

bool columns_were_chosen(void);
bool columns_help_wanted(void);
int columns_choose(struct columns *ret);
int columns_help(void);

#endif /* CMD_COLUMNS_H */
