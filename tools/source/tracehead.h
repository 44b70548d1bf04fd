/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_TRACEHEAD_H
#define SOURCE_TRACEHEAD_H

#include <stdbool.h>

bool tracehead_has_page_size(int fd);
bool tracehead_can_lack_end(int fd);

#endif /* SOURCE_TRACEHEAD_H */
