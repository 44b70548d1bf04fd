/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BASE_DOT_H
#define BASE_DOT_H

#include "../terminal/writer.h"

/**
 * struct dot - a graph in the language of Graphviz, on its way out
 * @follows: whether the statement has an attribute already
 *
 * Texts are printable, as escape_for_terminal() leaves them in UTF-8: this writer adds the escapes
 * of Graphviz, and a line of a label ends in a newline.
 */
struct dot {
	struct writer *writer;
	bool follows;
};

void dot_open(struct dot *dot);
void dot_close(struct dot *dot);
void dot_statement(struct dot *dot, const char *subject);
void dot_edge(struct dot *dot, const char *from, const char *to);
void dot_attribute(struct dot *dot, const char *name, const char *text);
void dot_end_statement(struct dot *dot);

#endif /* BASE_DOT_H */
