/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Text that others chose, in each machine format. All of them begin with the one form of a text
 * that the terminal is shown as well (escape_for_terminal() in UTF-8), so that a name is the same
 * text wherever it is read, and two names are never one.
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
