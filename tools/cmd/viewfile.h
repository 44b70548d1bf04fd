/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CMD_VIEWFILE_H
#define CMD_VIEWFILE_H

#include <stdio.h>

int viewfile_open(const char *name, const char *copy, FILE **ret);

#endif /* CMD_VIEWFILE_H */
