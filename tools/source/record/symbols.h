/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_SYMBOLS_H
#define SOURCE_SYMBOLS_H

int symbols_drop(const char *path);

#endif /* SOURCE_SYMBOLS_H */
