// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Any bytes as a name, through each escaper. What comes out is printable and valid UTF-8, stands
 * in its format as one text, and taking the escapes back gives the very bytes.
 */
#include <locale.h>
#include <string.h>
#include <wchar.h>

#include "../../tools/base/format/dot.h"
#include "../../tools/base/format/escape.h"
#include "../../tools/base/format/protobuf.h"
#include "../../tools/base/format/quote.h"
#include "../../tools/base/format/xml.h"
#include "fuzz.h"

#define NAME_MAX_SIZE 1000

static struct writer writer;
static char shown[ESCAPED_SIZE(NAME_MAX_SIZE)];
static char unquoted[2 * ESCAPED_SIZE(NAME_MAX_SIZE)];

static int hex_digit(char c)
{
	const char *digits = "0123456789abcdef";
	const char *found = c ? strchr(digits, c) : NULL;

	must(found);
	return found - digits;
}

/* \\ and \xHH, as they are documented. */
static size_t take_back(const char *text, char *ret)
{
	size_t out = 0;

	while (*text) {
		if (*text != '\\') {
			ret[out++] = *text++;
		} else if (text[1] == '\\') {
			ret[out++] = '\\';
			text += 2;
		} else {
			must(text[1] == 'x');
			ret[out++] = hex_digit(text[2]) << 4 | hex_digit(text[3]);
			text += 4;
		}
	}
	return out;
}

static void check_terminal(const char *name, size_t length, bool utf8)
{
	size_t size = escape_for_terminal(name, length, utf8, shown);
	size_t i;

	must(size == strlen(shown) && size < ESCAPED_SIZE(length));
	for (i = 0; i < size; i++)
		must((unsigned char)shown[i] >= ' ' && shown[i] != 0x7f &&
		     (utf8 || !(shown[i] & 0x80)));
	must(mbstowcs(NULL, shown, 0) != (size_t)-1);
	must(text_width(shown) <= size);
	must(take_back(shown, unquoted) == length && !memcmp(unquoted, name, length));
}

static const char *quoted(void (*quote)(struct writer *writer, const char *text, size_t length),
			  const char *name, size_t length)
{
	writer_init(&writer, NULL);
	quote(&writer, name, length);
	put_char(&writer, '\0');
	return writer.bytes;
}

/* What stands between the quotes, where each @sign goes before a quote or before itself. */
static const char *unquote(const char *text, char sign)
{
	size_t out = 0;

	must(*text++ == '"');
	for (; *text && !(*text == '"' && !(sign == '"' && text[1] == '"')); text++) {
		if (*text == sign) {
			text++;
			must(*text == '"' || *text == sign);
		}
		unquoted[out++] = *text;
	}
	must(*text == '"' && !text[1]);
	unquoted[out] = '\0';
	return unquoted;
}

static void check_csv(const char *field)
{
	if (*field == '"') {
		must(!strcmp(unquote(field, '"'), shown));
		return;
	}
	must(*field && !strpbrk(field, "\",") && !strcmp(field, shown));
}

/* Code points that XML 1.0 allows, of those that are spelled with three bytes. */
static bool is_allowed(const char *text)
{
	return strncmp(text, "\xef\xbf\xbe", 3) && strncmp(text, "\xef\xbf\xbf", 3);
}

/* What an entity stands for; the text goes on behind it. */
static char entity(const char **text)
{
	static const struct {
		const char *name;
		char sign;
	} entities[] = { { "&lt;", '<' }, { "&gt;", '>' }, { "&amp;", '&' }, { "&quot;", '"' } };
	size_t i;

	for (i = 0; i < sizeof(entities) / sizeof(entities[0]); i++) {
		if (strncmp(*text, entities[i].name, strlen(entities[i].name)))
			continue;
		*text += strlen(entities[i].name);
		return entities[i].sign;
	}
	must(false);
	return 0;
}

static void check_xml(void)
{
	struct xml xml = { &writer, false };
	const char *text = writer.bytes;
	size_t out = 0;

	writer_init(&writer, NULL);
	xml_text(&xml, shown);
	put_char(&writer, '\0');
	while (*text) {
		must(*text != '<' && *text != '>' && *text != '"' && is_allowed(text));
		unquoted[out++] = *text == '&' ? entity(&text) : *text++;
	}
	unquoted[out] = '\0';
	must(!strcmp(unquoted, shown));
}

static void check_dot(void)
{
	static const char before[] = " [label=";
	struct dot dot = { &writer, false };
	const char *text;
	size_t out = 0;

	writer_init(&writer, NULL);
	dot_attribute(&dot, "label", shown);
	put_char(&writer, '\0');
	must(!strncmp(writer.bytes, before, strlen(before)));
	text = unquote(writer.bytes + strlen(before), '\\');
	while (*text)
		unquoted[out++] = *text == '&' ? entity(&text) : *text++;
	unquoted[out] = '\0';
	must(!strcmp(unquoted, shown));
}

/* A message of one text: key, length, and that. */
static void check_protobuf(void)
{
	static struct protobuf protobuf;
	size_t length = strlen(shown);

	writer_init(&writer, NULL);
	protobuf_init(&protobuf, &writer);
	protobuf_open(&protobuf, 1);
	protobuf_text(&protobuf, 2, shown);
	protobuf_close(&protobuf);
	must(writer.used > length + 2 && writer.bytes[0] == (1 << 3 | 2));
	must(!memcmp(writer.bytes + writer.used - length, shown, length));
}

/* As the kernel writes a name into a view. */
static void check_octal(const char *name, size_t length)
{
	char text[4 * NAME_MAX_SIZE + 1];
	size_t i;

	for (i = 0; i < length; i++)
		snprintf(text + 4 * i, 5, "\\%03o", (unsigned char)name[i]);
	must(unescape_octal(text, 4 * length, unquoted, sizeof(unquoted)));
	must(!memcmp(unquoted, name, length) && !unquoted[length]);
	if (unescape_octal(name, length, text, 16))
		must(strnlen(text, 16) < 16);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	setlocale(LC_CTYPE, "C.UTF-8");
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *name = (const char *)data;

	if (size > NAME_MAX_SIZE)
		return 0;
	check_octal(name, size);
	check_terminal(name, size, false);
	check_terminal(name, size, true);
	must(!strcmp(quoted(quote_plain, name, size), shown));
	must(!strcmp(unquote(quoted(quote_json, name, size), '\\'), shown));
	must(!strcmp(unquote(quoted(quote_prometheus, name, size), '\\'), shown));
	check_csv(quoted(quote_csv, name, size));
	check_xml();
	check_dot();
	check_protobuf();
	return 0;
}
