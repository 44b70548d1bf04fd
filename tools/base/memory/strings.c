// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "strings.h"

/**
 * strings_deinit() - free them
 */
void strings_deinit(struct strings *strings)
{
	idmap_deinit(&strings->by_hash);
	arena_deinit(&strings->arena);
	free(strings->all);
	*strings = (struct strings){ 0 };
}

/* FNV-1a */
static uint64_t hash_of(const char *text, size_t length)
{
	uint64_t hash = 0xcbf29ce484222325;
	size_t i;

	for (i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)text[i]) * 0x100000001b3;
	return hash;
}

static struct string *add(struct strings *strings, const char *text, size_t length)
{
	struct string *string = arena_take(&strings->arena, sizeof(*string));
	char *copy = arena_take(&strings->arena, length + 1);

	if (!string || !copy ||
	    array_reserve(&strings->all, &strings->capacity, strings->nr + 1,
			  sizeof(*strings->all)))
		return NULL;
	memcpy(copy, text, length);
	*string = (struct string){ .text = copy, .length = length, .number = strings->nr };
	strings->all[strings->nr++] = string;
	return string;
}

/**
 * strings_number() - the number of a text, which is kept if it is new
 * @text: any bytes
 *
 * Return: the number; STRING_NONE when there is no memory
 */
size_t strings_number(struct strings *strings, const char *text, size_t length)
{
	uint64_t hash = hash_of(text, length);
	struct string *first = idmap_get(&strings->by_hash, hash, length);
	struct string *string = first;

	while (string && memcmp(string->text, text, length))
		string = string->collided;
	if (string)
		return string->number;
	string = add(strings, text, length);
	if (!string)
		return STRING_NONE;
	string->collided = first;
	if (idmap_set(&strings->by_hash, hash, length, string))
		return STRING_NONE;
	return string->number;
}
