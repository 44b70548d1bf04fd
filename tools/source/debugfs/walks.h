/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_WALKS_H
#define SOURCE_WALKS_H

#include "view.h"

/**
 * struct walk_row - a line of the file walks
 * @event: the decision, as the event that holds the same; see walk_row_finish()
 * @steps: the ancestors that were tried
 */
struct walk_row {
	struct event event;
	struct view_steps steps;
};

extern const struct view_column walk_columns[];

void walk_row_finish(struct walk_row *row);

#endif /* SOURCE_WALKS_H */
