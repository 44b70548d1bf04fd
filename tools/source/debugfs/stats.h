/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_STATS_H
#define SOURCE_STATS_H

#include <stdio.h>

#include "../../base/terminal/message.h"
#include "../../model/process/standing.h"

int stats_read(FILE *in, struct standing *ret, struct message *why);

#endif /* SOURCE_STATS_H */
