// SPDX-License-Identifier: GPL-2.0-or-later
/* The writers of pictures' formats. */
#include "../../tools/base/format/dot.h"
#include "../../tools/base/format/escape.h"
#include "../../tools/base/format/protobuf.h"
#include "../../tools/base/format/xml.h"
#include "tap.h"

static struct writer writer;

static void test_xml(void)
{
	struct xml xml = { &writer, false };

	writer_init(&writer, NULL);
	xml_open(&xml, "a");
	xml_text_attribute(&xml, "b", "<\"'&>");
	xml_attribute(&xml, "c", -7);
	xml_open(&xml, "d");
	xml_close_empty(&xml);
	xml_element(&xml, "e", "</script>&amp;");
	xml_open(&xml, "f");
	xml_close(&xml, "f");
	xml_close(&xml, "a");
	put_char(&writer, '\0');
	check_text(writer.bytes,
		   "<a b=\"&lt;&quot;'&amp;&gt;\" c=\"-7\"><d/>"
		   "<e>&lt;/script&gt;&amp;amp;</e><f></f></a>",
		   "xml: elements, attributes, signs of its own");
}

static void test_xml_characters(void)
{
	char escaped[ESCAPED_SIZE(8)];

	escape_for_terminal("\xef\xbf\xbe\xef\xbf\xbf", 6, true, escaped);
	check_text(escaped, "\\xef\\xbf\\xbe\\xef\\xbf\\xbf",
		   "xml: two code points that it does not allow are escaped before");
	escape_for_terminal("\xef\xbf\xbd", 3, true, escaped);
	check_text(escaped, "\xef\xbf\xbd", "xml: the one before them is not");
}

static void test_dot(void)
{
	struct dot dot = { &writer, false };

	writer_init(&writer, NULL);
	dot_open(&dot);
	dot_statement(&dot, "p1");
	dot_attribute(&dot, "label", "a\"b\\N &lt;\nc\\");
	dot_attribute(&dot, "style", "dashed");
	dot_end_statement(&dot);
	dot_edge(&dot, "p1", "p2");
	dot_end_statement(&dot);
	dot_close(&dot);
	put_char(&writer, '\0');
	check_text(writer.bytes,
		   "digraph {\n  p1 [label=\"a\\\"b\\\\N &amp;lt;\\nc\\\\\", style=\"dashed\"]\n"
		   "  p1 -> p2\n}\n",
		   "dot: statements, and no escape but our own");
}

static bool wrote(const char *bytes, size_t length)
{
	return writer.used == length && !memcmp(writer.bytes, bytes, length);
}

static void test_protobuf(void)
{
	static struct protobuf protobuf;

	writer_init(&writer, NULL);
	protobuf_init(&protobuf, &writer);
	protobuf_open(&protobuf, 1);
	protobuf_number(&protobuf, 8, 300);
	protobuf_open(&protobuf, 60);
	protobuf_text(&protobuf, 2, "sh");
	protobuf_fixed64(&protobuf, 47, 0x0102);
	protobuf_close(&protobuf);
	check(!writer.used, "protobuf: nothing is written before the outermost message ends");
	protobuf_close(&protobuf);
	check(wrote("\x0a\x14\x40\xac\x02\xe2\x03\x0e\x12\x02sh\xf9\x02\x02\x01\0\0\0\0\0\0", 22),
	      "protobuf: numbers, texts, and messages in messages");
}

/* Lengths of more than 127 take two bytes, and must move what they stand before. */
static void test_protobuf_long(void)
{
	static struct protobuf protobuf;
	char text[201];

	memset(text, 'x', 200);
	text[200] = '\0';
	writer_init(&writer, NULL);
	protobuf_init(&protobuf, &writer);
	protobuf_open(&protobuf, 1);
	protobuf_text(&protobuf, 2, text);
	protobuf_close(&protobuf);
	check(writer.used == 206 && !memcmp(writer.bytes, "\x0a\xcb\x01\x12\xc8\x01xx", 8),
	      "protobuf: long messages");
}

/* Messages in the message, until there is no more room: what is there must stay whole. */
static void test_protobuf_full(void)
{
	static struct protobuf protobuf;
	size_t i;

	writer_init(&writer, NULL);
	protobuf_init(&protobuf, &writer);
	protobuf_open(&protobuf, 1);
	for (i = 0; i < 2 * PROTOBUF_SIZE; i++) {
		protobuf_open(&protobuf, 4);
		protobuf_number(&protobuf, 1, 5);
		protobuf_close(&protobuf);
	}
	protobuf_close(&protobuf);
	check(writer.used > PROTOBUF_SIZE / 2 && writer.used <= PROTOBUF_SIZE &&
		      !memcmp(writer.bytes + 3, "\x22\x02\x08\x05\x22\x02\x08\x05", 8),
	      "protobuf: what there is no room for is left out");
}

void test_drawn(void)
{
	test_xml();
	test_xml_characters();
	test_dot();
	test_protobuf();
	test_protobuf_long();
	test_protobuf_full();
}
