// SPDX-License-Identifier: GPL-2.0-or-later
#include "protobuf.h"

/* Of 2^64 - 1, at 7 bits a byte. */
#define VARINT_MAX 10
/* Key and length of a message. */
#define FRAME_MAX  (2 * VARINT_MAX)

/* How a value is spelled. */
enum wire {
	WIRE_VARINT = 0,
	WIRE_FIXED64 = 1,
	WIRE_BYTES = 2,
};

static size_t spell_varint(uint64_t number, unsigned char *ret)
{
	size_t length = 0;

	while (number >= 0x80) {
		ret[length++] = number | 0x80;
		number >>= 7;
	}
	ret[length++] = number;
	return length;
}

static size_t spell_key(unsigned int field, enum wire wire, unsigned char *ret)
{
	return spell_varint((uint64_t)field << 3 | wire, ret);
}

/**
 * protobuf_init() - begin to write messages
 * @protobuf: what to
 */
void protobuf_init(struct protobuf *protobuf, struct writer *writer)
{
	protobuf->writer = writer;
	protobuf->depth = 0;
	protobuf->refused = 0;
	protobuf->used = 0;
}

/* Keeps room for the ends of the open messages. */
static bool has_room(const struct protobuf *protobuf, size_t length)
{
	return !protobuf->refused &&
	       protobuf->used + length + PROTOBUF_DEPTH * FRAME_MAX <= PROTOBUF_SIZE;
}

static void put(struct protobuf *protobuf, const void *bytes, size_t length)
{
	memcpy(protobuf->bytes + protobuf->used, bytes, length);
	protobuf->used += length;
}

/**
 * protobuf_open() - begin a message
 * @protobuf: where; in the message that is open, if one is
 * @field: number of the field that it is
 */
void protobuf_open(struct protobuf *protobuf, unsigned int field)
{
	if (protobuf->depth == PROTOBUF_DEPTH || !has_room(protobuf, FRAME_MAX)) {
		protobuf->refused++;
		return;
	}
	protobuf->used += spell_key(field, WIRE_BYTES, protobuf->bytes + protobuf->used);
	protobuf->starts[protobuf->depth++] = protobuf->used;
}

/**
 * protobuf_close() - end the message that was begun last
 */
void protobuf_close(struct protobuf *protobuf)
{
	unsigned char spelled[VARINT_MAX];
	size_t start, length, size;

	if (protobuf->refused) {
		protobuf->refused--;
		return;
	}
	start = protobuf->starts[--protobuf->depth];
	length = protobuf->used - start;
	size = spell_varint(length, spelled);
	memmove(protobuf->bytes + start + size, protobuf->bytes + start, length);
	memcpy(protobuf->bytes + start, spelled, size);
	protobuf->used += size;
	if (protobuf->depth)
		return;
	put_bytes(protobuf->writer, (const char *)protobuf->bytes, protobuf->used);
	protobuf->used = 0;
}

/**
 * protobuf_number() - write a number, a boolean or a word of an enumeration
 * @protobuf: in the message that is open
 * @field: number of the field
 * @number: its value; one below 0 as its complement to 2^64
 */
void protobuf_number(struct protobuf *protobuf, unsigned int field, uint64_t number)
{
	unsigned char spelled[2 * VARINT_MAX];
	size_t length = spell_key(field, WIRE_VARINT, spelled);

	length += spell_varint(number, spelled + length);
	if (has_room(protobuf, length))
		put(protobuf, spelled, length);
}

/**
 * protobuf_fixed64() - write a number of the type fixed64
 * @protobuf: in the message that is open
 * @field: number of the field
 * @number: its value
 */
void protobuf_fixed64(struct protobuf *protobuf, unsigned int field, uint64_t number)
{
	unsigned char spelled[VARINT_MAX + 8];
	size_t length = spell_key(field, WIRE_FIXED64, spelled);
	size_t i;

	for (i = 0; i < 8; i++)
		spelled[length++] = number >> 8 * i;
	if (has_room(protobuf, length))
		put(protobuf, spelled, length);
}

/**
 * protobuf_text() - write a text
 * @protobuf: in the message that is open
 * @field: number of the field
 * @text: UTF-8, as escape_for_terminal() leaves it
 */
void protobuf_text(struct protobuf *protobuf, unsigned int field, const char *text)
{
	unsigned char spelled[FRAME_MAX];
	size_t length = strlen(text);
	size_t size = spell_key(field, WIRE_BYTES, spelled);

	size += spell_varint(length, spelled + size);
	if (!has_room(protobuf, size + length))
		return;
	put(protobuf, spelled, size);
	put(protobuf, text, length);
}
