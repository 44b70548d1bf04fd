// SPDX-License-Identifier: GPL-2.0-or-later
#include "escape.h"
#include "quote.h"

/* Longer texts are cut into pieces of this many bytes. */
#define PIECE 256

typedef void (*put_escaped)(struct writer *writer, const char *text, size_t length);

static bool is_harmless(const char *text, size_t length)
{
	size_t i;

	for (i = 0; i < length; i++) {
		if (text[i] < ' ' || text[i] > '~' || text[i] == '"' || text[i] == '\\' ||
		    text[i] == ',')
			return false;
	}
	return true;
}

static bool is_continued(char byte)
{
	return (byte & 0xc0) == 0x80;
}

/*
 * No piece may end within a character. A character has at most three continuing bytes, so if a
 * fourth follows, the text is not UTF-8 and may be cut anywhere.
 */
static size_t piece_of(const char *text, size_t length)
{
	size_t piece = length < PIECE ? length : PIECE;
	size_t back = 0;

	if (piece == length)
		return piece;
	while (back < 4 && is_continued(text[piece - back]))
		back++;
	return back < 4 ? piece - back : piece;
}

static void put_pieces(struct writer *writer, const char *text, size_t length, put_escaped put)
{
	char escaped[ESCAPED_SIZE(PIECE)];

	while (length) {
		size_t piece = piece_of(text, length);

		put(writer, escaped, escape_for_terminal(text, piece, true, escaped));
		text += piece;
		length -= piece;
	}
}

/* What is left after the first escaping is printable: only a format's own signs are to be quoted.
 */
static void put_backslashed(struct writer *writer, const char *text, size_t length)
{
	size_t i;

	for (i = 0; i < length; i++) {
		if (text[i] == '"' || text[i] == '\\')
			put_char(writer, '\\');
		put_char(writer, text[i]);
	}
}

static void put_doubled(struct writer *writer, const char *text, size_t length)
{
	size_t i;

	for (i = 0; i < length; i++) {
		if (text[i] == '"')
			put_char(writer, '"');
		put_char(writer, text[i]);
	}
}

static void quote(struct writer *writer, const char *text, size_t length, put_escaped put)
{
	put_char(writer, '"');
	if (is_harmless(text, length))
		put_bytes(writer, text, length);
	else
		put_pieces(writer, text, length, put);
	put_char(writer, '"');
}

/**
 * quote_plain() - write a text in printable characters
 * @text: any bytes
 */
void quote_plain(struct writer *writer, const char *text, size_t length)
{
	if (is_harmless(text, length))
		put_bytes(writer, text, length);
	else
		put_pieces(writer, text, length, put_bytes);
}

/**
 * quote_json() - write a JSON string
 * @text: any bytes
 */
void quote_json(struct writer *writer, const char *text, size_t length)
{
	quote(writer, text, length, put_backslashed);
}

static bool needs_quotes(const char *text, size_t length)
{
	return !length || text[0] == ' ' || text[length - 1] == ' ' || memchr(text, '"', length) ||
	       memchr(text, ',', length);
}

/**
 * quote_shown() - write a JSON string of what is escaped for a terminal already
 * @text: printable
 * @length: of @text
 */
void quote_shown(struct writer *writer, const char *text, size_t length)
{
	put_char(writer, '"');
	put_backslashed(writer, text, length);
	put_char(writer, '"');
}

/**
 * quote_csv() - write a field of RFC 4180, in quotes where it needs them
 * @text: any bytes; an empty field in quotes is an empty text, one without is none at all
 */
void quote_csv(struct writer *writer, const char *text, size_t length)
{
	if (needs_quotes(text, length))
		quote(writer, text, length, put_doubled);
	else
		quote_plain(writer, text, length);
}

/**
 * quote_csv_shown() - write a field of RFC 4180 of what is escaped for a terminal already
 * @text: printable
 */
void quote_csv_shown(struct writer *writer, const char *text, size_t length)
{
	if (!needs_quotes(text, length)) {
		put_bytes(writer, text, length);
		return;
	}
	put_char(writer, '"');
	put_doubled(writer, text, length);
	put_char(writer, '"');
}

/**
 * quote_prometheus() - write a label's value in the text format of Prometheus
 * @text: any bytes
 */
void quote_prometheus(struct writer *writer, const char *text, size_t length)
{
	quote(writer, text, length, put_backslashed);
}
