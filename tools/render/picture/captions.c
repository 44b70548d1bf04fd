// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "../../model/trace/words.h"
#include "../text/cell.h"
#include "../text/label.h"
#include "../text/loss.h"
#include "captions.h"

__attribute__((format(printf, 3, 4))) static void add(char *text, size_t size, const char *format,
						      ...)
{
	size_t used = strlen(text);
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text + used, size - used, format, arguments);
	va_end(arguments);
}

/**
 * caption_time() - a time as the user wants it
 * @clock: what times mean
 * @time: on the trace's clock, in ns
 * @room: CLOCK_TEXT_SIZE bytes
 *
 * Return: the room, with the text in it
 */
const char *caption_time(const struct clock *clock, uint64_t time, char *room)
{
	struct event event = { .time = time };

	clock_text(clock, &event, room);
	return room;
}

/**
 * caption_decision() - why it adopts, and with what effect
 * @hop: the change of parent
 * @size: room there
 */
void caption_decision(const struct hop *hop, char *ret, size_t size)
{
	char room[UNKNOWN_WORD_SIZE];
	uint64_t effects = hop->effects;

	snprintf(ret, size, "%s%s", word_or_number(decision_words, hop->decision, room),
		 hop->doubts ? "?" : "");
	while (effects) {
		uint64_t before = effects;

		add(ret, size, ", %s", take_effect(&effects, room));
		if ((before ^ effects) == SUBREAPER_EFFECT_PDEATH)
			add(ret, size, " %u", hop->pdeath_signal);
	}
	if (hop->inferred)
		add(ret, size, " (inferred)");
}

static void tell_loss(const struct scene_event *loss, char *ret)
{
	if (loss->type == EVENT_GAP && loss->gap.count)
		snprintf(ret, CAPTION_SIZE, "%" PRIu64 " decision%s not seen", loss->gap.count,
			 loss->gap.count == 1 ? "" : "s");
	else if (loss->type == EVENT_GAP)
		snprintf(ret, CAPTION_SIZE, "decisions not seen");
	else if (loss->lost.count)
		snprintf(ret, CAPTION_SIZE, "lost %" PRIu64 " event%s of CPU %u", loss->lost.count,
			 loss->lost.count == 1 ? "" : "s", loss->cpu);
	else
		snprintf(ret, CAPTION_SIZE, "lost some events of CPU %u", loss->cpu);
}

static const char *word_of_mark(const struct mark_event *mark)
{
	if (mark->new)
		return mark->old ? "marked again" : "marked";
	return mark->old ? "unmarked" : "was not marked";
}

/**
 * caption_brief() - what happened, in the fewest words
 * @ret: room for CAPTION_SIZE bytes; set
 */
void caption_brief(const struct scene_event *scene_event, char *ret)
{
	switch (scene_event->type) {
	case EVENT_REPARENT:
		caption_decision(&scene_event->hop, ret, CAPTION_SIZE);
		break;
	case EVENT_MARK:
		snprintf(ret, CAPTION_SIZE, "%s", word_of_mark(&scene_event->mark));
		break;
	case EVENT_WALK:
		snprintf(ret, CAPTION_SIZE, "no process adopts its children");
		break;
	default:
		tell_loss(scene_event, ret);
		break;
	}
}

static struct label label_of(const struct picture *picture, const struct process *process,
			     const char *comm, int32_t tid)
{
	return label_thread(picture->terminal, process, comm, tid);
}

static void tell_hop(const struct picture *picture, const struct process *child,
		     const struct hop *hop, char *ret)
{
	const char *sentence = sentence_of(decision_words, hop->decision);
	char decision[CAPTION_SIZE / 2];

	caption_decision(hop, decision, sizeof(decision));
	add(ret, CAPTION_SIZE, "%s ended; %s was %sits child. ",
	    label_of(picture, hop->parent, hop->parent_comm, hop->parent_tid).text,
	    label_of(picture, child, hop->child_comm, 0).text,
	    hop->parent_doubts ? "perhaps " : "");
	add(ret, CAPTION_SIZE, "Adopted by %s.\n%s",
	    label_of(picture, hop->adopter, hop->adopter_comm, hop->adopter_tid).text, decision);
	if (sentence)
		add(ret, CAPTION_SIZE, ": %s", sentence);
}

/**
 * caption_event() - what happened, in a sentence or two
 * @ret: room for CAPTION_SIZE bytes; set
 */
void caption_event(const struct picture *picture, const struct scene_event *scene_event, char *ret)
{
	char time[CLOCK_TEXT_SIZE], loss[CAPTION_SIZE], gap[GAP_SIZE];
	struct event missing;

	snprintf(ret, CAPTION_SIZE, "%s: ", caption_time(picture->clock, scene_event->time, time));
	switch (scene_event->type) {
	case EVENT_REPARENT:
		tell_hop(picture, scene_event->process, &scene_event->hop, ret);
		break;
	case EVENT_MARK:
		add(ret, CAPTION_SIZE, "%s %s as a subreaper, by prctl() with 0x%" PRIx64,
		    label_process(picture->terminal, scene_event->process).text,
		    word_of_mark(&scene_event->mark), scene_event->mark.argument);
		break;
	case EVENT_WALK:
		add(ret, CAPTION_SIZE, "%s died, and no process adopts its %" PRIu32 " child%s",
		    label_process(picture->terminal, scene_event->process).text,
		    scene_event->walk.children, scene_event->walk.children == 1 ? "" : "ren");
		break;
	case EVENT_GAP:
		missing = (struct event){ .time = scene_event->time, .gap = scene_event->gap };
		add(ret, CAPTION_SIZE, "%s", gap_told(picture->clock, &missing, gap));
		break;
	default:
		tell_loss(scene_event, loss);
		add(ret, CAPTION_SIZE, "%s before this time", loss);
		break;
	}
}

/**
 * caption_role() - what a process is to others
 *
 * Return: the role, in a word or a few; NULL for none
 */
const char *caption_role(const struct process *process)
{
	bool told = process->pid == 1 && !strcmp(process->comm, "init");

	if (!process_is_init(process) || told)
		return process->subreaper ? "subreaper" : NULL;
	if (process->pid == 1)
		return process->subreaper ? "init, subreaper" : "init";
	return process->subreaper ? "init of a pid namespace, subreaper"
				  : "init of a pid namespace";
}

/* More of a text is not for a tooltip. */
#define PROFILE_SHOWN 200

static void add_text(const struct picture *picture, const char *heading, const char *bytes,
		     size_t size, char *ret)
{
	char escaped[ESCAPED_SIZE(PROFILE_SHOWN)];
	bool cut = size > PROFILE_SHOWN;

	if (!size)
		return;
	escape_for_terminal(bytes, cut ? PROFILE_SHOWN : size, picture->terminal->utf8, escaped);
	add(ret, CAPTION_SIZE, "\n%s: %s%s", heading, escaped, cut ? "..." : "");
}

/* explain says why something is not known. */
static void tell_profile(const struct picture *picture, const struct process *process, char *ret)
{
	static char line[COMMAND_LINE_SIZE];
	const struct profile *profile = profile_of(&picture->forest->profiles,
						   &picture->forest->table, process, UINT64_MAX);
	bool outdated = !profile || profile_is_outdated(profile, process);
	char time[CLOCK_TEXT_SIZE];
	struct unit unit;

	if (outdated && process->file)
		add_text(picture, "executable", process->file, strlen(process->file), ret);
	if (!profile)
		return;
	if (!outdated) {
		add_text(picture, "executable", profile->told.executable.bytes,
			 profile->told.executable.size, ret);
		add_text(picture, "command", line, command_line(&profile->told.command, line), ret);
	}
	add_text(picture, "user", profile->told.user.bytes, profile->told.user.size, ret);
	unit = unit_of(&profile->told.cgroup);
	add_text(picture, unit.container ? "container" : "unit", unit.name, unit.size, ret);
	add(ret, CAPTION_SIZE, "\nread at %s",
	    caption_time(picture->clock, profile->told.at, time));
}

/**
 * caption_life() - from when to when a process lived, and what it is to people
 * @ret: room for CAPTION_SIZE bytes; set
 */
void caption_life(const struct picture *picture, const struct life *life, char *ret)
{
	const char *role = caption_role(life->process);
	char time[CLOCK_TEXT_SIZE];

	snprintf(ret, CAPTION_SIZE, "%s", label_process(picture->terminal, life->process).text);
	if (role)
		add(ret, CAPTION_SIZE, ", %s", role);
	if (life->process->thread_of)
		add(ret, CAPTION_SIZE, "\nthread of %s",
		    label_process(picture->terminal, life->process->thread_of).text);
	else if (process_may_be_thread(life->process))
		add(ret, CAPTION_SIZE, "\nprocess or thread: the trace does not show which");
	if (life->born)
		add(ret, CAPTION_SIZE, "\nborn at %s",
		    caption_time(picture->clock, life->begin, time));
	if (life->ended)
		add(ret, CAPTION_SIZE, "\nended at %s",
		    caption_time(picture->clock, life->end, time));
	if (life->ended && life->gone > life->end)
		add(ret, CAPTION_SIZE, "\nzombie until %s",
		    caption_time(picture->clock, life->gone, time));
	if (life->lost && !life->process->thread_of)
		add(ret, CAPTION_SIZE, "\ngone at an unknown time");
	tell_profile(picture, life->process, ret);
}

static const char *state_of(const struct life *life)
{
	if (life->lost)
		return "end unknown";
	if (!life->ended)
		return "alive";
	return life->process->alive ? "zombie" : "exited";
}

/**
 * caption_fold() - what is true of all lives in a fold
 * @life: one of them
 * @left: whether each left children when it ended
 * @ret: room for CAPTION_FOLD_SIZE bytes; set
 */
void caption_fold(const struct picture *picture, const struct life *life, bool left, char *ret)
{
	const struct hop *hop = history_last(&life->process->history);

	ret[0] = '\0';
	if (hop && life->first != NO_HAPPENING)
		add(ret, CAPTION_FOLD_SIZE, "adopted by %s, ",
		    label_of(picture, hop->adopter, hop->adopter_comm, hop->adopter_tid).text);
	else if (left && life->ended)
		add(ret, CAPTION_FOLD_SIZE, "forked, ");
	add(ret, CAPTION_FOLD_SIZE, "%s", state_of(life));
}

static size_t count_adoptions(const struct scene *scene)
{
	size_t count = 0;
	size_t i;

	for (i = 0; i < scene->nr_scene_events; i++)
		count += scene->scene_events[i].type == EVENT_REPARENT;
	return count;
}

/**
 * caption_picture() - what a picture is about, in one line
 * @ret: room for CAPTION_SIZE bytes; set
 */
void caption_picture(const struct picture *picture, char *ret)
{
	size_t adoptions = count_adoptions(picture->scene);
	const struct trace_loss *loss = picture->loss;
	char begin[CLOCK_TEXT_SIZE], end[CLOCK_TEXT_SIZE], lost[LOSS_SIZE];

	snprintf(ret, CAPTION_SIZE, "%zu process%s, %zu adoption%s, %s to %s",
		 picture->scene->nr_lives, picture->scene->nr_lives == 1 ? "" : "es", adoptions,
		 adoptions == 1 ? "" : "s",
		 caption_time(picture->clock, picture->scene->begin, begin),
		 caption_time(picture->clock, picture->scene->end, end));
	if (loss->places)
		add(ret, CAPTION_SIZE, "; lost %s", loss_words(loss, lost));
	if (loss->gaps)
		add(ret, CAPTION_SIZE, "; not seen: %s", gap_count_words(loss, lost));
	if (!picture->complete)
		add(ret, CAPTION_SIZE, "; the rest of the trace could not be read");
}
