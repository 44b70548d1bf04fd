/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BASE_MESSAGE_H
#define BASE_MESSAGE_H

#include <limits.h>

/**
 * struct message - one line that explains a failure to a person
 * @text: the line, without a newline; empty when there is nothing to explain
 * @fix: the one command that fixes it, as it stands in the line; empty where there is none
 *
 * Goes along with a -errno from code that may not print.
 */
struct message {
	char text[PATH_MAX + 256];
	char fix[256];
};

__attribute__((format(printf, 3, 4))) int message_set(struct message *message, int err,
						      const char *format, ...);
__attribute__((format(printf, 2, 3))) void message_add(struct message *message, const char *format,
						       ...);
__attribute__((format(printf, 2, 3))) void message_fix(struct message *message, const char *format,
						       ...);

#endif /* BASE_MESSAGE_H */
