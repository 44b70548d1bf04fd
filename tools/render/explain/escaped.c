// SPDX-License-Identifier: GPL-2.0-or-later
/* Processes that left the tree of a process: what a kill of that tree misses. */
#include "../../model/forest/evidence.h"
#include "escaped.h"
#include "../text/prose.h"

/* More are only counted. */
#define ESCAPED_MAX 5

static void print_escaped(const struct explanation *this, const struct process *process)
{
	const struct process *parent = process->parent[WITH_SUBREAPERS];

	prose(this->terminal, "", "%s is %sa child of %s", explanation_name(this, process).text,
	      evidence_may_be_no_escape(this->forest, process) ? "perhaps " : "",
	      explanation_name(this, parent).text);
}

static void print_some(const struct explanation *this, size_t room)
{
	const struct process_list *remaining = &this->forest->table.remaining;
	size_t i;

	for (i = 0; i < remaining->nr && room; i++) {
		if (!remaining->all[i]->escaped)
			continue;
		print_escaped(this, remaining->all[i]);
		room--;
	}
}

static bool any_is_doubtful(const struct explanation *this)
{
	const struct process_list *remaining = &this->forest->table.remaining;
	size_t i = 0;

	while (i < remaining->nr && !(remaining->all[i]->escaped &&
				      evidence_may_be_no_escape(this->forest, remaining->all[i])))
		i++;
	return i < remaining->nr;
}

/**
 * escaped_render() - print the descendants by birth that are no longer below a process
 * @this: the escaped fields are set
 */
void escaped_render(const struct explanation *this)
{
	size_t count = this->forest->table.nr_escaped;
	bool perhaps;

	if (!count)
		return;
	perhaps = any_is_doubtful(this);
	prose(this->terminal, "escaped",
	      "%zu live descendant%s by birth %s%s no longer below it in the tree:", count,
	      count == 1 ? "" : "s", count == 1 ? "is" : "are", perhaps ? " perhaps" : "");
	print_some(this, ESCAPED_MAX);
	if (count > ESCAPED_MAX)
		prose(this->terminal, "", "and %zu more", count - ESCAPED_MAX);
}
