/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_PADDED_H
#define SOURCE_PADDED_H

#include <sys/types.h>

#include "../base/message.h"

int padded_copy(int fd, off_t size, struct message *why);

#endif /* SOURCE_PADDED_H */
