/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Names and other text from outside, in each machine format. All formats first escape it as for a
 * terminal in UTF-8 (escape_for_terminal()), so a name is the same text in all of them, and
 * different names stay different.
 */
#ifndef BASE_QUOTE_H
#define BASE_QUOTE_H

#include "../terminal/writer.h"

void quote_plain(struct writer *writer, const char *text, size_t length);
void quote_json(struct writer *writer, const char *text, size_t length);
void quote_shown(struct writer *writer, const char *text, size_t length);
void quote_csv(struct writer *writer, const char *text, size_t length);
void quote_csv_shown(struct writer *writer, const char *text, size_t length);
void quote_prometheus(struct writer *writer, const char *text, size_t length);

#endif /* BASE_QUOTE_H */
