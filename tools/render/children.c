// SPDX-License-Identifier: GPL-2.0-or-later
/* Whom a process has to wait for. */
#include "../model/adopter.h"
#include "children.h"
#include "inset.h"
#include "prose.h"

/* More are only counted. */
#define CHILDREN_MAX 20

/* Room for a time, or for a word in its place. */
struct cell_text {
	char text[CLOCK_TEXT_SIZE];
};

static struct cell_text text_of(const struct explanation *this, struct instant moment)
{
	struct event event = { .time = moment.time };
	struct cell_text cell = { "-" };

	if (moment.known)
		clock_text(this->clock, &event, cell.text);
	return cell;
}

static struct instant became_its_child(const struct process *child)
{
	const struct hop *hop = history_last(&child->history);

	if (process_was_adopted(child) && hop)
		return (struct instant){ true, hop->time };
	return child->birth.at;
}

static struct cell_text text_of_wait(const struct explanation *this, const struct process *child)
{
	if (child->effects & SUBREAPER_EFFECT_AUTOREAPED)
		return (struct cell_text){ "vanished" };
	if (child->alive && process_is_zombie(child))
		return (struct cell_text){ "not yet" };
	return text_of(this, child->freed);
}

static void add_child(const struct explanation *this, struct inset *inset,
		      const struct process *child)
{
	struct label label = explanation_name(this, child);
	struct cell_text since = text_of(this, became_its_child(child));
	struct cell_text ended = text_of(this, child->ended);
	struct cell_text gone = text_of_wait(this, child);
	const char *how = process_was_adopted(child) ? "adopted" : "own";

	inset_row(inset, (const char *[]){ label.text, how, since.text, ended.text, gone.text });
}

/* The first of them, and how many there are. */
struct children {
	const struct process *first[CHILDREN_MAX];
	size_t nr;
};

static size_t shown(const struct children *children)
{
	return children->nr < CHILDREN_MAX ? children->nr : CHILDREN_MAX;
}

static void find_children(const struct explanation *this, struct children *own,
			  struct children *adopted)
{
	const struct process_list *met = &this->forest->table.met;
	size_t i;

	for (i = 0; i < met->nr; i++) {
		const struct process *child = met->all[i];
		struct children *children = process_was_adopted(child) ? adopted : own;

		if (child->parent[WITH_SUBREAPERS] != this->process)
			continue;
		if (children->nr < CHILDREN_MAX)
			children->first[children->nr] = child;
		children->nr++;
	}
}

static void add_children(const struct explanation *this, struct inset *inset,
			 const struct children *own, const struct children *adopted)
{
	size_t i;

	inset_row(inset, (const char *[]){ "CHILD", "HOW", "SINCE", "ENDED", "GONE BY" });
	for (i = 0; i < shown(adopted); i++)
		add_child(this, inset, adopted->first[i]);
	for (i = 0; i < shown(own) && i + shown(adopted) < CHILDREN_MAX; i++)
		add_child(this, inset, own->first[i]);
}

/**
 * children_render() - print whom a process has, or had, to wait for: its own and the adopted
 * @this: about whom
 */
void children_render(const struct explanation *this)
{
	struct inset inset = { .terminal = this->terminal, .nr = 5 };
	struct children own = { .nr = 0 }, adopted = { .nr = 0 };

	find_children(this, &own, &adopted);
	if (!adopted.nr && !own.nr)
		return;
	prose(this->terminal, "children", "%zu adopted, %zu of its own", adopted.nr, own.nr);
	add_children(this, &inset, &own, &adopted);
	inset.measured = true;
	add_children(this, &inset, &own, &adopted);
	if (adopted.nr + own.nr > CHILDREN_MAX)
		fprintf(this->terminal->out, "%*sand %zu more\n", PROSE_INDENT + 2, "",
			adopted.nr + own.nr - CHILDREN_MAX);
}
