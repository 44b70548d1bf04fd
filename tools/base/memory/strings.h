/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BASE_STRINGS_H
#define BASE_STRINGS_H

#include "arena.h"
#include "idmap.h"

/**
 * struct string - a text that is kept once
 * @length: in bytes
 * @number: 0 for the first that came, and so on
 * @collided: another text with the same hash, or NULL
 */
struct string {
	const char *text;
	size_t length;
	size_t number;
	struct string *collided;
};

/**
 * struct strings - texts with numbers
 * @all: in the order of their numbers
 * @nr: how many
 * @capacity: room in @all
 * @by_hash: the same, by a hash of the text
 *
 * All zero is empty.
 */
struct strings {
	struct string **all;
	size_t nr;
	size_t capacity;
	struct idmap by_hash;
	struct arena arena;
};

#define STRING_NONE SIZE_MAX

void strings_deinit(struct strings *strings);
size_t strings_number(struct strings *strings, const char *text, size_t length);

#endif /* BASE_STRINGS_H */
