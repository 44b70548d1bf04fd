// SPDX-License-Identifier: GPL-2.0-or-later
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "terminal.h"

#define DEFAULT_WIDTH 80
#define WIDEST	      1000

static bool is_set(const char *variable)
{
	const char *value = getenv(variable);

	return value && *value;
}

static bool wants_colour(int fd, enum colour_wish wish)
{
	const char *term = getenv("TERM");

	if (wish != COLOUR_AUTO)
		return wish == COLOUR_ALWAYS;
	return isatty(fd) && !is_set("NO_COLOR") && term && *term && strcmp(term, "dumb");
}

static size_t width_of(int fd)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size;
	long width = 0;

	if (columns)
		width = strtol(columns, NULL, 10);
	else if (!ioctl(fd, TIOCGWINSZ, &size))
		width = size.ws_col;
	return width > 0 && width <= WIDEST ? (size_t)width : DEFAULT_WIDTH;
}

/**
 * terminal_of() - find out what a stream can show
 * @out: the stream; a file or a pipe counts as 80 columns wide
 * @wish: what the user said about colour
 * @ascii: whether the user wants nothing but ASCII
 *
 * COLUMNS, NO_COLOR and TERM are obeyed, and so is the character set of the locale, which
 * setlocale() must have taken up before.
 *
 * Return: the description
 */
struct terminal terminal_of(FILE *out, enum colour_wish wish, bool ascii)
{
	return (struct terminal){
		.out = out,
		.width = width_of(fileno(out)),
		.utf8 = !ascii && !strcmp(nl_langinfo(CODESET), "UTF-8"),
		.colour = wants_colour(fileno(out), wish),
	};
}
