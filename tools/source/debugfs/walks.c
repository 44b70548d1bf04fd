// SPDX-License-Identifier: GPL-2.0-or-later
/* The module's file walks in debugfs, or a copy of it. */
#include "walks.h"

#define OF_WALK(member, name, kind, leeway) \
	VIEW_COLUMN(struct walk_row, event.walk.member, name, kind, leeway)
#define NUMBER(member, name)  OF_WALK(member, name, VIEW_NUMBER, 0)
#define OR_NONE(member, name) OF_WALK(member, name, VIEW_NUMBER, VIEW_OR_NONE)
#define LATER(member, name)   OF_WALK(member, name, VIEW_NUMBER, VIEW_OR_NONE | VIEW_OR_ABSENT)

const struct view_column walk_columns[] = {
	NUMBER(number, "number"),
	VIEW_COLUMN(struct walk_row, event.time, "time", VIEW_NUMBER, 0),
	NUMBER(parent_tgid, "parent"),
	NUMBER(parent_tid, "parent_tid"),
	NUMBER(parent_start, "parent_start"),
	NUMBER(level, "level"),
	OF_WALK(has_flag, "has_flag", VIEW_FLAG, 0),
	VIEW_COLUMN_OF_WORDS(struct walk_row, event.walk.decision, "decision", decision_words,
			     VIEW_OR_NONE),
	OR_NONE(adopter_tgid, "adopter"),
	OR_NONE(adopter_tid, "adopter_tid"),
	OR_NONE(adopter_start, "adopter_start"),
	NUMBER(children, "children"),
	NUMBER(nr_steps, "nr_steps"),
	VIEW_COLUMN(struct walk_row, steps, "steps", VIEW_STEPS, VIEW_OR_NONE),
	OF_WALK(parent_comm, "parent_comm", VIEW_COMM, 0),
	OF_WALK(adopter_comm, "adopter_comm", VIEW_COMM, VIEW_OR_NONE),
	LATER(parent_exit_code, "parent_exit_code"),
	LATER(children_told, "children_told"),
	{ 0 },
};

/**
 * walk_row_finish() - complete the event of a line that was read
 * @row: the line; the event lends the steps from it
 */
void walk_row_finish(struct walk_row *row)
{
	row->event.type = EVENT_WALK;
	row->event.walk.kept_steps = row->steps.nr;
	row->event.walk.steps = row->steps.words;
	row->event.walk.truncated = row->event.walk.nr_steps > row->steps.nr;
}
