/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A terminal as a screen full of lines, and its keys. */
#ifndef RENDER_SCREEN_H
#define RENDER_SCREEN_H

#include "../../base/terminal/message.h"
#include "top.h"

enum screen_key {
	SCREEN_NONE,
	SCREEN_RESIZED,
	SCREEN_UP,
	SCREEN_DOWN,
	SCREEN_PAGE_UP,
	SCREEN_PAGE_DOWN,
	SCREEN_FIRST,
	SCREEN_LAST,
	/* Any other is the character itself. */
	SCREEN_CHARACTERS,
};

int screen_open(bool colour, struct message *why);
void screen_close(void);
size_t screen_height(void);
void screen_show(const struct top_page *page);
int screen_key(int milliseconds);

#endif /* RENDER_SCREEN_H */
