// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>
#include <stdlib.h>

#include "../../tools/base/format/json.h"
#include "../../tools/base/format/quote.h"
#include "tap.h"

typedef void (*quoter)(struct writer *writer, const char *text, size_t length);

static struct writer writer;

static const char *quoted(quoter quote, const char *text, size_t length)
{
	writer_init(&writer, NULL);
	quote(&writer, text, length);
	put_char(&writer, '\0');
	return writer.bytes;
}

static void check_quote(quoter quote, const char *text, const char *wanted, const char *name)
{
	check_text(quoted(quote, text, strlen(text)), wanted, name);
}

static void test_formats(void)
{
	check_quote(quote_json, "sh", "\"sh\"", "json: a plain name");
	check_quote(quote_json, "a\"b\\c", "\"a\\\"b\\\\\\\\c\"", "json: quote and backslash");
	check_quote(quote_json, "\033\n\xff", "\"\\\\x1b\\\\x0a\\\\xff\"", "json: bytes");
	check_quote(quote_json, "gr\xc3\xbcn", "\"gr\xc3\xbcn\"", "json: UTF-8 stays");
	check_quote(quote_json, "\xe2\x80\xaex", "\"\\\\xe2\\\\x80\\\\xaex\"", "json: RTL mark");
	check_quote(quote_csv, "sh", "sh", "csv: a plain name");
	check_quote(quote_csv, "a\"b,c", "\"a\"\"b,c\"", "csv: quote and comma");
	check_quote(quote_csv, " a", "\" a\"", "csv: a blank before it");
	check_quote(quote_csv, "a ", "\"a \"", "csv: a blank behind it");
	check_quote(quote_csv, "", "\"\"", "csv: an empty text is not an empty field");
	check_quote(quote_csv, "a\r\nb\\", "a\\x0d\\x0ab\\\\", "csv: no line ends in a field");
	check_quote(quote_shown, "sh\\x1b[42]", "\"sh\\\\x1b[42]\"",
		    "json: what is escaped already is not escaped again");
	check_quote(quote_prometheus, "a\"b\\\n", "\"a\\\"b\\\\\\\\\\\\x0a\"",
		    "prometheus: all signs");
	check_quote(quote_plain, "a\"b\\\t", "a\"b\\\\\\x09", "plain: as on a terminal");
}

/* The text between the quotes, with the format's own signs taken back; false if one is bare. */
static bool unquote(const char *text, char sign, char *ret)
{
	size_t length = strlen(text);
	size_t out = 0;
	size_t i;

	if (length < 2 || text[0] != '"' || text[length - 1] != '"')
		return false;
	for (i = 1; i < length - 1; i++) {
		if (text[i] == '"' && sign != '"')
			return false;
		if (text[i] == sign && ++i == length - 1)
			return false;
		ret[out++] = text[i];
	}
	ret[out] = '\0';
	return true;
}

/* What any reader of a format takes back is what a terminal shows, which is one text a name. */
static void test_all_pairs(void)
{
	char inside[64];
	bool same = true;
	bool printable = true;
	unsigned int pair;

	for (pair = 0x0101; pair < 0x10000; pair++) {
		char name[3] = { pair >> 8, pair & 0xff, 0 };
		char plain[64];
		size_t i;

		if (!name[0] || !name[1])
			continue;
		strcpy(plain, quoted(quote_plain, name, 2));
		same &= unquote(quoted(quote_json, name, 2), '\\', inside) &&
			!strcmp(inside, plain);
		same &= unquote(quoted(quote_prometheus, name, 2), '\\', inside) &&
			!strcmp(inside, plain);
		quoted(quote_csv, name, 2);
		same &= writer.bytes[0] != '"'
				? !strcmp(writer.bytes, plain)
				: unquote(writer.bytes, '"', inside) && !strcmp(inside, plain);
		for (i = 0; plain[i]; i++)
			printable &= (unsigned char)plain[i] >= ' ' && plain[i] != 0x7f;
	}
	check(same, "quote: every pair of bytes is one and the same text in all formats");
	check(printable, "quote: no control character gets through");
}

/* Characters of two bytes, behind one of one, so that some stand across any even boundary. */
static void test_long(void)
{
	char text[1000] = "x";
	char wanted[1003];
	size_t i;

	for (i = 1; i + 2 < sizeof(text); i += 2)
		strcpy(text + i, "\xc3\xbc");
	snprintf(wanted, sizeof(wanted), "\"%s\"", text);
	check_text(quoted(quote_json, text, strlen(text)), wanted,
		   "quote: a long text is not cut within a character");
}

/* 252 bytes of one each, a character of four, and bytes that seem to go on with it. */
static void test_long_malformed(void)
{
	char text[260], wanted[300];

	memset(text, 'x', 252);
	strcpy(text + 252, "\xf0\x9f\x98\x80\x80\x80");
	snprintf(wanted, sizeof(wanted), "\"%.252s\xf0\x9f\x98\x80\\\\x80\\\\x80\"", text);
	check_text(quoted(quote_json, text, strlen(text)), wanted,
		   "quote: nor where more bytes go on than a character has");
}

static void test_writer(void)
{
	size_t size = 3 * WRITER_SIZE + 7;
	char *text = malloc(size);
	size_t length = 0;
	char *got = NULL;
	FILE *out = open_memstream(&got, &length);
	size_t i;

	memset(text, 'x', size);
	writer_init(&writer, out);
	for (i = 0; i < 10007; i++)
		put_text(&writer, "0123456789");
	put_bytes(&writer, text, size);
	put_char(&writer, '.');
	writer_flush(&writer);
	fclose(out);
	check(length == 100070 + size + 1 && got[length - 1] == '.' && got[100069] == '9' &&
		      got[100070] == 'x',
	      "writer: everything arrives in order, however large");
	free(got);
	free(text);
}

static void test_numbers(void)
{
	writer_init(&writer, NULL);
	put_unsigned(&writer, UINT64_MAX);
	put_char(&writer, ' ');
	put_signed(&writer, INT64_MIN);
	put_char(&writer, ' ');
	put_hex(&writer, 0xdeadbeef00000000);
	put_char(&writer, ' ');
	put_seconds(&writer, 1000000007);
	put_char(&writer, '\0');
	check_text(writer.bytes,
		   "18446744073709551615 -9223372036854775808 0xdeadbeef00000000 1.000000007",
		   "writer: numbers");
}

static void test_json(void)
{
	struct json json = { .writer = &writer };

	writer_init(&writer, NULL);
	json_open(&json, '{');
	json_key(&json, "a");
	json_open(&json, '[');
	json_unsigned(&json, 1);
	json_next_line(&json);
	json_bool(&json, true);
	json_end_line(&json);
	json_close(&json, ']');
	json_key(&json, "b");
	json_open(&json, '{');
	json_close(&json, '}');
	json_close(&json, '}');
	json_end_line(&json);
	json_word(&json, "next");
	put_char(&writer, '\0');
	check_text(writer.bytes, "{\"a\":[1,\ntrue\n],\"b\":{}}\n\"next\"", "json: commas");
}

void test_quote(void)
{
	test_formats();
	test_all_pairs();
	test_long();
	test_long_malformed();
	test_writer();
	test_numbers();
	test_json();
}
