// SPDX-License-Identifier: GPL-2.0-or-later
/* The orphans that a process left. */
#include "orphans.h"
#include "../text/prose.h"

/* More are only counted. */
#define ORPHANS_MAX 20

/**
 * left_by() - how an orphan left the process that it was a child of
 * @parent: that process
 *
 * A child that another thread of the parent takes over stays with the process.
 *
 * Return: the change of parent; NULL if there was none
 */
const struct hop *left_by(const struct process *orphan, const struct process *parent)
{
	uint32_t i;

	for (i = 0; i < orphan->history.nr; i++) {
		const struct hop *hop = &orphan->history.hops[i];

		if (hop->parent == parent && hop->adopter != parent)
			return hop;
	}
	return NULL;
}

static void print_orphan(const struct explanation *this, const struct process *orphan,
			 const struct hop *hop)
{
	bool dead = hop->effects & (SUBREAPER_EFFECT_ZOMBIE | SUBREAPER_EFFECT_AUTOREAPED);

	prose(this->terminal, "", "%s, %s%sto %s%s", explanation_name(this, orphan).text,
	      dead ? "a zombie by then, " : "", hop->doubts ? "perhaps " : "",
	      explanation_name(this, hop->adopter).text, hop->inferred ? " (inferred)" : "");
}

static size_t for_orphans(const struct explanation *this, size_t room)
{
	const struct story *story = this->story;
	size_t i, count = 0;

	for (i = 0; i < story->nr_orphans; i++) {
		const struct hop *hop = left_by(story->orphans[i], this->process);

		if (hop && count++ < room)
			print_orphan(this, story->orphans[i], hop);
	}
	return count;
}

/* Of some it is not known whether they were its children. */
static bool any_is_doubtful(const struct explanation *this)
{
	const struct story *story = this->story;
	size_t i;

	for (i = 0; i < story->nr_orphans; i++) {
		const struct hop *hop = left_by(story->orphans[i], this->process);

		if (hop && hop->parent_doubts)
			return true;
	}
	return false;
}

/**
 * orphans_render() - print the orphans that a process left when it ended, and which process adopted
 * them
 */
void orphans_render(const struct explanation *this)
{
	size_t count = for_orphans(this, 0);
	bool perhaps = any_is_doubtful(this);

	if (!count)
		return;
	prose(this->terminal, "left", "%s%zu orphan%s when it ended:", perhaps ? "perhaps " : "",
	      count, count == 1 ? "" : "s");
	for_orphans(this, ORPHANS_MAX);
	if (count > ORPHANS_MAX)
		prose(this->terminal, "", "and %zu more", count - ORPHANS_MAX);
}
