// SPDX-License-Identifier: GPL-2.0-or-later
/* A terminal in memory: it is not read, but what must not reach a terminal must not be in it. */
#include <string.h>
#include <wchar.h>

#include "fuzz.h"

static char *text;
static size_t length;

/**
 * fuzz_terminal() - a place to render to
 * @utf8: whether it shows UTF-8
 *
 * Return: the place, which fuzz_check_output() takes away again
 */
struct terminal fuzz_terminal(bool utf8)
{
	struct terminal terminal = {
		.out = open_memstream(&text, &length),
		.width = 80,
		.utf8 = utf8,
	};

	must(terminal.out);
	return terminal;
}

static bool is_shown(unsigned char byte, bool utf8)
{
	return byte == '\n' || (byte >= ' ' && byte < 0x7f) || (byte >= 0x80 && utf8);
}

/**
 * fuzz_check_output() - look at what was rendered, and free it
 * @terminal: of fuzz_terminal()
 */
void fuzz_check_output(const struct terminal *terminal)
{
	size_t i;

	fclose(terminal->out);
	for (i = 0; i < length; i++)
		must(is_shown(text[i], terminal->utf8));
	must(mbstowcs(NULL, text, 0) != (size_t)-1);
	free(text);
	text = NULL;
}
