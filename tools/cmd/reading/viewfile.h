/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CMD_VIEWFILE_H
#define CMD_VIEWFILE_H

#include <stdio.h>

#include "../../base/terminal/message.h"

int viewfile_open(const char *name, const char *copy, FILE **ret);
int viewfile_open_in(const char *directory, const char *name, FILE **ret);
int viewfile_refuse(const char *name, const char *copy, const char *instead,
		    const struct message *why);

#endif /* CMD_VIEWFILE_H */
