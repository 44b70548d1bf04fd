// SPDX-License-Identifier: GPL-2.0-or-later
#include "dot.h"

/**
 * dot_open() - begin a directed graph
 */
void dot_open(struct dot *dot)
{
	put_text(dot->writer, "digraph {\n");
}

/**
 * dot_close() - end it
 */
void dot_close(struct dot *dot)
{
	put_text(dot->writer, "}\n");
}

/**
 * dot_statement() - begin a statement
 * @subject: a node that needs no quotes, or graph, node or edge for what is common to all
 */
void dot_statement(struct dot *dot, const char *subject)
{
	put_text(dot->writer, "  ");
	put_text(dot->writer, subject);
	dot->follows = false;
}

/**
 * dot_edge() - begin an edge
 * @from: a node that needs no quotes
 * @to: another
 */
void dot_edge(struct dot *dot, const char *from, const char *to)
{
	dot_statement(dot, from);
	put_text(dot->writer, " -> ");
	put_text(dot->writer, to);
}

/* In labels a backslash begins an escape, and an ampersand a character of HTML. */
static void put_label(struct writer *writer, const char *text)
{
	for (; *text; text++) {
		switch (*text) {
		case '"':
			put_bytes(writer, "\\\"", 2);
			break;
		case '\\':
			put_bytes(writer, "\\\\", 2);
			break;
		case '&':
			put_text(writer, "&amp;");
			break;
		case '\n':
			put_bytes(writer, "\\n", 2);
			break;
		default:
			put_char(writer, *text);
			break;
		}
	}
}

/**
 * dot_attribute() - give the statement that was begun an attribute
 * @name: of the attribute
 * @text: printable, but for newlines
 */
void dot_attribute(struct dot *dot, const char *name, const char *text)
{
	put_text(dot->writer, dot->follows ? ", " : " [");
	put_text(dot->writer, name);
	put_bytes(dot->writer, "=\"", 2);
	put_label(dot->writer, text);
	put_char(dot->writer, '"');
	dot->follows = true;
}

/**
 * dot_end_statement() - end a statement
 */
void dot_end_statement(struct dot *dot)
{
	put_text(dot->writer, dot->follows ? "]\n" : "\n");
}
