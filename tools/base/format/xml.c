// SPDX-License-Identifier: GPL-2.0-or-later
#include "xml.h"

static void end_tag(struct xml *xml)
{
	if (xml->open)
		put_char(xml->writer, '>');
	xml->open = false;
}

static void put_signs(struct writer *writer, const char *text)
{
	for (; *text; text++) {
		switch (*text) {
		case '<':
			put_text(writer, "&lt;");
			break;
		case '>':
			put_text(writer, "&gt;");
			break;
		case '&':
			put_text(writer, "&amp;");
			break;
		case '"':
			put_text(writer, "&quot;");
			break;
		default:
			put_char(writer, *text);
			break;
		}
	}
}

/**
 * xml_open() - begin an element
 * @name: of the element
 */
void xml_open(struct xml *xml, const char *name)
{
	end_tag(xml);
	put_char(xml->writer, '<');
	put_text(xml->writer, name);
	xml->open = true;
}

static void begin_attribute(struct xml *xml, const char *name)
{
	put_char(xml->writer, ' ');
	put_text(xml->writer, name);
	put_bytes(xml->writer, "=\"", 2);
}

/**
 * xml_text_attribute() - give the element that was just begun an attribute
 * @name: of the attribute
 * @text: printable
 */
void xml_text_attribute(struct xml *xml, const char *name, const char *text)
{
	begin_attribute(xml, name);
	put_signs(xml->writer, text);
	put_char(xml->writer, '"');
}

/**
 * xml_attribute() - give the element that was just begun an attribute
 * @name: of the attribute
 * @number: its value
 */
void xml_attribute(struct xml *xml, const char *name, int64_t number)
{
	begin_attribute(xml, name);
	put_signed(xml->writer, number);
	put_char(xml->writer, '"');
}

/**
 * xml_text() - write text
 * @xml: in which element
 * @text: printable
 */
void xml_text(struct xml *xml, const char *text)
{
	end_tag(xml);
	put_signs(xml->writer, text);
}

/**
 * xml_raw() - write what is XML already
 * @xml: in which element
 * @markup: it
 * @length: how many bytes
 */
void xml_raw(struct xml *xml, const char *markup, size_t length)
{
	end_tag(xml);
	put_bytes(xml->writer, markup, length);
}

/**
 * xml_close() - end an element
 * @name: of the element
 */
void xml_close(struct xml *xml, const char *name)
{
	end_tag(xml);
	put_bytes(xml->writer, "</", 2);
	put_text(xml->writer, name);
	put_char(xml->writer, '>');
}

/**
 * xml_close_empty() - end an element that has nothing in it
 *
 * To a reader of HTML that ends none of its own elements but those that never hold anything.
 */
void xml_close_empty(struct xml *xml)
{
	put_bytes(xml->writer, "/>", 2);
	xml->open = false;
}

/**
 * xml_element() - write an element that has nothing but text in it
 * @name: of the element
 * @text: printable
 */
void xml_element(struct xml *xml, const char *name, const char *text)
{
	xml_open(xml, name);
	xml_text(xml, text);
	xml_close(xml, name);
}

/**
 * xml_next_line() - end a line, so that the source is readable
 * @xml: where blanks mean nothing
 */
void xml_next_line(struct xml *xml)
{
	end_tag(xml);
	put_char(xml->writer, '\n');
}
