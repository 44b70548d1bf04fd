/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The pages of 'top' as lines of text, for whatever shows them. */
#ifndef RENDER_TOP_H
#define RENDER_TOP_H

#include "../../base/terminal/terminal.h"
#include "../../model/story/overview.h"

/* How a line is to be shown, beside its text. */
enum top_look {
	TOP_PLAIN,
	TOP_HEADING,
	TOP_SELECTED,
	TOP_TROUBLE,
	TOP_SUBREAPER,
	TOP_FAINT,
};

struct top_line {
	enum top_look look;
	char *text;
};

/**
 * struct top_page - lines, one below the other
 * @lacking: whether memory was, so that something is missing
 */
struct top_page {
	struct top_line *all;
	size_t nr;
	size_t capacity;
	bool lacking;
};

/**
 * struct top_state - what the user looks at
 * @order: of the processes
 * @selected: pid of the one that is selected; 0 for the first
 * @scroll: how many lines of the list or the tree are above the page
 * @tree: whether the tree below it is shown
 * @paused: whether what is shown is not of now
 * @seconds: between two looks
 * @lacking: what is unknown without the module; "" if it is there
 * @title: of what machine and time
 */
struct top_state {
	enum overview_order order;
	int32_t selected;
	size_t scroll;
	bool tree;
	bool paused;
	int seconds;
	char lacking[512];
	char title[256];
};

void top_page_deinit(struct top_page *page);
void top_draw(struct top_page *page, const struct terminal *terminal,
	      const struct overview *overview, struct top_state *state, size_t height);
void top_add(struct top_page *page, enum top_look look, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
int top_tree(struct top_page *page, const struct terminal *terminal,
	     const struct overview *overview, int32_t root);

#endif /* RENDER_TOP_H */
