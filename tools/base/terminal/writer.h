/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BASE_WRITER_H
#define BASE_WRITER_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define WRITER_SIZE 65536
/* Of 2^64 - 1. */
#define DIGITS_MAX  20

/**
 * struct writer - many small pieces on their way to a stream
 * @out: the stream, which is written to in large pieces
 * @used: bytes that are waiting
 *
 * With a million rows, a printf() for each field would take most of the time.
 */
struct writer {
	FILE *out;
	size_t used;
	char bytes[WRITER_SIZE];
};

char *spell_unsigned(uint64_t number, char *end);
void writer_init(struct writer *writer, FILE *out);
void writer_flush(struct writer *writer);
void put_bytes(struct writer *writer, const char *bytes, size_t length);
void put_unsigned(struct writer *writer, uint64_t number);
void put_signed(struct writer *writer, int64_t number);
void put_hex(struct writer *writer, uint64_t number);
void put_padded(struct writer *writer, uint64_t number, size_t digits);
void put_seconds(struct writer *writer, uint64_t ns);

static inline void put_char(struct writer *writer, char byte)
{
	if (writer->used == WRITER_SIZE)
		writer_flush(writer);
	writer->bytes[writer->used++] = byte;
}

static inline void put_text(struct writer *writer, const char *text)
{
	put_bytes(writer, text, strlen(text));
}

#endif /* BASE_WRITER_H */
