/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BASE_PROTOBUF_H
#define BASE_PROTOBUF_H

#include "../terminal/writer.h"

#define PROTOBUF_SIZE  8192
#define PROTOBUF_DEPTH 8

/**
 * struct protobuf - a message of protocol buffers on its way out
 * @depth: how many messages are open, one in the other
 * @refused: how many more there are, which did not fit
 * @starts: where the fields of each begin
 * @used: bytes of them that are waiting
 *
 * A message begins with its length, so the outermost has to fit; a field or message in it that does
 * not is left out.
 */
struct protobuf {
	struct writer *writer;
	size_t depth;
	size_t refused;
	size_t starts[PROTOBUF_DEPTH];
	size_t used;
	unsigned char bytes[PROTOBUF_SIZE];
};

void protobuf_init(struct protobuf *protobuf, struct writer *writer);
void protobuf_open(struct protobuf *protobuf, unsigned int field);
void protobuf_close(struct protobuf *protobuf);
void protobuf_number(struct protobuf *protobuf, unsigned int field, uint64_t number);
void protobuf_fixed64(struct protobuf *protobuf, unsigned int field, uint64_t number);
void protobuf_text(struct protobuf *protobuf, unsigned int field, const char *text);

#endif /* BASE_PROTOBUF_H */
