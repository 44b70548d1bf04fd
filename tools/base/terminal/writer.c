// SPDX-License-Identifier: GPL-2.0-or-later
#include "../format/nanoseconds.h"
#include "writer.h"

/**
 * writer_init() - begin to write
 * @writer: what to
 * @out: the stream behind it
 */
void writer_init(struct writer *writer, FILE *out)
{
	writer->out = out;
	writer->used = 0;
}

/**
 * writer_flush() - hand to the stream what is waiting
 * @writer: where; errors of writing show when the stream is closed
 */
void writer_flush(struct writer *writer)
{
	fwrite(writer->bytes, 1, writer->used, writer->out);
	writer->used = 0;
}

/**
 * put_bytes() - write bytes as they are
 */
void put_bytes(struct writer *writer, const char *bytes, size_t length)
{
	if (length > WRITER_SIZE - writer->used)
		writer_flush(writer);
	if (length > WRITER_SIZE) {
		fwrite(bytes, 1, length, writer->out);
		return;
	}
	memcpy(writer->bytes + writer->used, bytes, length);
	writer->used += length;
}

/**
 * spell_unsigned() - write a number in decimal in front of a place
 * @end: the place, with room for DIGITS_MAX bytes before it
 *
 * Return: where the number begins
 */
char *spell_unsigned(uint64_t number, char *end)
{
	do {
		*--end = '0' + number % 10;
		number /= 10;
	} while (number);
	return end;
}

/**
 * put_unsigned() - write a number in decimal
 */
void put_unsigned(struct writer *writer, uint64_t number)
{
	char room[DIGITS_MAX];
	char *end = room + sizeof(room);
	char *start = spell_unsigned(number, end);

	put_bytes(writer, start, end - start);
}

/**
 * put_signed() - write a number in decimal that may be below 0
 */
void put_signed(struct writer *writer, int64_t number)
{
	if (number < 0)
		put_char(writer, '-');
	put_unsigned(writer, number < 0 ? -(uint64_t)number : (uint64_t)number);
}

/**
 * put_hex() - write a number as 0x1f
 */
void put_hex(struct writer *writer, uint64_t number)
{
	char room[2 + 16 + 1];

	put_bytes(writer, room, snprintf(room, sizeof(room), "0x%llx", (unsigned long long)number));
}

/**
 * put_padded() - write a number in decimal with zeros before it
 * @number: the number, which fits
 * @digits: how many digits in all, DIGITS_MAX at most
 */
void put_padded(struct writer *writer, uint64_t number, size_t digits)
{
	char room[DIGITS_MAX];
	char *end = room + sizeof(room);

	memset(room, '0', sizeof(room));
	spell_unsigned(number, end);
	put_bytes(writer, end - digits, digits);
}

/**
 * put_seconds() - write a time as seconds with all its nine decimals
 * @ns: the time in ns
 */
void put_seconds(struct writer *writer, uint64_t ns)
{
	put_unsigned(writer, ns / NS_PER_SECOND);
	put_char(writer, '.');
	put_padded(writer, ns % NS_PER_SECOND, 9);
}
