// SPDX-License-Identifier: GPL-2.0-or-later
/* The timeline: one line an event, in words. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "../model/forest.h"
#include "../model/words.h"
#include "label.h"
#include "timeline.h"

#define NS_PER_SECOND 1000000000
#define NS_PER_US     1000

/* Columns are as wide as their widest entry, but one long name is not to widen all lines. */
#define WIDEST_COLUMN 20
#define STEPS_INDENT  14

struct timeline {
	const struct terminal *terminal;
	const struct timeline_style *style;
	uint64_t origin;
	/* Processes as they are known when an event is printed, and at the end. */
	struct forest now;
	struct forest end;
	/* The decision that the reparents after it follow from, until its steps are printed. */
	const struct walk_event *walk;
	size_t child_width;
	size_t father_width;
	size_t adopter_width;
};

static FILE *out_of(const struct timeline *timeline)
{
	return timeline->terminal->out;
}

static void print_padded(const struct timeline *timeline, const char *text, size_t width)
{
	size_t used = text_width(text);

	fprintf(out_of(timeline), "%s%*s", text, used < width ? (int)(width - used) : 0, "");
}

static void print_wrapped(const struct timeline *timeline, const char *text)
{
	size_t room = timeline->terminal->width;
	size_t column = room;

	while (*text) {
		size_t length = strcspn(text, " ");

		if (column + 1 + length > room) {
			fprintf(out_of(timeline), "%s%*s", column == room ? "" : "\n",
				STEPS_INDENT - 1, "");
			column = STEPS_INDENT - 1;
		}
		fprintf(out_of(timeline), " %.*s", (int)length, text);
		column += 1 + length;
		text += length + (text[length] == ' ');
	}
	fputc('\n', out_of(timeline));
}

static struct label label_of(const struct timeline *timeline, int32_t tgid, uint64_t start,
			     const char *comm, int32_t tid)
{
	struct process *process = idmap_get(&timeline->now.table.by_id, tgid, start);
	struct process unknown = { .pid = tgid, .ordinal = 1 };

	if (!tgid)
		return (struct label){ "nobody" };
	return label_thread(timeline->terminal, process ? process : &unknown, comm, tid);
}

/* A step tells no more than a pid. Who that was is known from other events, perhaps later ones. */
static struct label label_of_pid(const struct timeline *timeline, int32_t pid)
{
	struct process *process = process_latest(&timeline->now.table, pid);
	struct process unknown = { .pid = pid, .ordinal = 1 };

	if (!pid)
		return (struct label){ "swapper[0]" };
	if (!process)
		process = process_latest(&timeline->end.table, pid);
	if (process && !process->comm[0])
		process = idmap_get(&timeline->end.table.by_id, pid, process->start);
	return label_process(timeline->terminal, process ? process : &unknown);
}

static void print_begin(const struct timeline *timeline, uint64_t time, const struct label *who)
{
	uint64_t since = time - timeline->origin;

	fprintf(out_of(timeline), "%5" PRIu64 ".%06" PRIu64 "  ", since / NS_PER_SECOND,
		since % NS_PER_SECOND / NS_PER_US);
	print_padded(timeline, who->text, timeline->child_width);
	fputs("  ", out_of(timeline));
}

static void print_steps(const struct timeline *timeline, const struct walk_event *walk)
{
	uint32_t i;

	print_wrapped(timeline, sentence_of(decision_words, walk->decision));
	for (i = 0; i < walk->kept_steps; i++) {
		unsigned int verdict = SUBREAPER_STEP_VERDICT(walk->steps[i]);

		fprintf(out_of(timeline), "%*s", STEPS_INDENT + 2, "");
		print_padded(timeline,
			     label_of_pid(timeline, SUBREAPER_STEP_PID(walk->steps[i])).text,
			     timeline->child_width);
		fprintf(out_of(timeline), "  %-15s  %s\n", word_of(verdict_words, verdict),
			sentence_of(verdict_words, verdict));
	}
	if (walk->nr_steps > walk->kept_steps)
		fprintf(out_of(timeline), "%*sand %" PRIu32 " more\n", STEPS_INDENT + 2, "",
			walk->nr_steps - walk->kept_steps);
}

static bool follows_from(const struct reparent_event *reparent, const struct walk_event *walk)
{
	return walk && walk->father_tid == reparent->father_tid &&
	       walk->father_start == reparent->father_start;
}

static void print_effects(const struct timeline *timeline, const struct reparent_event *reparent)
{
	const struct word *effect;

	for (effect = effect_words; effect->word; effect++) {
		if (!(reparent->effects & effect->number))
			continue;
		fprintf(out_of(timeline), ", %s", effect->word);
		if (effect->number == SUBREAPER_EFFECT_PDEATH)
			fprintf(out_of(timeline), " %u", reparent->pdeath_signal);
	}
}

static void explain_effects(const struct timeline *timeline, const struct reparent_event *reparent)
{
	const struct word *effect;
	char text[256];

	for (effect = effect_words; effect->word; effect++) {
		if (!(reparent->effects & effect->number))
			continue;
		snprintf(text, sizeof(text), "%s: it %s", effect->word, effect->sentence);
		print_wrapped(timeline, text);
	}
}

struct reparent_labels {
	struct label child;
	struct label father;
	struct label adopter;
};

static struct reparent_labels labels_of(const struct timeline *timeline,
					const struct reparent_event *reparent)
{
	return (struct reparent_labels){
		label_of(timeline, reparent->child, reparent->child_start, reparent->child_comm,
			 reparent->child),
		label_of(timeline, reparent->father_tgid, reparent->father_start,
			 reparent->father_comm, reparent->father_tid),
		label_of(timeline, reparent->adopter_tgid, reparent->adopter_start,
			 reparent->adopter_comm, reparent->adopter_tid),
	};
}

static void print_reparent(struct timeline *timeline, const struct event *event)
{
	const struct reparent_event *reparent = &event->reparent;
	struct reparent_labels labels = labels_of(timeline, reparent);

	print_begin(timeline, event->time, &labels.child);
	print_padded(timeline, labels.father.text, timeline->father_width);
	fputs(timeline->terminal->utf8 ? " → " : " -> ", out_of(timeline));
	print_padded(timeline, labels.adopter.text, timeline->adopter_width);
	fprintf(out_of(timeline), "  %s", word_of(decision_words, reparent->decision));
	print_effects(timeline, reparent);
	fputc('\n', out_of(timeline));
	if (timeline->style->walk && follows_from(reparent, timeline->walk))
		print_steps(timeline, timeline->walk);
	if (timeline->style->walk)
		explain_effects(timeline, reparent);
	timeline->walk = NULL;
}

/* Of a walk only what no reparent will tell is worth a line. */
static void print_walk(struct timeline *timeline, const struct event *event)
{
	const struct walk_event *walk = &event->walk;
	struct label father = label_of(timeline, walk->father_tgid, walk->father_start,
				       walk->father_comm, walk->father_tid);

	timeline->walk = walk;
	if (walk->adopter_tgid)
		return;
	print_begin(timeline, event->time, &father);
	fprintf(out_of(timeline), "died, nobody adopts its %" PRIu32 " child%s  %s\n",
		walk->children, walk->children == 1 ? "" : "ren",
		word_of(decision_words, walk->decision));
	if (timeline->style->walk)
		print_steps(timeline, walk);
}

static const char *describe_mark(const struct mark_event *mark)
{
	if (mark->new)
		return mark->old ? "mark: was a subreaper already" : "mark: becomes a subreaper";
	return mark->old ? "unmark: is no subreaper any more" : "unmark: was no subreaper";
}

static void print_mark(const struct timeline *timeline, const struct event *event)
{
	const struct mark_event *mark = &event->mark;
	struct label who = label_of(timeline, mark->tgid, mark->start, mark->comm, mark->tid);

	print_begin(timeline, event->time, &who);
	fputs(describe_mark(mark), out_of(timeline));
	if (mark->argument > 1)
		fprintf(out_of(timeline), ", argument 0x%" PRIx64, mark->argument);
	if (mark->descendants > 0)
		fprintf(out_of(timeline), ", newly above %" PRId32, mark->descendants);
	fputc('\n', out_of(timeline));
}

static void print_task(const struct timeline *timeline, const struct event *event)
{
	const struct task_event *task = &event->task;
	struct label child = label_of(timeline, task->pid, task->start, task->comm, task->pid);

	if (!timeline->style->tasks)
		return;
	print_begin(timeline, event->time, &child);
	fprintf(out_of(timeline), "task: child of %s%s%s\n",
		label_of_pid(timeline, task->parent_tgid).text,
		task->subreaper ? ", subreaper" : "", task->has_subreaper ? ", has_subreaper" : "");
}

static void print_lost(const struct timeline *timeline, const struct event *event)
{
	struct label what = { "LOST" };

	print_begin(timeline, event->time, &what);
	if (event->lost.count)
		fprintf(out_of(timeline), "%" PRIu64, event->lost.count);
	else
		fputs("some", out_of(timeline));
	fprintf(out_of(timeline), " events of CPU %" PRIu32 " before this time\n", event->cpu);
}

static void print_event(struct timeline *timeline, const struct event *event)
{
	switch (event->type) {
	case EVENT_REPARENT:
		print_reparent(timeline, event);
		break;
	case EVENT_WALK:
		print_walk(timeline, event);
		break;
	case EVENT_MARK:
		print_mark(timeline, event);
		break;
	case EVENT_TASK:
		print_task(timeline, event);
		break;
	case EVENT_LOST:
		print_lost(timeline, event);
		break;
	}
}

static void widen(size_t *width, const char *text)
{
	size_t wanted = text_width(text);

	if (wanted > *width)
		*width = wanted < WIDEST_COLUMN ? wanted : WIDEST_COLUMN;
}

static void measure_reparent(struct timeline *timeline, const struct reparent_event *reparent)
{
	struct reparent_labels labels = labels_of(timeline, reparent);

	widen(&timeline->child_width, labels.child.text);
	widen(&timeline->father_width, labels.father.text);
	widen(&timeline->adopter_width, labels.adopter.text);
}

static void measure_event(struct timeline *timeline, const struct event *event)
{
	struct label label = { "" };

	if (event->type == EVENT_REPARENT)
		measure_reparent(timeline, &event->reparent);
	else if (event->type == EVENT_MARK)
		label = label_of(timeline, event->mark.tgid, event->mark.start, event->mark.comm,
				 event->mark.tid);
	else if (event->type == EVENT_TASK && timeline->style->tasks)
		label = label_of(timeline, event->task.pid, event->task.start, event->task.comm,
				 event->task.pid);
	widen(&timeline->child_width, label.text);
}

static void measure(struct timeline *timeline, const struct trace *trace)
{
	size_t i;

	timeline->child_width = strlen("PROCESS");
	timeline->father_width = strlen("FATHER");
	timeline->adopter_width = strlen("ADOPTER");
	for (i = 0; i < trace->nr; i++)
		measure_event(timeline, &trace->events[i]);
}

static void print_head(const struct timeline *timeline)
{
	const struct terminal *terminal = timeline->terminal;

	fprintf(terminal->out, "%s%12s  ", terminal->colour ? "\033[1m" : "", "TIME");
	print_padded(timeline, "PROCESS", timeline->child_width + 2);
	print_padded(timeline, "FATHER", timeline->father_width);
	fputs(terminal->utf8 ? " → " : " -> ", terminal->out);
	print_padded(timeline, "ADOPTER", timeline->adopter_width + 2);
	fprintf(terminal->out, "DECISION%s\n", terminal->colour ? "\033[0m" : "");
}

static int print_events(struct timeline *timeline, const struct trace *trace)
{
	size_t i;
	int err = 0;

	for (i = 0; !err && i < trace->nr; i++) {
		err = forest_apply(&timeline->now, &trace->events[i]);
		if (!err)
			print_event(timeline, &trace->events[i]);
	}
	return err;
}

/**
 * timeline_render() - print what happened, in the order of time
 * @terminal: where to
 * @style: how it is to look
 * @trace: what happened
 *
 * Return: 0 or -ENOMEM; errors of writing show when the stream is closed
 */
int timeline_render(const struct terminal *terminal, const struct timeline_style *style,
		    const struct trace *trace)
{
	struct timeline timeline = { .terminal = terminal, .style = style };
	int err;

	err = forest_build(&timeline.end, trace);
	if (err)
		return err;
	if (style->time == TIME_RELATIVE && trace->nr)
		timeline.origin = trace->events[0].time;
	measure(&timeline, trace);
	print_head(&timeline);
	err = print_events(&timeline, trace);
	forest_deinit(&timeline.now);
	forest_deinit(&timeline.end);
	return err;
}
