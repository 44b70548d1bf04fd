/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CMD_VIEWFILE_H
#define CMD_VIEWFILE_H

#include <stdio.h>

#include "../../base/terminal/message.h"

int viewfile_open(const char *name, const char *copy, FILE **ret);
int viewfile_open_in(const char *directory, const char *name, FILE **ret);
int viewfile_refuse(const char *name, const char *copy, const char *instead,
		    const struct message *why);

/* Printed before what /proc shows in place of the module's files. */
#define FROM_PROC                                                                                     \
	"the module is not loaded: showing only what /proc shows; 'subreaper-trace check' shows how " \
	"to load it"
/* Every /proc has a pid 1. */
#define PROC_HIDES \
	"/proc does not show pid 1: it hides processes of other users (hidepid), or is not mounted"

#endif /* CMD_VIEWFILE_H */
