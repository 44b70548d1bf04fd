/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sentences under a heading, within the width of the terminal. */
#ifndef RENDER_PROSE_H
#define RENDER_PROSE_H

#include "../../base/terminal/terminal.h"

#define PROSE_INDENT 10

void prose_title(const struct terminal *terminal, const char *text);
__attribute__((format(printf, 3, 4))) void prose(const struct terminal *terminal,
						 const char *heading, const char *format, ...);

#endif /* RENDER_PROSE_H */
