// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdarg.h>
#include <stdio.h>

#include "svg.h"

/**
 * svg_open() - begin a drawing
 * @width: in pixels
 * @height: in pixels
 * @class: of the whole
 */
void svg_open(struct xml *xml, int width, int height, const char *class)
{
	char box[64];

	snprintf(box, sizeof(box), "0 0 %d %d", width, height);
	xml_open(xml, "svg");
	xml_text_attribute(xml, "xmlns", "http://www.w3.org/2000/svg");
	xml_text_attribute(xml, "class", class);
	xml_attribute(xml, "width", width);
	xml_attribute(xml, "height", height);
	xml_text_attribute(xml, "viewBox", box);
	xml_text_attribute(xml, "role", "img");
	xml_next_line(xml);
}

/**
 * svg_close() - end a drawing
 */
void svg_close(struct xml *xml)
{
	xml_close(xml, "svg");
	xml_next_line(xml);
}

/**
 * svg_open_group() - begin what belongs together
 * @title: shown as a tooltip
 */
void svg_open_group(struct xml *xml, const char *class, const char *title)
{
	xml_open(xml, "g");
	xml_text_attribute(xml, "class", class);
	xml_element(xml, "title", title);
}

/**
 * svg_close_group() - end it
 */
void svg_close_group(struct xml *xml)
{
	xml_close(xml, "g");
	xml_next_line(xml);
}

/**
 * svg_words() - write text
 * @x: where it begins
 * @y: the line that it stands on
 * @text: printable
 */
void svg_words(struct xml *xml, int x, int y, const char *class, const char *text)
{
	xml_open(xml, "text");
	xml_attribute(xml, "x", x);
	xml_attribute(xml, "y", y);
	xml_text_attribute(xml, "class", class);
	xml_text(xml, text);
	xml_close(xml, "text");
}

/**
 * svg_line() - draw a straight line
 * @x1: from
 * @y1: from
 * @x2: to
 * @y2: to
 */
void svg_line(struct xml *xml, int x1, int y1, int x2, int y2, const char *class)
{
	xml_open(xml, "line");
	xml_attribute(xml, "x1", x1);
	xml_attribute(xml, "y1", y1);
	xml_attribute(xml, "x2", x2);
	xml_attribute(xml, "y2", y2);
	xml_text_attribute(xml, "class", class);
	xml_close_empty(xml);
}

/**
 * svg_box() - draw a rectangle
 * @x: its left
 * @y: its top
 * @width: in pixels
 * @height: in pixels
 */
void svg_box(struct xml *xml, int x, int y, int width, int height, const char *class)
{
	xml_open(xml, "rect");
	xml_attribute(xml, "x", x);
	xml_attribute(xml, "y", y);
	xml_attribute(xml, "width", width);
	xml_attribute(xml, "height", height);
	xml_text_attribute(xml, "class", class);
	xml_close_empty(xml);
}

/**
 * svg_circle() - draw a circle
 * @x: its middle
 * @y: its middle
 * @radius: in pixels
 */
void svg_circle(struct xml *xml, int x, int y, int radius, const char *class)
{
	xml_open(xml, "circle");
	xml_attribute(xml, "cx", x);
	xml_attribute(xml, "cy", y);
	xml_attribute(xml, "r", radius);
	xml_text_attribute(xml, "class", class);
	xml_close_empty(xml);
}

/**
 * svg_path() - draw a line of any form
 * @format: what it is, as a path's attribute d, as of printf(); and its arguments
 */
void svg_path(struct xml *xml, const char *class, const char *format, ...)
{
	va_list arguments;
	char path[256];

	va_start(arguments, format);
	vsnprintf(path, sizeof(path), format, arguments);
	va_end(arguments);
	xml_open(xml, "path");
	xml_text_attribute(xml, "d", path);
	xml_text_attribute(xml, "class", class);
	xml_close_empty(xml);
}
