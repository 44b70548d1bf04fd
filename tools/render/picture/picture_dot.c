// SPDX-License-Identifier: GPL-2.0-or-later
/* The tree at the end, and how it came about, as a graph for Graphviz to draw. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "../../base/format/dot.h"
#include "../../model/forest/evidence.h"
#include "../../model/process/lineage.h"
#include "../../model/story/selection.h"
#include "captions.h"
#include "chart.h"
#include "../text/label.h"

/* More places than these only make the note longer. */
#define LOSSES_MAX 8

struct node_name {
	char text[32];
};

static const char * const colours[PARENTHOODS] = {
	[PARENT_BY_BIRTH] = "#57606a",
	[PARENT_SUBREAPER] = "#1a7f37",
	[PARENT_INIT] = "#9a6700",
	[PARENT_NOBODY] = "#cf222e",
};

static struct node_name name_of(const struct process *process)
{
	struct node_name name;

	if (process->ordinal > 1)
		snprintf(name.text, sizeof(name.text), "p%" PRIu32 "_%u", (uint32_t)process->pid,
			 process->ordinal);
	else
		snprintf(name.text, sizeof(name.text), "p%" PRIu32, (uint32_t)process->pid);
	return name;
}

/*
 * What is drawn: a node for each row, and for each pair of nodes what is between them.
 * @joined: by the number of a life, the row that it was last found to be a parent of, and 1
 */
struct graph {
	struct dot dot;
	const struct picture *picture;
	const struct scene *scene;
	struct folding folding;
	struct sight sight;
	size_t *joined;
};

/* The life that stands for a process, which is the first of its fold. */
static const struct life *drawn_as(const struct graph *this, const struct process *process)
{
	const struct life *life = scene_life(this->scene, process);
	size_t row = life ? this->sight.row_of[life - this->scene->lives] : NO_LIFE;

	return row == NO_LIFE ? NULL : &this->scene->lives[this->sight.rows[row]];
}

static void put_fold(struct graph *this, size_t row)
{
	const struct life *life = &this->scene->lives[this->sight.rows[row]];
	struct chart_name name = chart_name(this->picture, &this->sight, row);
	char label[sizeof(name) + 1];

	snprintf(label, sizeof(label), "%s\n%s", name.text, name.about);
	dot_statement(&this->dot, name_of(life->process).text);
	dot_attribute(&this->dot, "label", label);
	dot_attribute(&this->dot, "shape", "box3d");
	dot_end_statement(&this->dot);
}

static void put_node(struct dot *dot, const struct picture *picture, const struct life *life)
{
	const struct process *process = life->process;
	const char *role = caption_role(process);
	char label[sizeof(struct label) * 3 + CLOCK_TEXT_SIZE + 64];
	char time[CLOCK_TEXT_SIZE];
	int used;

	used = snprintf(label, sizeof(label), "%s %s",
			label_comm(picture->terminal, process->comm).text, label_pid(process).text);
	if (role)
		used += snprintf(label + used, sizeof(label) - used, "\n%s", role);
	if (process->thread_of)
		used += snprintf(label + used, sizeof(label) - used, "\nthread of %s",
				 label_process(picture->terminal, process->thread_of).text);
	else if (process_may_be_thread(process))
		used += snprintf(label + used, sizeof(label) - used, "\nprocess or thread?");
	if (life->ended)
		snprintf(label + used, sizeof(label) - used, "\n%s at %s",
			 process->alive ? "zombie since it ended" : "ended",
			 caption_time(picture->clock, life->end, time));
	else if (life->lost && !process->thread_of)
		snprintf(label + used, sizeof(label) - used, "\ngone");
	dot_statement(dot, name_of(process).text);
	dot_attribute(dot, "label", label);
	if (life->ended || life->lost) {
		dot_attribute(dot, "style", "rounded,dashed");
		dot_attribute(dot, "fontcolor", "#57606a");
	} else if (process->subreaper || process_is_init(process)) {
		dot_attribute(dot, "fillcolor", process->subreaper ? "#dafbe1" : "#fff8c5");
	}
	if (process->subreaper)
		dot_attribute(dot, "peripheries", "2");
	dot_end_statement(dot);
}

static bool has_hop(const struct scene *scene, const struct life *life)
{
	size_t i = life->first;

	while (i != NO_HAPPENING && scene->scene_events[i].type != EVENT_REPARENT)
		i = scene->scene_events[i].next;
	return i != NO_HAPPENING;
}

/* If nothing else is shown of a process, at least its place is. */
static const struct process *shown_above(const struct scene *scene, const struct life *life)
{
	return has_hop(scene, life) ? NULL : shown_parent(life->process, WITH_SUBREAPERS);
}

static void put_birth(struct graph *this, size_t row, const struct life *life)
{
	const struct process *process = life->process;
	const struct scene *scene = this->scene;
	struct dot *dot = &this->dot;
	const struct life *above;
	const struct process *parent = lineage_parent_at_birth(process);
	const char *style = "dotted";
	bool doubtful = evidence_birth_is_doubtful(process) ||
			(parent && process_may_be_thread(parent));

	if (parent && parent->shown)
		style = parent == process->parent[WITH_SUBREAPERS] ? "solid" : "dashed";
	else
		parent = shown_above(scene, life);
	above = drawn_as(this, parent);
	if (!above || this->joined[above - scene->lives] == row + 1)
		return;
	this->joined[above - scene->lives] = row + 1;
	dot_edge(dot, name_of(above->process).text, name_of(drawn_as(this, process)->process).text);
	dot_attribute(dot, "style", style);
	if (doubtful)
		dot_attribute(dot, "label", "parent?");
	dot_end_statement(dot);
}

static void put_adoption(struct dot *dot, const struct hop *hop, const struct process *child,
			 unsigned int number, enum parenthood parenthood, bool last)
{
	char label[512], decision[480];

	caption_decision(hop, decision, sizeof(decision));
	if (number > 1 || !last)
		snprintf(label, sizeof(label), "%u: %s", number, decision);
	else
		snprintf(label, sizeof(label), "%s", decision);
	dot_edge(dot, name_of(hop->adopter).text, name_of(child).text);
	dot_attribute(dot, "label", label);
	dot_attribute(dot, "color", colours[parenthood]);
	dot_attribute(dot, "fontcolor", colours[parenthood]);
	if (!last)
		dot_attribute(dot, "style", "dashed");
	dot_end_statement(dot);
}

static bool is_last_hop(const struct scene *scene, const struct scene_event *scene_event)
{
	size_t i = scene_event->next;

	while (i != NO_HAPPENING && scene->scene_events[i].type != EVENT_REPARENT)
		i = scene->scene_events[i].next;
	return i == NO_HAPPENING &&
	       scene_event->process->parent[WITH_SUBREAPERS] == scene_event->hop.adopter;
}

static void put_adoptions(struct dot *dot, const struct scene *scene, const struct life *life)
{
	enum parenthood parenthood = PARENT_BY_BIRTH;
	unsigned int number = 0;
	size_t i;

	for (i = life->first; i != NO_HAPPENING; i = scene->scene_events[i].next) {
		const struct scene_event *scene_event = &scene->scene_events[i];

		if (scene_event->type != EVENT_REPARENT)
			continue;
		parenthood = parenthood_by(&scene_event->hop, parenthood);
		number++;
		if (scene_life(scene, scene_event->hop.adopter))
			put_adoption(dot, &scene_event->hop, life->process, number, parenthood,
				     is_last_hop(scene, scene_event));
	}
}

/* A graph has no time, so the places of losses are listed. */
static void put_losses(struct dot *dot, const struct picture *picture)
{
	const struct scene *scene = picture->scene;
	char label[LOSSES_MAX * 128], what[CAPTION_SIZE], time[CLOCK_TEXT_SIZE];
	size_t places = 0;
	size_t used = 0;
	size_t i;

	for (i = 0; i < scene->nr_scene_events; i++) {
		if (!(EVENT_BIT(scene->scene_events[i].type) & EVENTS_MISSING) ||
		    ++places > LOSSES_MAX)
			continue;
		caption_brief(&scene->scene_events[i], what);
		used += snprintf(label + used, sizeof(label) - used, "%s%s before %s",
				 used ? "\n" : "", what,
				 caption_time(picture->clock, scene->scene_events[i].time, time));
	}
	if (!places)
		return;
	if (places > LOSSES_MAX)
		snprintf(label + used, sizeof(label) - used, "\nand in %zu more places",
			 places - LOSSES_MAX);
	dot_statement(dot, "lost");
	dot_attribute(dot, "label", label);
	dot_attribute(dot, "shape", "note");
	dot_attribute(dot, "style", "filled");
	dot_attribute(dot, "fillcolor", "#ffebe9");
	dot_end_statement(dot);
}

static void put_head(struct dot *dot, const struct picture *picture)
{
	char about[CAPTION_SIZE];

	caption_picture(picture, about);
	dot_statement(dot, "graph");
	dot_attribute(dot, "label", about);
	dot_attribute(dot, "labelloc", "t");
	dot_attribute(dot, "rankdir", "LR");
	dot_attribute(dot, "fontname", "sans-serif");
	dot_end_statement(dot);
	dot_statement(dot, "node");
	dot_attribute(dot, "shape", "box");
	dot_attribute(dot, "style", "rounded,filled");
	dot_attribute(dot, "color", "#57606a");
	dot_attribute(dot, "fillcolor", "#f6f8fa");
	dot_attribute(dot, "fontname", "sans-serif");
	dot_end_statement(dot);
	dot_statement(dot, "edge");
	dot_attribute(dot, "color", "#57606a");
	dot_attribute(dot, "fontname", "sans-serif");
	dot_attribute(dot, "fontsize", "11");
	dot_end_statement(dot);
}

/* To all of a fold the same happened, but each may have had a parent of its own. */
static void put_edges(struct graph *this, size_t row)
{
	const struct life *lives = this->scene->lives;
	size_t first = this->sight.rows[row];
	size_t i;

	put_birth(this, row, &lives[first]);
	for (i = first + 1; sight_is_fold(&this->sight, row) && i < this->scene->nr_lives; i++) {
		if (this->folding.lives[i].fold == first)
			put_birth(this, row, &lives[i]);
	}
	put_adoptions(&this->dot, this->scene, &lives[first]);
}

static void put_graph(struct graph *this)
{
	size_t i;

	dot_open(&this->dot);
	put_head(&this->dot, this->picture);
	for (i = 0; i < this->sight.nr; i++) {
		if (sight_is_fold(&this->sight, i))
			put_fold(this, i);
		else
			put_node(&this->dot, this->picture,
				 &this->scene->lives[this->sight.rows[i]]);
	}
	put_losses(&this->dot, this->picture);
	for (i = 0; i < this->sight.nr; i++)
		put_edges(this, i);
	dot_close(&this->dot);
}

/**
 * picture_dot() - draw as a graph of Graphviz's
 *
 * Return: 0 or -ENOMEM
 */
int picture_dot(struct writer *writer, const struct picture *picture)
{
	struct graph graph = {
		.dot.writer = writer,
		.picture = picture,
		.scene = picture->scene,
		.joined = calloc(picture->scene->nr_lives + 1, sizeof(*graph.joined)),
	};
	int err = folding_of(&graph.folding, picture->scene);

	if (!err)
		err = sight_of(&graph.sight, &graph.folding, SIZE_MAX);
	if (!graph.joined)
		err = -ENOMEM;
	if (!err)
		put_graph(&graph);
	sight_deinit(&graph.sight);
	folding_deinit(&graph.folding);
	free(graph.joined);
	return err;
}
