// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>

#include "../model/walk.h"
#include "doubts.h"

/* What is most often so comes first; the rest would follow from it. */
static const char *words_of(const struct forest *forest, unsigned int doubts)
{
	if (forest->lost)
		return "a lost event tells otherwise";
	if (doubts & (WALK_DOUBTS_FLAG | WALK_DOUBTS_MARK) && !forest_hears_marks(forest))
		return "one of its ancestors is a subreaper: a trace without prctl() calls cannot tell";
	if (doubts & (WALK_DOUBTS_FLAG | WALK_DOUBTS_MARK))
		return "one of its ancestors was marked as a subreaper before the trace began, which "
		       "this trace cannot tell";
	if (doubts & WALK_DOUBTS_PARENT)
		return "one of its ancestors, which are not all in this trace, is a subreaper";
	if (doubts & WALK_DOUBTS_THREADS)
		return "another thread of that process was alive, which this trace cannot tell";
	if (doubts & WALK_DOUBTS_ADOPTER)
		return "another process is the init of the pid namespace, which this trace cannot tell";
	return "one of them is in another pid namespace, which this trace cannot tell";
}

/**
 * doubts_of() - what a decision that was inferred depends on
 * @forest: of the trace
 * @doubts: what the model does not know, an OR of enum walk_doubt
 *
 * Return: words that can follow "unless"
 */
struct doubts doubts_of(const struct forest *forest, unsigned int doubts)
{
	struct doubts ret;

	snprintf(ret.text, sizeof(ret.text), "%s", words_of(forest, doubts));
	return ret;
}
