/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "sheet.h"
#include "../terminal/writer.h"

/**
 * struct json - JSON on its way out
 * @writer: to where
 * @follows: whether a comma is due before the next value or key
 * @sheet: NULL, or a table that is made of it instead; @writer then only collects a value
 *
 * It writes the commas. The caller closes what it opens, and gives members of an object keys.
 */
struct json {
	struct writer *writer;
	bool follows;
	struct sheet *sheet;
};

void json_open(struct json *json, char bracket);
void json_close(struct json *json, char bracket);
void json_next_line(struct json *json);
void json_end_line(struct json *json);
void json_key(struct json *json, const char *key);
void json_text(struct json *json, const char *text, size_t length);
void json_shown(struct json *json, const char *text);
void json_word(struct json *json, const char *word);
void json_unsigned(struct json *json, uint64_t number);
void json_signed(struct json *json, int64_t number);
void json_hex(struct json *json, uint64_t number);
void json_bool(struct json *json, bool value);
void json_seconds(struct json *json, uint64_t ns);

#endif /* BASE_JSON_H */
