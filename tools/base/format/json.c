// SPDX-License-Identifier: GPL-2.0-or-later
#include "json.h"
#include "quote.h"

static void begin_value(struct json *json)
{
	if (json->follows && !json->sheet)
		put_char(json->writer, ',');
	json->follows = true;
}

static void end_value(struct json *json)
{
	if (!json->sheet)
		return;
	sheet_value(json->sheet, json->writer->bytes, json->writer->used);
	json->writer->used = 0;
}

static void put_quote(struct json *json)
{
	if (!json->sheet)
		put_char(json->writer, '"');
}

/**
 * json_open() - begin an object or an array
 * @bracket: { or [
 */
void json_open(struct json *json, char bracket)
{
	if (json->sheet) {
		sheet_open(json->sheet);
		return;
	}
	begin_value(json);
	put_char(json->writer, bracket);
	json->follows = false;
}

/**
 * json_close() - end an object or an array
 * @bracket: } or ]
 */
void json_close(struct json *json, char bracket)
{
	if (json->sheet)
		sheet_close(json->sheet, bracket);
	else
		put_char(json->writer, bracket);
	json->follows = true;
}

/**
 * json_next_line() - begin the next element of an array on a line of its own
 */
void json_next_line(struct json *json)
{
	if (json->follows && !json->sheet)
		put_char(json->writer, ',');
	json_end_line(json);
}

/**
 * json_end_line() - end a line where no comma is due: after a whole value, or the last element
 */
void json_end_line(struct json *json)
{
	if (!json->sheet)
		put_char(json->writer, '\n');
	json->follows = false;
}

/**
 * json_key() - write the key of the next value
 * @json: in which object
 * @key: the key, which needs no escaping
 */
void json_key(struct json *json, const char *key)
{
	if (json->sheet) {
		sheet_key(json->sheet, key);
		return;
	}
	begin_value(json);
	put_char(json->writer, '"');
	put_text(json->writer, key);
	put_bytes(json->writer, "\":", 2);
	json->follows = false;
}

/**
 * json_text() - write a text that others chose
 * @text: any bytes
 */
void json_text(struct json *json, const char *text, size_t length)
{
	begin_value(json);
	if (json->sheet)
		quote_plain(json->writer, text, length);
	else
		quote_json(json->writer, text, length);
	end_value(json);
}

/**
 * json_shown() - write a text that is fit for a terminal in UTF-8
 * @text: in which what others chose is escaped
 */
void json_shown(struct json *json, const char *text)
{
	begin_value(json);
	if (json->sheet)
		put_text(json->writer, text);
	else
		quote_shown(json->writer, text, strlen(text));
	end_value(json);
}

/**
 * json_word() - write a word of ours
 * @word: which needs no escaping
 */
void json_word(struct json *json, const char *word)
{
	begin_value(json);
	put_quote(json);
	put_text(json->writer, word);
	put_quote(json);
	end_value(json);
}

/**
 * json_unsigned() - write a number
 */
void json_unsigned(struct json *json, uint64_t number)
{
	begin_value(json);
	put_unsigned(json->writer, number);
	end_value(json);
}

/**
 * json_signed() - write a number that may be below 0
 */
void json_signed(struct json *json, int64_t number)
{
	begin_value(json);
	put_signed(json->writer, number);
	end_value(json);
}

/**
 * json_bool() - write true or false
 */
void json_bool(struct json *json, bool value)
{
	begin_value(json);
	put_text(json->writer, value ? "true" : "false");
	end_value(json);
}

/**
 * json_seconds() - write a time in seconds
 * @ns: the time in ns
 */
void json_seconds(struct json *json, uint64_t ns)
{
	begin_value(json);
	put_seconds(json->writer, ns);
	end_value(json);
}

/**
 * json_hex() - write a number in hexadecimal as a text, which no reader rounds
 */
void json_hex(struct json *json, uint64_t number)
{
	begin_value(json);
	put_quote(json);
	put_hex(json->writer, number);
	put_quote(json);
	end_value(json);
}
