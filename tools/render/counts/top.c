// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "../../base/memory/array.h"
#include "../../model/trace/words.h"
#include "../text/label.h"
#include "top.h"

/* Of the height, as much is for the decisions at most. */
#define DECISIONS_PART 3

/**
 * top_page_deinit() - free it; it is empty then
 */
void top_page_deinit(struct top_page *page)
{
	size_t i;

	for (i = 0; i < page->nr; i++)
		free(page->all[i].text);
	free(page->all);
	*page = (struct top_page){ 0 };
}

/**
 * top_add() - add a line
 */
void top_add(struct top_page *page, enum top_look look, const char *format, ...)
{
	va_list arguments;
	char *text;

	va_start(arguments, format);
	if (vasprintf(&text, format, arguments) < 0)
		text = NULL;
	va_end(arguments);
	if (!text || array_reserve(&page->all, &page->capacity, page->nr + 1, sizeof(*page->all))) {
		free(text);
		page->lacking = true;
		return;
	}
	page->all[page->nr++] = (struct top_line){ look, text };
}

/* A number, or ? where it is not known. */
static void spell(char *ret, size_t size, bool known, uint64_t number)
{
	if (known)
		snprintf(ret, size, "%" PRIu64, number);
	else
		snprintf(ret, size, "?");
}

static void spell_limit(const struct overview_parent *parent, char *ret, size_t size)
{
	if (parent->pids < 0)
		snprintf(ret, size, "?");
	else if (parent->pids_max < 0)
		snprintf(ret, size, "%" PRId64, parent->pids);
	else
		snprintf(ret, size, "%" PRId64 "/%" PRId64, parent->pids, parent->pids_max);
}

static const char *subreaper_word(const struct overview *overview,
				  const struct overview_parent *parent)
{
	if (!overview->module)
		return "?";
	return parent->subreaper ? "yes" : "-";
}

static enum top_look look_of(const struct overview_parent *parent, bool selected)
{
	if (selected)
		return TOP_SELECTED;
	if (parent->unreaped || parent->zombies)
		return TOP_TROUBLE;
	return parent->subreaper ? TOP_SUBREAPER : TOP_PLAIN;
}

static void add_parent(struct top_page *page, const struct terminal *terminal,
		       const struct overview *overview, const struct overview_parent *parent,
		       bool selected)
{
	char adopted[24], unreaped[24], limit[48];

	spell(adopted, sizeof(adopted), parent->adopted_known, parent->adopted);
	spell(unreaped, sizeof(unreaped), parent->unreaped_known, parent->unreaped);
	spell_limit(parent, limit, sizeof(limit));
	top_add(page, look_of(parent, selected),
		"%c%7" PRId32 "  %-9s %7" PRIu64 " %8s %9s %8" PRIu64 "  %11s  %s",
		selected ? '>' : ' ', parent->pid, subreaper_word(overview, parent), parent->below,
		adopted, unreaped, parent->zombies, limit, label_comm(terminal, parent->comm).text);
}

static size_t place_of_selected(const struct overview *overview, const struct top_state *state)
{
	size_t i;

	for (i = 0; i < overview->nr; i++) {
		if (overview->parents[i].pid == state->selected)
			return i;
	}
	return 0;
}

/* So that the selected one is on the page. */
static void follow_selected(struct top_state *state, size_t selected, size_t room, size_t nr)
{
	if (selected < state->scroll)
		state->scroll = selected;
	if (selected >= state->scroll + room)
		state->scroll = selected + 1 - room;
	if (state->scroll + room > nr)
		state->scroll = nr > room ? nr - room : 0;
}

static void add_parents(struct top_page *page, const struct terminal *terminal,
			const struct overview *overview, struct top_state *state, size_t room)
{
	size_t selected = place_of_selected(overview, state);
	size_t i;

	follow_selected(state, selected, room, overview->nr);
	if (overview->nr)
		state->selected = overview->parents[selected].pid;
	for (i = state->scroll; i < overview->nr && i < state->scroll + room; i++)
		add_parent(page, terminal, overview, &overview->parents[i], i == selected);
}

static void add_walk(struct top_page *page, const struct terminal *terminal,
		     const struct overview *overview, const struct event *event)
{
	const struct walk_event *walk = &event->walk;
	uint64_t ago = overview->now > event->time ? overview->now - event->time : 0;
	char room[UNKNOWN_WORD_SIZE];

	top_add(page, TOP_PLAIN, "%9.1f s ago  %s -> %s, %" PRIu32 " child%s, %s", ago / 1e9,
		label_any(terminal, walk->parent_tgid, 1, walk->parent_comm, walk->parent_tid).text,
		walk->adopter_tgid ? label_any(terminal, walk->adopter_tgid, 1, walk->adopter_comm,
					       walk->adopter_tid)
					     .text
				   : label_none().text,
		walk->children, walk->children == 1 ? "" : "ren",
		word_or_number(decision_words, walk->decision, room));
}

static void add_walks(struct top_page *page, const struct terminal *terminal,
		      const struct overview *overview, size_t room)
{
	size_t i;

	if (!room)
		return;
	top_add(page, TOP_HEADING, "%-15s EXITED -> ADOPTER", "LAST DECISIONS");
	if (!overview->module)
		top_add(page, TOP_FAINT, "unknown: only the module sees decisions");
	else if (!overview->nr_walks)
		top_add(page, TOP_FAINT, "none since the module was loaded");
	for (i = 0; i + 1 < room && i < overview->nr_walks; i++)
		add_walk(page, terminal, overview, &overview->walks[i]);
}

static void add_head(struct top_page *page, const struct overview *overview,
		     const struct top_state *state)
{
	top_add(page, TOP_HEADING, "%s   %zu processes, %zu zombie%s%s", state->title,
		overview->snapshot.nr, overview->zombies, overview->zombies == 1 ? "" : "s",
		state->paused ? "   paused" : "");
	if (state->lacking[0])
		top_add(page, TOP_TROUBLE, "%s", state->lacking);
}

static void add_keys(struct top_page *page, const struct top_state *state, size_t height)
{
	static const char * const orders[] = {
		[ORDER_UNREAPED] = "unreaped",
		[ORDER_ADOPTED] = "adopted",
		[ORDER_BELOW] = "below",
		[ORDER_PID] = "pid",
	};

	while (page->nr + 1 < height && !page->lacking)
		top_add(page, TOP_PLAIN, "%s", "");
	if (state->tree)
		top_add(page, TOP_FAINT, "q quit  t list  up/down scroll  p %s",
			state->paused ? "go on" : "pause");
	else
		top_add(page, TOP_FAINT, "q quit  t tree  up/down select  s sort: %s  p %s",
			orders[state->order], state->paused ? "go on" : "pause");
}

/* What does not fit is left out from above. */
static void add_tree(struct top_page *page, const struct terminal *terminal,
		     const struct overview *overview, struct top_state *state, size_t room)
{
	struct top_page tree = { 0 };
	size_t i;

	page->lacking |= top_tree(&tree, terminal, overview, state->selected) || tree.lacking;
	if (state->scroll + room > tree.nr)
		state->scroll = tree.nr > room ? tree.nr - room : 0;
	for (i = state->scroll; i < tree.nr && i < state->scroll + room; i++)
		top_add(page, tree.all[i].look, "%s", tree.all[i].text);
	top_page_deinit(&tree);
}

/**
 * top_draw() - what is to be on the screen
 * @page: empty; filled in with @height lines at most
 * @terminal: what it can show
 * @overview: sorted
 * @state: what the user looks at; what is not there any more is not selected any more
 * @height: in lines
 */
void top_draw(struct top_page *page, const struct terminal *terminal,
	      const struct overview *overview, struct top_state *state, size_t height)
{
	size_t walks = height / DECISIONS_PART;
	size_t room;

	add_head(page, overview, state);
	if (walks > overview->nr_walks + 1)
		walks = overview->nr_walks + 1 + !overview->nr_walks;
	if (state->tree)
		walks = 0;
	room = height > page->nr + walks + 2 ? height - page->nr - walks - 2 : 0;
	if (state->tree) {
		top_add(page, TOP_HEADING, "%8s  S  PROCESS", "PID");
		add_tree(page, terminal, overview, state, room);
	} else {
		top_add(page, TOP_HEADING, "%8s  %-9s %7s %8s %9s %8s  %11s  %s", "PID",
			"SUBREAPER", "BELOW", "ADOPTED", "UNREAPED", "ZOMBIES", "CGROUP PIDS",
			"PROCESS");
		add_parents(page, terminal, overview, state, room);
		while (page->nr + walks + 1 < height && !page->lacking)
			top_add(page, TOP_PLAIN, "%s", "");
		add_walks(page, terminal, overview, walks);
	}
	add_keys(page, state, height);
}
