/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CMD_COMPLAIN_H
#define CMD_COMPLAIN_H

#include "../../base/terminal/message.h"

/* Exit codes, which scripts rely on. */
enum {
	EX_OK = 0,
	EX_FAILED = 1,
	EX_MISUSE = 2,
	EX_LACKING = 3,
	EX_LOST = 4,
	EX_TROUBLE = 5,
};

__attribute__((format(printf, 1, 2))) void note(const char *format, ...);
__attribute__((format(printf, 2, 3))) int complain(int status, const char *format, ...);
int complain_lacking(const struct message *why);
__attribute__((format(printf, 1, 2))) int misuse(const char *format, ...);
void misuse_of(const char *command, int status);

#endif /* CMD_COMPLAIN_H */
