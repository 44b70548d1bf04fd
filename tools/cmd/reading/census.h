/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CMD_CENSUS_H
#define CMD_CENSUS_H

#include "../../model/trace/census.h"
#include "../../model/trace/reapers.h"

int census_take(struct census *ret, const struct reapers *reapers, const char *views);

#endif /* CMD_CENSUS_H */
