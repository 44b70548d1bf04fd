// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A trace for ui.perfetto.dev: a track for each process below that of its parent, with its life as
 * a slice and within that one for each parent it had; flows lead from the old parent over the
 * orphan to the adopter, and a counter shows what an adopter has not reaped. A track that is
 * declared as that of a process would not be put below another one.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "../../base/format/protobuf.h"
#include "../../model/story/selection.h"
#include "../../model/story/unreaped.h"
#include "../../model/trace/words.h"
#include "captions.h"
#include "../text/label.h"

/* Numbers of fields, by the messages of Perfetto's that have them. */
enum {
	TRACE_PACKET = 1,

	PACKET_CLOCK_SNAPSHOT = 6,
	PACKET_TIMESTAMP = 8,
	PACKET_SEQUENCE = 10,
	PACKET_TRACK_EVENT = 11,
	PACKET_CLOCK = 58,
	PACKET_TRACK_DESCRIPTOR = 60,

	SNAPSHOT_CLOCKS = 1,
	SNAPSHOT_PRIMARY = 2,
	CLOCK_ID = 1,
	CLOCK_TIMESTAMP = 2,

	TRACK_UUID = 1,
	TRACK_NAME = 2,
	TRACK_PARENT = 5,
	TRACK_COUNTER = 8,
	COUNTER_UNIT = 3,

	EVENT_ANNOTATIONS = 4,
	EVENT_TYPE = 9,
	EVENT_TRACK = 11,
	EVENT_CATEGORIES = 22,
	EVENT_NAME = 23,
	EVENT_COUNTER = 30,
	EVENT_FLOWS = 47,
	EVENT_ENDING_FLOWS = 48,

	ANNOTATION_SIGNED = 4,
	ANNOTATION_TEXT = 6,
	ANNOTATION_NAME = 10,
};

/* What a clock is known as. */
enum {
	CLOCK_IS_REALTIME = 1,
	CLOCK_IS_MONOTONIC = 3,
};

enum event_kind {
	SLICE_BEGIN = 1,
	SLICE_END = 2,
	INSTANT = 3,
	COUNTER = 4,
};

#define UNIT_COUNT 2

#define SEQUENCE   1
#define CATEGORY   "subreaper"
#define LOST_TRACK 1
/* Of the first life. */
#define LIFE_TRACK 2

struct perfetto {
	struct protobuf out;
	const struct picture *picture;
	const struct scene *scene;
	struct unreaped unreaped;
};

static void open_packet(struct perfetto *this, uint64_t time)
{
	protobuf_open(&this->out, TRACE_PACKET);
	protobuf_number(&this->out, PACKET_TIMESTAMP, time);
	protobuf_number(&this->out, PACKET_CLOCK, CLOCK_IS_MONOTONIC);
	protobuf_number(&this->out, PACKET_SEQUENCE, SEQUENCE);
}

static void put_clock(struct perfetto *this, unsigned int id, uint64_t time)
{
	protobuf_open(&this->out, SNAPSHOT_CLOCKS);
	protobuf_number(&this->out, CLOCK_ID, id);
	protobuf_number(&this->out, CLOCK_TIMESTAMP, time);
	protobuf_close(&this->out);
}

/* Otherwise Perfetto would read times on another clock, or drop them. */
static void put_clocks(struct perfetto *this)
{
	uint64_t begin = this->scene->begin;
	int64_t offset = this->picture->clock->notes[0].wall_offset;

	open_packet(this, begin);
	protobuf_open(&this->out, PACKET_CLOCK_SNAPSHOT);
	put_clock(this, CLOCK_IS_MONOTONIC, begin);
	if (offset)
		put_clock(this, CLOCK_IS_REALTIME, begin + (uint64_t)offset);
	protobuf_number(&this->out, SNAPSHOT_PRIMARY, CLOCK_IS_MONOTONIC);
	protobuf_close(&this->out);
	protobuf_close(&this->out);
}

static uint64_t track_of(const struct process *process)
{
	return LIFE_TRACK + process->place;
}

static void put_track(struct perfetto *this, const struct life *life)
{
	const struct process *parent = shown_parent(life->process, WITH_SUBREAPERS);

	open_packet(this, life->begin);
	protobuf_open(&this->out, PACKET_TRACK_DESCRIPTOR);
	protobuf_number(&this->out, TRACK_UUID, track_of(life->process));
	if (parent)
		protobuf_number(&this->out, TRACK_PARENT, track_of(parent));
	protobuf_text(&this->out, TRACK_NAME,
		      label_process(this->picture->terminal, life->process).text);
	protobuf_close(&this->out);
	protobuf_close(&this->out);
}

static void put_lost_track(struct perfetto *this)
{
	open_packet(this, this->scene->begin);
	protobuf_open(&this->out, PACKET_TRACK_DESCRIPTOR);
	protobuf_number(&this->out, TRACK_UUID, LOST_TRACK);
	protobuf_text(&this->out, TRACK_NAME, "lost events");
	protobuf_close(&this->out);
	protobuf_close(&this->out);
}

static void open_event(struct perfetto *this, uint64_t time, enum event_kind kind, uint64_t track)
{
	open_packet(this, time);
	protobuf_open(&this->out, PACKET_TRACK_EVENT);
	protobuf_number(&this->out, EVENT_TYPE, kind);
	protobuf_number(&this->out, EVENT_TRACK, track);
}

static void open_named(struct perfetto *this, uint64_t time, enum event_kind kind, uint64_t track,
		       const char *name)
{
	open_event(this, time, kind, track);
	protobuf_text(&this->out, EVENT_CATEGORIES, CATEGORY);
	protobuf_text(&this->out, EVENT_NAME, name);
}

static void close_event(struct perfetto *this)
{
	protobuf_close(&this->out);
	protobuf_close(&this->out);
}

static uint64_t counter_of(const struct perfetto *this, const struct process *process)
{
	return LIFE_TRACK + this->scene->nr_lives + process->place;
}

static void put_count(struct perfetto *this, const struct process *process, uint64_t time,
		      uint64_t count)
{
	open_event(this, time, COUNTER, counter_of(this, process));
	protobuf_number(&this->out, EVENT_COUNTER, count);
	close_event(this);
}

static void put_counter(struct perfetto *this, const struct process *process)
{
	open_packet(this, this->scene->begin);
	protobuf_open(&this->out, PACKET_TRACK_DESCRIPTOR);
	protobuf_number(&this->out, TRACK_UUID, counter_of(this, process));
	protobuf_number(&this->out, TRACK_PARENT, track_of(process));
	protobuf_text(&this->out, TRACK_NAME, "adopted and unreaped");
	protobuf_open(&this->out, TRACK_COUNTER);
	protobuf_number(&this->out, COUNTER_UNIT, UNIT_COUNT);
	protobuf_close(&this->out);
	protobuf_close(&this->out);
	protobuf_close(&this->out);
	put_count(this, process, this->scene->begin, 0);
}

static void put_counters(struct perfetto *this)
{
	size_t i;

	for (i = 0; i < this->unreaped.nr; i++) {
		const struct unreaped_change *change = &this->unreaped.all[i];

		if (!i || change[-1].adopter != change->adopter)
			put_counter(this, change->adopter);
		put_count(this, change->adopter, change->time, change->count);
	}
}

static void annotate(struct perfetto *this, const char *name, const char *text)
{
	protobuf_open(&this->out, EVENT_ANNOTATIONS);
	protobuf_text(&this->out, ANNOTATION_NAME, name);
	protobuf_text(&this->out, ANNOTATION_TEXT, text);
	protobuf_close(&this->out);
}

static void annotate_number(struct perfetto *this, const char *name, int64_t number)
{
	protobuf_open(&this->out, EVENT_ANNOTATIONS);
	protobuf_text(&this->out, ANNOTATION_NAME, name);
	protobuf_number(&this->out, ANNOTATION_SIGNED, number);
	protobuf_close(&this->out);
}

static void annotate_process(struct perfetto *this, const char *name, const struct process *process,
			     const char *comm, int32_t tid)
{
	annotate(this, name, label_thread(this->picture->terminal, process, comm, tid).text);
}

static void annotate_hop(struct perfetto *this, const struct hop *hop)
{
	char room[UNKNOWN_WORD_SIZE], text[CAPTION_SIZE];
	const char *sentence = sentence_of(decision_words, hop->decision);

	annotate(this, "decision", word_or_number(decision_words, hop->decision, room));
	if (sentence)
		annotate(this, "why", sentence);
	annotate_process(this, "parent", hop->parent, hop->parent_comm, hop->parent_tid);
	annotate_process(this, "adopter", hop->adopter, hop->adopter_comm, hop->adopter_tid);
	caption_decision(hop, text, sizeof(text));
	if (hop->effects || hop->inferred)
		annotate(this, "in full", text);
	if (hop->pdeath_signal)
		annotate_number(this, "pdeath_signal", hop->pdeath_signal);
}

/* Under its parent's name, until the next one. */
static void begin_parent(struct perfetto *this, uint64_t time, const struct process *process,
			 const struct process *parent)
{
	char name[sizeof(struct label) + 16];

	snprintf(name, sizeof(name), "child of %s",
		 parent ? label_process(this->picture->terminal, parent).text : "no process known");
	open_named(this, time, SLICE_BEGIN, track_of(process), name);
	close_event(this);
}

static void end_slice(struct perfetto *this, uint64_t time, const struct process *process)
{
	open_event(this, time, SLICE_END, track_of(process));
	close_event(this);
}

static void put_instant(struct perfetto *this, const struct process *process, uint64_t time,
			const char *name, unsigned int flow_field, uint64_t flow)
{
	open_named(this, time, INSTANT, track_of(process), name);
	protobuf_fixed64(&this->out, flow_field, flow);
}

/* With one number in all three: from the old parent, over the orphan, to the adopter. */
static void put_hop(struct perfetto *this, const struct scene_event *scene_event, uint64_t flow)
{
	const struct hop *hop = &scene_event->hop;
	struct label child = label_process(this->picture->terminal, scene_event->process);
	char name[sizeof(child) + 32];

	if (scene_life(this->scene, hop->parent)) {
		snprintf(name, sizeof(name), "leaves %s", child.text);
		put_instant(this, hop->parent, scene_event->time, name, EVENT_FLOWS, flow);
		close_event(this);
	}
	put_instant(this, scene_event->process, scene_event->time, "reparent", EVENT_FLOWS, flow);
	annotate_hop(this, hop);
	close_event(this);
	if (scene_life(this->scene, hop->adopter)) {
		snprintf(name, sizeof(name), "adopts %s", child.text);
		put_instant(this, hop->adopter, scene_event->time, name, EVENT_ENDING_FLOWS, flow);
		annotate_hop(this, hop);
		close_event(this);
	}
}

static void put_mark(struct perfetto *this, const struct scene_event *scene_event)
{
	char argument[24], name[CAPTION_SIZE];

	caption_brief(scene_event, name);
	open_named(this, scene_event->time, INSTANT, track_of(scene_event->process), name);
	snprintf(argument, sizeof(argument), "0x%" PRIx64, scene_event->mark.argument);
	annotate(this, "argument", argument);
	annotate_number(this, "tid", scene_event->mark.tid);
	close_event(this);
}

static void put_loss(struct perfetto *this, const struct scene_event *scene_event)
{
	char name[CAPTION_SIZE];

	caption_brief(scene_event, name);
	open_named(this, scene_event->time, INSTANT, LOST_TRACK, name);
	if (scene_event->type == EVENT_GAP) {
		annotate(this, "why", sentence_of(gap_words, scene_event->gap.gap));
	} else {
		annotate_number(this, "cpu", scene_event->cpu);
		if (scene_event->lost.count)
			annotate_number(this, "lost", scene_event->lost.count);
	}
	close_event(this);
}

static void put_nobody(struct perfetto *this, const struct scene_event *scene_event)
{
	char room[UNKNOWN_WORD_SIZE];

	open_named(this, scene_event->time, INSTANT, track_of(scene_event->process),
		   "no process adopts its children");
	annotate(this, "decision",
		 word_or_number(decision_words, scene_event->walk.decision, room));
	annotate_number(this, "children", scene_event->walk.children);
	close_event(this);
}

static void put_happening(struct perfetto *this, const struct scene_event *scene_event,
			  uint64_t flow)
{
	if (EVENT_BIT(scene_event->type) & EVENTS_MISSING)
		put_loss(this, scene_event);
	else if (!scene_life(this->scene, scene_event->process))
		return;
	else if (scene_event->type == EVENT_REPARENT)
		put_hop(this, scene_event, flow);
	else if (scene_event->type == EVENT_MARK)
		put_mark(this, scene_event);
	else
		put_nobody(this, scene_event);
}

static const struct process *first_parent(const struct scene *scene, const struct life *life)
{
	size_t i = life->first;

	while (i != NO_HAPPENING && scene->scene_events[i].type != EVENT_REPARENT)
		i = scene->scene_events[i].next;
	return i == NO_HAPPENING ? life->process->parent[WITH_SUBREAPERS]
				 : scene->scene_events[i].hop.parent;
}

/* A zombie has a parent nevertheless. */
static void put_slices(struct perfetto *this, const struct life *life)
{
	const struct process *process = life->process;
	size_t i;

	open_named(this, life->begin, SLICE_BEGIN, track_of(process),
		   label_process(this->picture->terminal, process).text);
	if (life->ended && life->gone > life->end)
		annotate_number(this, "zombie for, ns", life->gone - life->end);
	close_event(this);
	begin_parent(this, life->begin, process, first_parent(this->scene, life));
	for (i = life->first; i != NO_HAPPENING; i = this->scene->scene_events[i].next) {
		const struct scene_event *scene_event = &this->scene->scene_events[i];

		if (scene_event->type != EVENT_REPARENT || scene_event->time > life->end)
			continue;
		end_slice(this, scene_event->time, process);
		begin_parent(this, scene_event->time, process, scene_event->hop.adopter);
	}
	end_slice(this, life->end, process);
	end_slice(this, life->end, process);
}

static void put_all(struct perfetto *this)
{
	const struct scene *scene = this->scene;
	size_t i;

	put_clocks(this);
	for (i = 0; i < scene->nr_lives; i++)
		put_track(this, &scene->lives[i]);
	if (this->picture->loss->places || this->picture->loss->gaps)
		put_lost_track(this);
	put_counters(this);
	for (i = 0; i < scene->nr_scene_events; i++)
		put_happening(this, &scene->scene_events[i], i + 1);
	for (i = 0; i < scene->nr_lives; i++)
		put_slices(this, &scene->lives[i]);
}

/**
 * picture_perfetto() - write a trace of Perfetto's
 *
 * Return: 0 or -ENOMEM
 */
int picture_perfetto(struct writer *writer, const struct picture *picture)
{
	struct perfetto *this = malloc(sizeof(*this));
	int err;

	if (!this)
		return -ENOMEM;
	protobuf_init(&this->out, writer);
	this->picture = picture;
	this->scene = picture->scene;
	err = unreaped_of(&this->unreaped, picture->scene);
	if (!err)
		put_all(this);
	unreaped_deinit(&this->unreaped);
	free(this);
	return err;
}
