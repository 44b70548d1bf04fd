/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Shapes of a drawing. Each has a class, which a style sheet gives its looks. */
#ifndef BASE_SVG_H
#define BASE_SVG_H

#include "xml.h"

void svg_open(struct xml *xml, int width, int height, const char *class);
void svg_close(struct xml *xml);
void svg_open_group(struct xml *xml, const char *class, const char *title);
void svg_close_group(struct xml *xml);
void svg_words(struct xml *xml, int x, int y, const char *class, const char *text);
void svg_line(struct xml *xml, int x1, int y1, int x2, int y2, const char *class);
void svg_box(struct xml *xml, int x, int y, int width, int height, const char *class);
void svg_circle(struct xml *xml, int x, int y, int radius, const char *class);
__attribute__((format(printf, 3, 4))) void svg_path(struct xml *xml, const char *class,
						    const char *format, ...);

#endif /* BASE_SVG_H */
