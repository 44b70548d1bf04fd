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

/* Those that it adopted, or those of its own; returns how many there are. */
static size_t for_children(const struct explanation *this, struct inset *inset, bool adopted,
			   size_t room)
{
	size_t i, count = 0;

	for (i = 0; i < this->forest->table.nr; i++) {
		const struct process *child = this->forest->table.all[i];

		if (child->parent[WITH_SUBREAPERS] != this->process ||
		    process_was_adopted(child) != adopted)
			continue;
		if (count++ < room)
			add_child(this, inset, child);
	}
	return count;
}

static void add_children(const struct explanation *this, struct inset *inset, size_t adopted)
{
	inset_row(inset, (const char *[]){ "CHILD", "HOW", "SINCE", "ENDED", "GONE BY" });
	for_children(this, inset, true, CHILDREN_MAX);
	for_children(this, inset, false, adopted < CHILDREN_MAX ? CHILDREN_MAX - adopted : 0);
}

/**
 * children_render() - print whom a process has, or had, to wait for: its own and the adopted
 * @this: about whom
 */
void children_render(const struct explanation *this)
{
	struct inset inset = { .terminal = this->terminal, .nr = 5 };
	size_t adopted = for_children(this, &inset, true, 0);
	size_t own = for_children(this, &inset, false, 0);

	if (!adopted && !own)
		return;
	prose(this->terminal, "children", "%zu adopted, %zu of its own", adopted, own);
	add_children(this, &inset, adopted);
	inset.measured = true;
	add_children(this, &inset, adopted);
	if (adopted + own > CHILDREN_MAX)
		fprintf(this->terminal->out, "%*sand %zu more\n", PROSE_INDENT + 2, "",
			adopted + own - CHILDREN_MAX);
}
