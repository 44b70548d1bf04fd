/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BASE_XML_H
#define BASE_XML_H

#include "../terminal/writer.h"

/**
 * struct xml - XML on its way out
 * @open: whether attributes may follow
 *
 * Texts are printable, as escape_for_terminal() leaves them in UTF-8: this writer adds the escapes
 * of XML. The caller closes what it opens.
 */
struct xml {
	struct writer *writer;
	bool open;
};

void xml_open(struct xml *xml, const char *name);
void xml_text_attribute(struct xml *xml, const char *name, const char *text);
void xml_attribute(struct xml *xml, const char *name, int64_t number);
void xml_text(struct xml *xml, const char *text);
void xml_raw(struct xml *xml, const char *markup, size_t length);
void xml_close(struct xml *xml, const char *name);
void xml_close_empty(struct xml *xml);
void xml_element(struct xml *xml, const char *name, const char *text);
void xml_next_line(struct xml *xml);

#endif /* BASE_XML_H */
