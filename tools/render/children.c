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

/* Those that have been its children for the longest time, and how many there are. */
struct children {
	const struct process *first[CHILDREN_MAX];
	size_t nr;
};

static size_t shown(const struct children *children)
{
	return children->nr < CHILDREN_MAX ? children->nr : CHILDREN_MAX;
}

static bool is_before(const struct process *child, const struct process *other)
{
	uint64_t since = became_its_child(child).time;
	uint64_t other_since = became_its_child(other).time;

	if (since != other_since)
		return since < other_since;
	if (child->start != other->start)
		return child->start < other->start;
	return child->pid < other->pid;
}

static void take(struct children *children, const struct process *child)
{
	size_t place = shown(children);

	children->nr++;
	if (place == CHILDREN_MAX && !is_before(child, children->first[--place]))
		return;
	for (; place && is_before(child, children->first[place - 1]); place--)
		children->first[place] = children->first[place - 1];
	children->first[place] = child;
}

static void find_children(const struct explanation *this, struct children *own,
			  struct children *adopted)
{
	const struct process *child = NULL;

	while ((child = process_next_child(this->process, child)))
		take(process_was_adopted(child) ? adopted : own, child);
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
