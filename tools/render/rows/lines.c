// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "../../model/trace/words.h"
#include "lines.h"
#include "../text/loss.h"

/* Below the processes, unless that leaves too little of the line for sentences. */
#define INDENT		 14
#define WIDTH_OF_DETAILS 60
/* The longest is subreaper_dying. */
#define WIDTH_OF_VERDICT 15

static size_t indent_of(const struct lines *lines)
{
	size_t host = lines->host_width ? lines->host_width + LINES_GAP : 0;
	size_t indent = clock_width(lines->clock) + LINES_GAP + host;

	return indent + WIDTH_OF_DETAILS <= lines->cursor.terminal->width ? indent : INDENT;
}

/**
 * lines_init() - begin without names and columns
 * @lines: to be set up
 * @terminal: where to print
 * @style: how it is to look
 * @clock: what times mean; it must live as long, as the terminal must
 */
void lines_init(struct lines *lines, const struct terminal *terminal,
		const struct timeline_style *style, const struct clock *clock)
{
	*lines = (struct lines){
		.cursor = { .terminal = terminal },
		.style = *style,
		.clock = clock,
	};
}

/* In live, only the names count the processes of a pid; see forest_number(). */
static unsigned int ordinal_of(const struct lines *lines, const struct event *event,
			       enum event_party party, int32_t tgid)
{
	const struct name *name = NULL;

	if (event->ordinals[party])
		return event->ordinals[party];
	name = names_find(&lines->now, event->host, tgid);
	return name ? name->ordinal : 1;
}

/**
 * label_of() - a thread, as an event names it
 * @lines: which processes are known
 * @event: the event
 * @party: which of the processes that it names
 * @tgid: that process; 0 for none
 * @comm: its name
 * @tid: the thread
 *
 * Return: the label
 */
struct label label_of(const struct lines *lines, const struct event *event, enum event_party party,
		      int32_t tgid, const char *comm, int32_t tid)
{
	if (!tgid)
		return label_none();
	return label_any(lines->cursor.terminal, tgid, ordinal_of(lines, event, party, tgid), comm,
			 tid);
}

/* A step holds only a pid. Its process is known from other events, perhaps later ones. */
static struct label label_of_pid(const struct lines *lines, int32_t pid)
{
	const struct name *name = names_find(&lines->now, lines->host, pid), *ahead = NULL;
	const char *comm = "";

	if (!pid)
		return (struct label){ "swapper[0]" };
	if (!name || !name->comm[0])
		ahead = names_find(&lines->ahead, lines->host, pid);
	if (ahead && ahead->comm[0])
		comm = ahead->comm;
	else if (name)
		comm = name->comm[0] ? name->comm : name->birth_comm;
	if (!name)
		name = ahead;
	return label_any(lines->cursor.terminal, pid, name ? name->ordinal : 1, comm, pid);
}

static void print_column(struct lines *lines, const char *text, size_t width)
{
	cursor_print_padded(&lines->cursor, text, width);
	cursor_skip(&lines->cursor, LINES_GAP);
}

static void print_begin(struct lines *lines, const struct event *event, const struct label *who)
{
	char time[CLOCK_TEXT_SIZE];
	size_t width = clock_width(lines->clock), length;

	clock_text(lines->clock, event, time);
	length = strlen(time);
	cursor_skip(&lines->cursor, length < width ? width - length : 0);
	print_column(lines, time, 0);
	if (lines->host_width)
		print_column(lines,
			     label_host(lines->cursor.terminal, lines->clock, event->host).text,
			     lines->host_width);
	print_column(lines, who->text, lines->widths.child);
}

/* What is known of births, marks and ends may be incomplete, and so may be the kernel's flags. */
static void print_expectation(struct lines *lines, const struct walk_event *walk)
{
	char text[sizeof(struct label) + 96];
	struct label adopter = label_none();

	if (!walk->expected_decision)
		return;
	if (walk->expected_adopter)
		adopter = label_of_pid(lines, walk->expected_adopter);
	snprintf(text, sizeof(text), "not expected: the recorded events would lead to %s by %s",
		 word_of(decision_words, walk->expected_decision), adopter.text);
	cursor_print_below(&lines->cursor, text);
}

static void print_steps(struct lines *lines, const struct walk_event *walk)
{
	uint32_t i;

	cursor_print_below(&lines->cursor, sentence_of(decision_words, walk->decision));
	print_expectation(lines, walk);
	for (i = 0; i < walk->kept_steps; i++) {
		unsigned int verdict = SUBREAPER_STEP_VERDICT(walk->steps[i]);

		cursor_skip(&lines->cursor, lines->cursor.indent + 2);
		print_column(lines, label_of_pid(lines, SUBREAPER_STEP_PID(walk->steps[i])).text,
			     lines->widths.child);
		print_column(lines, word_of(verdict_words, verdict), WIDTH_OF_VERDICT);
		cursor_print_words(&lines->cursor, sentence_of(verdict_words, verdict));
		cursor_end_line(&lines->cursor);
	}
	if (walk->nr_steps > walk->kept_steps)
		fprintf(lines->cursor.terminal->out, "%*sand %" PRIu32 " more\n",
			(int)lines->cursor.indent + 2, "", walk->nr_steps - walk->kept_steps);
}

static bool follows_from_walk(const struct lines *lines, const struct event *event)
{
	const struct reparent_event *reparent = &event->reparent;

	return lines->has_walk && lines->walk_host == event->host &&
	       lines->walk.parent_tid == reparent->parent_tid &&
	       lines->walk.parent_start == reparent->parent_start;
}

static void print_effects(struct lines *lines, const struct event *event)
{
	const struct reparent_event *reparent = &event->reparent;
	uint64_t left = reparent->effects;
	const struct word *effect;
	char text[64];

	for (effect = effect_words; effect->word; effect++) {
		if (!(left & effect->number))
			continue;
		left &= ~(uint64_t)effect->number;
		snprintf(text, sizeof(text), "%s", effect->word);
		if (effect->number == SUBREAPER_EFFECT_PDEATH)
			snprintf(text, sizeof(text), "%s %u", effect->word,
				 reparent->pdeath_signal);
		cursor_print_remark(&lines->cursor, text, left || event->inferred || lines->alike);
	}
}

static void print_alike(struct lines *lines)
{
	char time[CLOCK_TEXT_SIZE], text[sizeof(time) + 64];

	if (!lines->alike)
		return;
	clock_text(lines->clock, lines->last, time);
	snprintf(text, sizeof(text), "and %zu more like it, the last at %s", lines->alike, time);
	cursor_print_remark(&lines->cursor, text, false);
}

static void explain_effects(struct lines *lines, const struct reparent_event *reparent)
{
	const struct word *effect;
	char text[256];

	for (effect = effect_words; effect->word; effect++) {
		if (!(reparent->effects & effect->number))
			continue;
		snprintf(text, sizeof(text), "%s: it %s", effect->word, effect->sentence);
		cursor_print_below(&lines->cursor, text);
	}
}

/**
 * labels_of_reparent() - which processes take part in a reparent
 * @lines: which are known
 * @event: the event
 *
 * Return: the labels
 */
struct reparent_labels labels_of_reparent(const struct lines *lines, const struct event *event)
{
	const struct reparent_event *reparent = &event->reparent;
	struct label adopter = label_of(lines, event, PARTY_OTHER, reparent->adopter_tgid,
					reparent->adopter_comm, reparent->adopter_tid);

	struct label parent = label_of(lines, event, PARTY_PARENT, reparent->parent_tgid,
				       reparent->parent_comm, reparent->parent_tid);

	/* What an inferred adopter depends on is printed at the end. */
	strcat(adopter.text, reparent->doubts ? "?" : "");
	strcat(parent.text, reparent->parent_doubts ? "?" : "");
	return (struct reparent_labels){
		label_of(lines, event, PARTY_ITSELF, reparent->child, reparent->child_comm,
			 reparent->child),
		parent,
		adopter,
	};
}

static void print_reparent(struct lines *lines, const struct event *event)
{
	const struct reparent_event *reparent = &event->reparent;
	struct reparent_labels labels = labels_of_reparent(lines, event);

	print_begin(lines, event, &labels.child);
	cursor_print_padded(&lines->cursor, labels.parent.text, lines->widths.parent);
	cursor_print(&lines->cursor, lines->cursor.terminal->utf8 ? " → " : " -> ");
	print_column(lines, labels.adopter.text, lines->widths.adopter);
	cursor_print(&lines->cursor, word_of(decision_words, reparent->decision));
	cursor_print(&lines->cursor, reparent->doubts ? "?" : "");
	print_effects(lines, event);
	if (event->inferred)
		cursor_print_remark(&lines->cursor, "inferred", lines->alike);
	print_alike(lines);
	cursor_end_line(&lines->cursor);
	if (lines->style.walk && follows_from_walk(lines, event))
		print_steps(lines, &lines->walk);
	if (lines->style.walk && reparent->probed)
		cursor_print_below(&lines->cursor, sentence_of(decision_words, reparent->decision));
	if (lines->style.walk)
		explain_effects(lines, reparent);
	lines->has_walk = false;
}

static void remember_walk(struct lines *lines, const struct event *event)
{
	lines->walk = event->walk;
	lines->walk_host = event->host;
	lines->has_walk = true;
	if (!event->walk.kept_steps)
		return;
	memcpy(lines->walk_steps, event->walk.steps, event->walk.kept_steps * sizeof(uint32_t));
	lines->walk.steps = lines->walk_steps;
}

/* Only a walk without a reparent event is worth a line. */
static void print_walk(struct lines *lines, const struct event *event)
{
	const struct walk_event *walk = &event->walk;
	struct label parent;
	char text[128];

	remember_walk(lines, event);
	if (!walk_has_line(walk))
		return;
	parent = label_of(lines, event, PARTY_PARENT, walk->parent_tgid, walk->parent_comm,
			  walk->parent_tid);
	print_begin(lines, event, &parent);
	if (walk->adopter_tgid)
		snprintf(text, sizeof(text),
			 "left %" PRIu32 " children, of which %" PRIu32
			 " have a line each; the others go the same way",
			 walk->children, walk->children_told);
	else
		snprintf(text, sizeof(text),
			 "died, no process adopts its %" PRIu32 " child%s  %s%s", walk->children,
			 walk->children == 1 ? "" : "ren", word_of(decision_words, walk->decision),
			 event->inferred ? ", inferred" : "");
	cursor_print_words(&lines->cursor, text);
	cursor_end_line(&lines->cursor);
	if (lines->style.walk && !walk->adopter_tgid)
		print_steps(lines, walk);
}

__attribute__((format(printf, 2, 0))) static void
print_number(struct lines *lines, const char *format, uint64_t number, bool follows)
{
	char text[64];

	snprintf(text, sizeof(text), format, number);
	cursor_print_remark(&lines->cursor, text, follows);
}

static const char *describe_mark(const struct mark_event *mark)
{
	if (mark->new)
		return mark->old ? "mark: was a subreaper already" : "mark: becomes a subreaper";
	return mark->old ? "unmark: is no subreaper any more" : "unmark: was no subreaper";
}

static void print_mark(struct lines *lines, const struct event *event)
{
	const struct mark_event *mark = &event->mark;
	struct label who = label_of(lines, event, PARTY_ITSELF, mark->tgid, mark->comm, mark->tid);

	print_begin(lines, event, &who);
	cursor_print(&lines->cursor, describe_mark(mark));
	if (mark->argument > 1)
		print_number(lines, "argument 0x%" PRIx64, mark->argument,
			     mark->descendants > 0 || event->inferred);
	if (mark->descendants > 0)
		print_number(lines, "newly above %" PRIu64, (uint64_t)mark->descendants,
			     event->inferred);
	if (event->inferred)
		cursor_print_remark(&lines->cursor, "inferred", mark->may_be_thread);
	if (mark->may_be_thread)
		cursor_print_remark(&lines->cursor, "process or thread?", false);
	cursor_end_line(&lines->cursor);
}

static void print_process(struct lines *lines, const struct event *event)
{
	const struct process_event *task = &event->process;
	struct label child = label_of(lines, event, PARTY_ITSELF, task->pid, task->comm, task->pid);
	char text[sizeof(struct label) + 64];

	if (!lines->style.tasks)
		return;
	print_begin(lines, event, &child);
	snprintf(text, sizeof(text), "process: child of %s%s%s",
		 label_of_pid(lines, task->parent_tgid).text, task->subreaper ? ", subreaper" : "",
		 task->has_subreaper ? ", has_subreaper" : "");
	cursor_print_words(&lines->cursor, text);
	cursor_end_line(&lines->cursor);
}

static void print_lost(struct lines *lines, const struct event *event)
{
	struct label what = { "LOST" };
	char number[24] = "some", text[96];

	if (event->lost.count)
		snprintf(number, sizeof(number), "%" PRIu64, event->lost.count);
	snprintf(text, sizeof(text), "%s event%s of CPU %u before this time", number,
		 event->lost.count == 1 ? "" : "s", event->cpu);
	print_begin(lines, event, &what);
	cursor_print_words(&lines->cursor, text);
	cursor_end_line(&lines->cursor);
}

static void print_gap(struct lines *lines, const struct event *event)
{
	struct label what = { "GAP" };
	char text[GAP_SIZE];

	print_begin(lines, event, &what);
	cursor_print_words(&lines->cursor, gap_told(lines->clock, event, text));
	cursor_end_line(&lines->cursor);
}

static void print_reap(struct lines *lines, const struct event *event)
{
	const struct reap_event *reap = &event->reap;
	struct label gone = label_of(lines, event, PARTY_ITSELF, reap->pid, reap->comm, reap->pid);
	struct label reaper = label_of(lines, event, PARTY_OTHER, reap->reaper_tgid,
				       reap->reaper_comm, reap->reaper_tid);
	char text[sizeof(struct label) + 64];

	if (reap->release == SUBREAPER_RELEASE_WAITED)
		snprintf(text, sizeof(text), "reaped by %s", reaper.text);
	else
		snprintf(text, sizeof(text), "released by the kernel, not waited for");
	print_begin(lines, event, &gone);
	cursor_print_words(&lines->cursor, text);
	cursor_end_line(&lines->cursor);
}

/**
 * lines_print_head() - print what the columns are
 * @lines: with the widths set
 */
void lines_print_head(struct lines *lines)
{
	const struct terminal *terminal = lines->cursor.terminal;

	lines->cursor.indent = indent_of(lines);
	fprintf(terminal->out, "%s%*s", terminal->colour ? "\033[1m" : "",
		clock_width(lines->clock), "TIME");
	cursor_skip(&lines->cursor, LINES_GAP);
	if (lines->host_width)
		print_column(lines, "HOST", lines->host_width);
	print_column(lines, "PROCESS", lines->widths.child);
	cursor_print_padded(&lines->cursor, "OLD PARENT", lines->widths.parent);
	cursor_print(&lines->cursor, terminal->utf8 ? " → " : " -> ");
	print_column(lines, "NEW PARENT", lines->widths.adopter);
	cursor_print(&lines->cursor, "REASON");
	fputs(terminal->colour ? "\033[0m" : "", terminal->out);
	cursor_end_line(&lines->cursor);
}

/**
 * lines_print() - print an event
 * @lines: where, with the names known
 */
void lines_print(struct lines *lines, const struct event *event)
{
	lines->host = event->host;
	switch (event->type) {
	case EVENT_REPARENT:
		print_reparent(lines, event);
		break;
	case EVENT_WALK:
		print_walk(lines, event);
		break;
	case EVENT_MARK:
		print_mark(lines, event);
		break;
	case EVENT_PROCESS:
		print_process(lines, event);
		break;
	case EVENT_REAP:
		print_reap(lines, event);
		break;
	case EVENT_LOST:
		print_lost(lines, event);
		break;
	case EVENT_GAP:
		print_gap(lines, event);
		break;
	default:
		break;
	}
}

/**
 * lines_skip() - take notice of an event that gets no line
 * @lines: where others may need it: a walk explains the reparents that follow from it
 */
void lines_skip(struct lines *lines, const struct event *event)
{
	if (event->type == EVENT_WALK)
		remember_walk(lines, event);
}
