// SPDX-License-Identifier: GPL-2.0-or-later
/* The children that a process has to wait for. */
#include "../../model/story/adopter.h"
#include "../../model/forest/evidence.h"
#include "children.h"
#include "../text/inset.h"
#include "../text/prose.h"

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

	if (evidence_moved_from(child))
		return (struct instant){ false, 0 };
	if (process_was_adopted(child) && hop)
		return (struct instant){ true, hop->time };
	return child->birth.at;
}

static struct cell_text text_of_wait(const struct explanation *this, const struct process *child)
{
	enum way_out out = evidence_way_out(child);

	if (evidence_being(this->forest, child) == BEING_ZOMBIE)
		return (struct cell_text){ "not yet" };
	if (out == OUT_UNWAITED || out == OUT_IGNORED || out == OUT_AUTOREAPED)
		return (struct cell_text){ "by nothing" };
	return text_of(this, child->freed);
}

static const char *how_of(const struct explanation *this, const struct process *child)
{
	bool doubtful = evidence_parent_is_doubtful(this->forest, child);

	switch (evidence_origin(child)) {
	case ORIGIN_ADOPTED:
	case ORIGIN_EARLIER:
	case ORIGIN_UNSEEN:
		return doubtful ? "adopted?" : "adopted";
	case ORIGIN_OWN:
		return doubtful ? "own?" : "own";
	default:
		return "unknown";
	}
}

static void add_child(const struct explanation *this, struct inset *inset,
		      const struct process *child)
{
	struct label label = explanation_name(this, child);
	struct cell_text since = text_of(this, became_its_child(child));
	struct cell_text ended = text_of(this, child->ended);
	struct cell_text gone = text_of_wait(this, child);
	const char *how = how_of(this, child);

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

/* By how they became its children. */
struct households {
	struct children adopted;
	struct children own;
	struct children unknown;
	/* How many of these are doubtful. */
	size_t perhaps;
};

static void find_children(const struct explanation *this, struct households *ret)
{
	const struct process *child = NULL;

	while ((child = process_next_child(this->process, child))) {
		if (evidence_may_have_moved(this->forest, child))
			continue;
		ret->perhaps += evidence_parent_is_doubtful(this->forest, child);
		if (process_was_adopted(child))
			take(&ret->adopted, child);
		else if (evidence_origin(child) == ORIGIN_OWN)
			take(&ret->own, child);
		else
			take(&ret->unknown, child);
	}
}

static size_t add_some(const struct explanation *this, struct inset *inset,
		       const struct children *children, size_t before)
{
	size_t i;

	for (i = 0; i < shown(children) && i + before < CHILDREN_MAX; i++)
		add_child(this, inset, children->first[i]);
	return before + i;
}

static void add_children(const struct explanation *this, struct inset *inset,
			 const struct households *all)
{
	size_t nr;

	inset_row(inset, (const char *[]){ "CHILD", "HOW", "SINCE", "ENDED", "RELEASED" });
	nr = add_some(this, inset, &all->adopted, 0);
	nr = add_some(this, inset, &all->own, nr);
	add_some(this, inset, &all->unknown, nr);
}

/**
 * children_render() - print which children a process has, or had, to wait for
 * @this: about the process
 */
void children_render(const struct explanation *this)
{
	struct inset inset = { .terminal = this->terminal, .nr = 5 };
	struct households all = { .own.nr = 0 };
	char unknown[96] = "", left[96] = "", perhaps[64] = "";
	size_t nr;

	find_children(this, &all);
	nr = all.adopted.nr + all.own.nr + all.unknown.nr;
	if (!nr)
		return;
	if (all.unknown.nr)
		snprintf(unknown, sizeof(unknown), ", %zu%s (own or adopted: unknown)",
			 all.unknown.nr, this->clock ? " since before the recording" : " other");
	if (this->process->adoptions > all.adopted.nr)
		snprintf(left, sizeof(left), "; it adopted %zu during the recording",
			 this->process->adoptions);
	if (all.perhaps)
		snprintf(perhaps, sizeof(perhaps), " (%zu of these may not be its children)",
			 all.perhaps);
	if (this->forest->bare && nr == all.unknown.nr)
		prose(this->terminal, "children", "%zu (own or adopted: unknown)", nr);
	else
		prose(this->terminal, "children", "%zu adopted, %zu of its own%s%s%s",
		      all.adopted.nr, all.own.nr, unknown, perhaps, left);
	add_children(this, &inset, &all);
	inset.measured = true;
	add_children(this, &inset, &all);
	if (nr > CHILDREN_MAX)
		fprintf(this->terminal->out, "%*sand %zu more\n", PROSE_INDENT + 2, "",
			nr - CHILDREN_MAX);
}
