// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Names of processes may hold any bytes but zero. What reaches a terminal
 * must be printable, and two different names must not look alike.
 */
#define _XOPEN_SOURCE 700
#include <string.h>
#include <wchar.h>

#include "../memory/array.h"
#include "escape.h"

/* Invisible, or able to turn round what stands beside them. */
static const struct {
	unsigned int first, last;
} unprintable[] = {
	{ 0x0080, 0x009f },    /* C1 controls, which some terminals obey */
	{ 0x00ad, 0x00ad },    /* soft hyphen */
	{ 0x061c, 0x061c },    /* Arabic letter mark */
	{ 0x180e, 0x180e },    /* Mongolian vowel separator */
	{ 0x200b, 0x200f },    /* zero width, direction marks */
	{ 0x2028, 0x202e },    /* line separators, direction overrides */
	{ 0x2060, 0x206f },    /* invisible operators, direction isolates */
	{ 0xe000, 0xf8ff },    /* private use */
	{ 0xfe00, 0xfe0f },    /* variation selectors */
	{ 0xfeff, 0xfeff },    /* byte order mark */
	{ 0xfff0, 0xfffb },    /* annotations */
	{ 0xfffe, 0xffff },    /* no characters, which XML does not allow */
	{ 0xe0000, 0x10ffff }, /* tags, private use */
};

static bool is_printable(unsigned int code)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(unprintable); i++) {
		if (code >= unprintable[i].first && code <= unprintable[i].last)
			return false;
	}
	return true;
}

/* How many bytes a lead byte promises, and the lowest code that may be spelled with so many. */
static size_t sequence_length(unsigned char lead, unsigned int *lowest)
{
	if (lead >= 0xc2 && lead <= 0xdf) {
		*lowest = 0x80;
		return 2;
	}
	if (lead >= 0xe0 && lead <= 0xef) {
		*lowest = 0x800;
		return 3;
	}
	if (lead >= 0xf0 && lead <= 0xf4) {
		*lowest = 0x10000;
		return 4;
	}
	return 0;
}

/* Length in bytes of the character at @text when it is well-formed and printable, else 0. */
static size_t printable_character(const unsigned char *text, size_t left)
{
	unsigned int code, lowest;
	size_t length, i;

	if (text[0] >= 0x20 && text[0] < 0x7f)
		return 1;
	length = sequence_length(text[0], &lowest);
	if (!length || length > left)
		return 0;
	code = text[0] & (0xff >> (length + 1));
	for (i = 1; i < length; i++) {
		if ((text[i] & 0xc0) != 0x80)
			return 0;
		code = code << 6 | (text[i] & 0x3f);
	}
	if (code < lowest || (code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff)
		return 0;
	return is_printable(code) ? length : 0;
}

static size_t put_hex(unsigned char byte, char *ret)
{
	static const char digits[] = "0123456789abcdef";

	ret[0] = '\\';
	ret[1] = 'x';
	ret[2] = digits[byte >> 4];
	ret[3] = digits[byte & 15];
	return 4;
}

/**
 * escape_for_terminal() - make any bytes fit to be shown
 * @text: the bytes
 * @utf8: whether the terminal shows UTF-8; if not, everything beyond ASCII is escaped
 * @ret: room for ESCAPED_SIZE(@length) bytes
 *
 * Control characters, malformed UTF-8 and invisible or direction changing characters become \xHH,
 * a backslash becomes two.
 *
 * Return: the length of the result
 */
size_t escape_for_terminal(const char *text, size_t length, bool utf8, char *ret)
{
	const unsigned char *from = (const unsigned char *)text;
	size_t out = 0;
	size_t i = 0;

	while (i < length) {
		size_t bytes = printable_character(from + i, length - i);

		if (from[i] == '\\') {
			ret[out++] = '\\';
			ret[out++] = '\\';
			i++;
		} else if (bytes == 1 || (bytes && utf8)) {
			memcpy(ret + out, from + i, bytes);
			out += bytes;
			i += bytes;
		} else {
			out += put_hex(from[i++], ret + out);
		}
	}
	ret[out] = '\0';
	return out;
}

static bool is_octal(char c)
{
	return c >= '0' && c <= '7';
}

/**
 * unescape_octal() - undo \OOO, as debugfs writes names
 * @text: the escaped bytes
 * @ret: set to the bytes, zero-terminated; cut when @size is too small
 * @size: room at @ret, not 0
 *
 * Return: false when there is a backslash that three octal digits of a byte do not follow
 */
bool unescape_octal(const char *text, size_t length, char *ret, size_t size)
{
	size_t out = 0;
	size_t i = 0;

	while (i < length) {
		char byte = text[i++];

		if (byte == '\\') {
			if (length - i < 3 || text[i] > '3' || !is_octal(text[i]) ||
			    !is_octal(text[i + 1]) || !is_octal(text[i + 2]))
				return false;
			byte = (text[i] - '0') << 6 | (text[i + 1] - '0') << 3 |
			       (text[i + 2] - '0');
			i += 3;
		}
		if (out + 1 < size)
			ret[out++] = byte;
	}
	ret[out] = '\0';
	return true;
}

/* Length of the colour sequence at @text, 0 when there is none. */
static size_t colour_length(const char *text)
{
	size_t length;

	if (text[0] != '\033' || text[1] != '[')
		return 0;
	length = strcspn(text, "m");
	return text[length] ? length + 1 : 0;
}

static bool is_ascii(char byte)
{
	return byte >= ' ' && byte <= '~';
}

/**
 * text_width() - columns that a text takes on a terminal
 * @text: printable, in the encoding of the locale, perhaps with colours
 *
 * Return: the number of columns
 */
size_t text_width(const char *text)
{
	mbstate_t state = { 0 };
	size_t width = 0;

	while (*text) {
		size_t skip = colour_length(text);
		wchar_t character;
		int columns;

		if (skip) {
			text += skip;
			continue;
		}
		/* Nearly everything is, and the C library takes its time for each. */
		if (is_ascii(*text)) {
			width++;
			text++;
			continue;
		}
		skip = mbrtowc(&character, text, strlen(text), &state);
		if (skip == (size_t)-1 || skip == (size_t)-2) {
			memset(&state, 0, sizeof(state));
			skip = 1;
			columns = 1;
		} else {
			columns = wcwidth(character);
		}
		width += columns > 0 ? columns : 0;
		text += skip;
	}
	return width;
}
