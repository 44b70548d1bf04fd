/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_PROFILES_H
#define SOURCE_PROFILES_H

#include <stdbool.h>

#include "../../model/trace/event.h"

/**
 * struct profiles_wish - what is to be read of processes
 * @fd: a file that the lines are written to, as text.c reads them
 * @no_commands: whether to leave out command lines
 * @instance: directory of a tracefs instance that names the only processes to read; NULL for all
 */
struct profiles_wish {
	int fd;
	bool no_commands;
	const char *instance;
};

bool profiles_can_be_read(void);
bool profile_read(int32_t pid, bool no_commands, struct event *ret);
void profiles_forget(void);
void profiles_record(const struct profiles_wish *wish);

#endif /* SOURCE_PROFILES_H */
