/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_REAPERS_H
#define SOURCE_REAPERS_H

#include <stdio.h>

#include "../../base/terminal/message.h"
#include "../../model/trace/reapers.h"

int reapers_read(FILE *in, struct reapers *ret, struct message *why);

#endif /* SOURCE_REAPERS_H */
