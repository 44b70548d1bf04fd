/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How an event looks as a line of a timeline; for timeline.c. */
#ifndef RENDER_LINES_H
#define RENDER_LINES_H

#include "../../model/process/names.h"
#include "../text/clock.h"
#include "../text/cursor.h"
#include "../text/label.h"

/* Between columns. */
#define LINES_GAP 2

/**
 * struct timeline_style - how a timeline is to look
 * @walk: whether to show the ancestors that were tried
 * @tasks: whether to show what the dumps of the state list
 * @flows: whether a line is wanted as soon as its event is there
 * @fold: whether one line may stand for adoptions that look the same
 */
struct timeline_style {
	bool walk;
	bool tasks;
	bool flows;
	bool fold;
};

/**
 * struct widths - how wide columns of processes are, or what a line needs
 * @child: the orphan, or the process that the line is about
 * @parent: the old parent
 * @adopter: the new parent
 */
struct widths {
	size_t child;
	size_t parent;
	size_t adopter;
};

/**
 * struct lines - what is needed to print a line
 * @style: how it is to look
 * @clock: what times mean
 * @now: processes as they are known when the event happens
 * @ahead: as they will be known a little later
 * @host: of the event that is printed
 * @walk: the decision that the reparents after it follow from, until its steps are printed
 * @walk_steps: its steps
 * @walk_host: on which machine
 * @has_walk: whether there is one
 * @host_width: of the column of hosts; 0 for none
 * @widths: of the columns of processes
 * @alike: for how many more adoptions the line stands
 * @last: the latest of these
 */
struct lines {
	struct cursor cursor;
	struct timeline_style style;
	const struct clock *clock;
	struct names now;
	struct names ahead;
	uint8_t host;
	struct walk_event walk;
	uint32_t walk_steps[SUBREAPER_STEPS_MAX];
	uint8_t walk_host;
	bool has_walk;
	size_t host_width;
	struct widths widths;
	size_t alike;
	const struct event *last;
};

struct reparent_labels {
	struct label child;
	struct label parent;
	struct label adopter;
};

struct label label_of(const struct lines *lines, const struct event *event, enum event_party party,
		      int32_t tgid, const char *comm, int32_t tid);
struct reparent_labels labels_of_reparent(const struct lines *lines, const struct event *event);
void lines_init(struct lines *lines, const struct terminal *terminal,
		const struct timeline_style *style, const struct clock *clock);
void lines_print_head(struct lines *lines);
void lines_print(struct lines *lines, const struct event *event);
void lines_skip(struct lines *lines, const struct event *event);

#endif /* RENDER_LINES_H */
