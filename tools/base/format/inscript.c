// SPDX-License-Identifier: GPL-2.0-or-later
#include <string.h>

#include "inscript.h"

/*
 * In JSON, characters of markup appear only in texts, where \u can replace them: so no text ends
 * the element, and the page is XML, too.
 */
static const char *replacement(char byte)
{
	switch (byte) {
	case '<':
		return "\\u003c";
	case '>':
		return "\\u003e";
	case '&':
		return "\\u0026";
	default:
		return NULL;
	}
}

static ssize_t put(void *context, const char *bytes, size_t length)
{
	struct writer *writer = context;
	size_t i, done = 0;

	for (i = 0; i < length; i++) {
		const char *instead = replacement(bytes[i]);

		if (!instead)
			continue;
		put_bytes(writer, bytes + done, i - done);
		put_text(writer, instead);
		done = i + 1;
	}
	put_bytes(writer, bytes + done, length - done);
	return length;
}

/**
 * inscript_open() - open a stream into a page
 * @writer: of the page, to which nothing else may be written before the stream is closed
 *
 * Return: the stream; NULL without memory
 */
FILE *inscript_open(struct writer *writer)
{
	static const cookie_io_functions_t functions = { .write = put };

	return fopencookie(writer, "w", functions);
}
