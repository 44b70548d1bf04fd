// SPDX-License-Identifier: GPL-2.0-or-later
#include <curses.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

#include "screen.h"

#define WIDTH_MAX 1024

enum { PAIR_TROUBLE = 1, PAIR_SUBREAPER };

static SCREEN *screen;

/* A terminal that cannot move the cursor cannot be used, and curses would exit. */
static int check_terminal(struct message *why)
{
	const char *name = getenv("TERM");
	int found = 0;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return message_set(
			why, -ENOTTY,
			"top needs a terminal; 'reapers' and 'tasks' print the same once");
	if (setupterm(NULL, STDOUT_FILENO, &found) != OK || found != 1)
		return message_set(why, -ENOTTY,
				   "the terminal type '%s' is unknown; 'reapers' works on any "
				   "terminal",
				   name ? name : "");
	if (!tigetstr("cup") || tigetstr("cup") == (char *)-1 || !tigetstr("clear"))
		return message_set(why, -ENOTTY,
				   "the terminal '%s' cannot move its cursor; 'reapers' works on "
				   "any terminal",
				   name ? name : "");
	return 0;
}

/**
 * screen_open() - take the terminal
 * @colour: whether to colour, if it can
 * @why: explains an error in one line
 *
 * Return: 0, to be followed by screen_close(); or -ENOTTY
 */
int screen_open(bool colour, struct message *why)
{
	int err = check_terminal(why);

	if (err)
		return err;
	screen = newterm(NULL, stdout, stdin);
	if (!screen)
		return message_set(why, -ENOTTY, "the terminal cannot be set up");
	set_term(screen);
	cbreak();
	noecho();
	curs_set(0);
	keypad(stdscr, TRUE);
	if (colour && has_colors() && start_color() == OK) {
		use_default_colors();
		init_pair(PAIR_TROUBLE, COLOR_RED, -1);
		init_pair(PAIR_SUBREAPER, COLOR_GREEN, -1);
	}
	return 0;
}

/**
 * screen_close() - leave the terminal as it was
 */
void screen_close(void)
{
	if (!screen)
		return;
	endwin();
	delscreen(screen);
	screen = NULL;
}

/**
 * screen_height() - how many lines there are
 *
 * Return: the number
 */
size_t screen_height(void)
{
	return LINES > 0 ? LINES : 1;
}

static attr_t attributes_of(enum top_look look)
{
	bool coloured = COLOR_PAIRS > PAIR_SUBREAPER;

	switch (look) {
	case TOP_HEADING:
		return A_BOLD;
	case TOP_SELECTED:
		return A_REVERSE;
	case TOP_TROUBLE:
		return coloured ? COLOR_PAIR(PAIR_TROUBLE) : A_NORMAL;
	case TOP_SUBREAPER:
		return coloured ? COLOR_PAIR(PAIR_SUBREAPER) : A_NORMAL;
	case TOP_FAINT:
		return A_DIM;
	default:
		return A_NORMAL;
	}
}

/* A line that is too long ends at the edge, and not within a wide character. */
static void show_line(int y, const struct top_line *line)
{
	wchar_t wide[WIDTH_MAX];
	size_t length = mbstowcs(wide, line->text, WIDTH_MAX);
	size_t i = 0;
	int used = 0;

	if (length == (size_t)-1)
		return;
	while (i < length && i < WIDTH_MAX) {
		int width = wcwidth(wide[i]);

		if (used + (width > 0 ? width : 0) > COLS)
			break;
		used += width > 0 ? width : 0;
		i++;
	}
	attrset(attributes_of(line->look));
	mvaddnwstr(y, 0, wide, (int)i);
	if (line->look == TOP_SELECTED && used < COLS)
		hline(' ' | A_REVERSE, COLS - used);
	attrset(A_NORMAL);
}

/**
 * screen_show() - show a page
 * @page: what does not fit is not shown
 */
void screen_show(const struct top_page *page)
{
	size_t i;

	erase();
	for (i = 0; i < page->nr && i < screen_height(); i++)
		show_line((int)i, &page->all[i]);
	refresh();
}

/**
 * screen_key() - wait for a key
 * @milliseconds: how long at most
 *
 * Return: an enum screen_key, or a character above all of these
 */
int screen_key(int milliseconds)
{
	int key;

	timeout(milliseconds);
	key = getch();
	switch (key) {
	case KEY_RESIZE:
		return SCREEN_RESIZED;
	case KEY_UP:
		return SCREEN_UP;
	case KEY_DOWN:
		return SCREEN_DOWN;
	case KEY_PPAGE:
		return SCREEN_PAGE_UP;
	case KEY_NPAGE:
		return SCREEN_PAGE_DOWN;
	case KEY_HOME:
		return SCREEN_FIRST;
	case KEY_END:
		return SCREEN_LAST;
	default:
		return key > SCREEN_CHARACTERS && key < 128 ? key : SCREEN_NONE;
	}
}
