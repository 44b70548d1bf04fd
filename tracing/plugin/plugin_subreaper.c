// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A plugin of libtraceevent: trace-cmd report, perf script and KernelShark print the events of
 * system subreaper in the words of subreaper-trace report. A record that is not as expected is left
 * to the print format that came with it.
 *
 * perf has a libtraceevent of its own and lends plugins only what the kernel's plugins call, so
 * this calls nothing else.
 */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <event-parse.h>
#include <trace-seq.h>

#include "../vocabulary.h"

#define NS_PER_SECOND 1000000000

enum { OPTION_WALK, OPTION_START };

/* Found by name by the program that loads this. */
struct tep_plugin_option TEP_PLUGIN_OPTIONS[] = {
	[OPTION_WALK] = {
		.name = "walk",
		.plugin_alias = "subreaper",
		.description = "Show the ancestors that were tried",
		.set = 1,
	},
	[OPTION_START] = {
		.name = "start",
		.plugin_alias = "subreaper",
		.description = "Show when processes were born, in seconds since boot",
	},
	{ 0 },
};

int TEP_PLUGIN_LOADER(struct tep_handle *tep);
void TEP_PLUGIN_UNLOADER(struct tep_handle *tep);

/**
 * struct reading - a record and its fields, as they are looked up
 * @event: its format
 * @record: its bytes
 * @failed: whether a field was not there, or not within the record
 */
struct reading {
	struct tep_event *event;
	const struct tep_record *record;
	bool failed;
};

struct thread {
	char comm[SUBREAPER_COMM_LEN];
	int32_t tgid;
	int32_t tid;
	uint64_t start;
};

/* The steps of a walk: numbers in the byte order of the machine that was traced. */
struct steps {
	const char *data;
	size_t count;
};

struct word {
	unsigned int number;
	const char *word;
};

/* Each table ends with an entry without a word. */
static const struct word decision_words[] = {
	SUBREAPER_DECISIONS(SUBREAPER_NUMBER_WORD, SUBREAPER_COMMA), { 0 }
};
static const struct word verdict_words[] = {
	SUBREAPER_VERDICTS(SUBREAPER_NUMBER_WORD, SUBREAPER_COMMA), { 0 }
};
static const struct word effect_words[] = {
	SUBREAPER_EFFECTS(SUBREAPER_NUMBER_WORD, SUBREAPER_COMMA), { 0 }
};

/* Versions of clang-format differ on such macros. */
/* clang-format off */
#define NUMBER_SENTENCE(name, number, word, sentence) { number, sentence }
/* clang-format on */

static const struct word gap_sentences[] = { SUBREAPER_GAPS(NUMBER_SENTENCE, SUBREAPER_COMMA),
					     { 0 } };

static const char *word_of(const struct word *words, unsigned int number)
{
	while (words->word && words->number != number)
		words++;
	return words->word ? words->word : "unknown";
}

/* The @size bytes at @offset; NULL if the record is shorter. */
static const char *bytes_at(struct reading *reading, size_t offset, size_t size)
{
	size_t end = reading->record->size < 0 ? 0 : reading->record->size;

	if (offset > end || size > end - offset) {
		reading->failed = true;
		return NULL;
	}
	return (const char *)reading->record->data + offset;
}

static struct tep_format_field *find_field(struct reading *reading, const char *name)
{
	struct tep_format_field *field = tep_find_field(reading->event, name);

	if (!field || field->offset < 0 || field->size < 0 ||
	    !bytes_at(reading, field->offset, field->size)) {
		reading->failed = true;
		return NULL;
	}
	return field;
}

static unsigned long long read_number(struct reading *reading, const char *name)
{
	struct tep_format_field *field = find_field(reading, name);
	unsigned long long value = 0;

	if (field && tep_read_number_field(field, reading->record->data, &value))
		reading->failed = true;
	return value;
}

static void read_comm(struct reading *reading, const char *name, char *ret)
{
	struct tep_format_field *field = find_field(reading, name);
	size_t size;

	memset(ret, 0, SUBREAPER_COMM_LEN);
	if (!field)
		return;
	size = field->size < SUBREAPER_COMM_LEN ? field->size : SUBREAPER_COMM_LEN - 1;
	memcpy(ret, (const char *)reading->record->data + field->offset, size);
}

static struct thread read_thread(struct reading *reading, const char *comm, const char *tgid,
				 const char *tid, const char *start)
{
	struct thread thread = {
		.tgid = read_number(reading, tgid),
		.tid = read_number(reading, tid),
		.start = read_number(reading, start),
	};

	read_comm(reading, comm, thread.comm);
	return thread;
}

/* A dynamic array is found through a word with its offset below and its length above. */
static struct steps read_steps(struct reading *reading)
{
	unsigned long long location = read_number(reading, "steps");
	size_t size = location >> 16 & 0xffff;

	return (struct steps){
		.data = bytes_at(reading, location & 0xffff, size),
		.count = size / sizeof(uint32_t),
	};
}

/* As subreaper-trace writes names where there is only ASCII. */
static void print_escaped(struct trace_seq *out, const char *text)
{
	for (; *text; text++) {
		unsigned char byte = *text;

		if (byte == '\\')
			trace_seq_puts(out, "\\\\");
		else if (byte < 0x20 || byte > 0x7e)
			trace_seq_printf(out, "\\x%02x", byte);
		else
			trace_seq_putc(out, byte);
	}
}

static void print_start(struct trace_seq *out, uint64_t start)
{
	if (TEP_PLUGIN_OPTIONS[OPTION_START].set)
		trace_seq_printf(out, "@%llu.%09llu", (unsigned long long)start / NS_PER_SECOND,
				 (unsigned long long)start % NS_PER_SECOND);
}

static void print_thread(struct trace_seq *out, const struct thread *thread)
{
	if (!thread->tgid) {
		trace_seq_puts(out, "no process");
		return;
	}
	if (thread->comm[0])
		print_escaped(out, thread->comm);
	else
		trace_seq_putc(out, '?');
	trace_seq_printf(out, "[%d", thread->tgid);
	if (thread->tid != thread->tgid)
		trace_seq_printf(out, ":%d", thread->tid);
	trace_seq_putc(out, ']');
	print_start(out, thread->start);
}

static void print_effects(struct trace_seq *out, unsigned int effects, unsigned int pdeath_signal)
{
	const struct word *effect;

	for (effect = effect_words; effect->word; effect++) {
		if (!(effects & effect->number))
			continue;
		trace_seq_printf(out, ", %s", effect->word);
		if (effect->number == SUBREAPER_EFFECT_PDEATH)
			trace_seq_printf(out, " %u", pdeath_signal);
	}
}

static int handle_reparent(struct trace_seq *out, struct tep_record *record,
			   struct tep_event *event, void *context)
{
	struct reading reading = { .event = event, .record = record };
	struct thread child, parent, adopter;
	unsigned int decision, effects, pdeath_signal;

	(void)context;
	child = read_thread(&reading, "child_comm", "child", "child", "child_start");
	parent = read_thread(&reading, "parent_comm", "parent_tgid", "parent_tid", "parent_start");
	adopter = read_thread(&reading, "adopter_comm", "adopter_tgid", "adopter_tid",
			      "adopter_start");
	decision = read_number(&reading, "decision");
	effects = read_number(&reading, "effects");
	pdeath_signal = read_number(&reading, "pdeath_signal");
	if (reading.failed)
		return -1;

	print_thread(out, &child);
	trace_seq_puts(out, "  ");
	print_thread(out, &parent);
	trace_seq_puts(out, " -> ");
	print_thread(out, &adopter);
	trace_seq_printf(out, "  %s", word_of(decision_words, decision));
	print_effects(out, effects, pdeath_signal);
	return 0;
}

static void print_steps(struct trace_seq *out, struct tep_handle *tep, const struct steps *steps,
			unsigned int nr_steps)
{
	size_t i;

	for (i = 0; i < steps->count; i++) {
		unsigned int step =
			tep_read_number(tep, steps->data + i * sizeof(uint32_t), sizeof(uint32_t));

		trace_seq_printf(out, "%s %d %s", i ? "," : ":", SUBREAPER_STEP_PID(step),
				 word_of(verdict_words, SUBREAPER_STEP_VERDICT(step)));
	}
	if (nr_steps > steps->count)
		trace_seq_printf(out, "%s and %zu more", i ? "," : ":", nr_steps - steps->count);
}

static int handle_walk(struct trace_seq *out, struct tep_record *record, struct tep_event *event,
		       void *context)
{
	struct reading reading = { .event = event, .record = record };
	struct thread parent, adopter;
	unsigned int children, decision, nr_steps;
	struct steps steps;

	(void)context;
	parent = read_thread(&reading, "parent_comm", "parent_tgid", "parent_tid", "parent_start");
	adopter = read_thread(&reading, "adopter_comm", "adopter_tgid", "adopter_tid",
			      "adopter_start");
	children = read_number(&reading, "children");
	decision = read_number(&reading, "decision");
	nr_steps = read_number(&reading, "nr_steps");
	steps = read_steps(&reading);
	if (reading.failed)
		return -1;

	print_thread(out, &parent);
	trace_seq_puts(out, "  died, ");
	print_thread(out, &adopter);
	trace_seq_printf(out, " adopts its %u child%s  %s", children, children == 1 ? "" : "ren",
			 word_of(decision_words, decision));
	if (TEP_PLUGIN_OPTIONS[OPTION_WALK].set)
		print_steps(out, event->tep, &steps, nr_steps);
	return 0;
}

static const char *describe_mark(bool was, bool is)
{
	if (is)
		return was ? "mark: was a subreaper already" : "mark: becomes a subreaper";
	return was ? "unmark: is no subreaper any more" : "unmark: was no subreaper";
}

static int handle_mark(struct trace_seq *out, struct tep_record *record, struct tep_event *event,
		       void *context)
{
	struct reading reading = { .event = event, .record = record };
	unsigned long long argument;
	int32_t descendants;
	struct thread thread;
	bool was, is;

	(void)context;
	thread = read_thread(&reading, "comm", "tgid", "tid", "start");
	was = read_number(&reading, "old");
	is = read_number(&reading, "new");
	argument = read_number(&reading, "argument");
	descendants = read_number(&reading, "descendants");
	if (reading.failed)
		return -1;

	print_thread(out, &thread);
	trace_seq_printf(out, "  %s", describe_mark(was, is));
	if (argument > 1)
		trace_seq_printf(out, ", argument 0x%llx", argument);
	if (descendants > 0)
		trace_seq_printf(out, ", newly above %d", descendants);
	return 0;
}

static int handle_process(struct trace_seq *out, struct tep_record *record, struct tep_event *event,
			  void *context)
{
	struct reading reading = { .event = event, .record = record };
	bool subreaper, has_subreaper;
	uint64_t parent_start;
	struct thread thread;
	int32_t parent;

	(void)context;
	thread = read_thread(&reading, "comm", "pid", "pid", "start");
	parent = read_number(&reading, "parent_tgid");
	parent_start = read_number(&reading, "parent_start");
	subreaper = read_number(&reading, "subreaper");
	has_subreaper = read_number(&reading, "has_subreaper");
	if (reading.failed)
		return -1;

	print_thread(out, &thread);
	trace_seq_printf(out, "  process: child of %d", parent);
	print_start(out, parent_start);
	trace_seq_printf(out, "%s%s", subreaper ? ", subreaper" : "",
			 has_subreaper ? ", has_subreaper" : "");
	return 0;
}

static int handle_reap(struct trace_seq *out, struct tep_record *record, struct tep_event *event,
		       void *context)
{
	struct reading reading = { .event = event, .record = record };
	struct thread gone, reaper;
	unsigned int release;

	(void)context;
	gone = read_thread(&reading, "comm", "pid", "pid", "start");
	reaper = read_thread(&reading, "reaper_comm", "reaper_tgid", "reaper_tid", "reaper_start");
	release = read_number(&reading, "release");
	if (reading.failed)
		return -1;

	print_thread(out, &gone);
	if (release != SUBREAPER_RELEASE_WAITED) {
		trace_seq_puts(out, "  released by the kernel, not waited for");
		return 0;
	}
	trace_seq_puts(out, "  reaped by ");
	print_thread(out, &reaper);
	return 0;
}

static void print_seconds(struct trace_seq *out, const char *before, uint64_t ns)
{
	trace_seq_printf(out, "%s%llu.%06llu", before, (unsigned long long)ns / NS_PER_SECOND,
			 (unsigned long long)ns % NS_PER_SECOND / 1000);
}

/* If the clock of the trace is not that of gaps, their times have no meaning in it. */
static int handle_gap(struct trace_seq *out, struct tep_record *record, struct tep_event *event,
		      void *context)
{
	struct reading reading = { .event = event, .record = record };
	unsigned long long since, until, count;
	unsigned int gap;

	(void)context;
	since = read_number(&reading, "since");
	until = read_number(&reading, "until");
	count = read_number(&reading, "count");
	gap = read_number(&reading, "gap");
	if (reading.failed)
		return -1;

	trace_seq_puts(out, "GAP  ");
	if (count)
		trace_seq_printf(out, "%llu ", count);
	trace_seq_printf(out, "decision%s %s", count == 1 ? "" : "s",
			 count ? "not seen" : "may be missing");
	if (since && since <= record->ts && until <= record->ts) {
		print_seconds(out, " from ", since);
		if (until)
			print_seconds(out, " to ", until);
		else
			trace_seq_puts(out, " on");
	}
	trace_seq_printf(out, ": %s", word_of(gap_sentences, gap));
	return 0;
}

static const struct {
	const char *name;
	tep_event_handler_func handle;
} handlers[] = {
	{ "reparent", handle_reparent }, { "walk", handle_walk }, { "mark", handle_mark },
	{ "process", handle_process },	 { "reap", handle_reap }, { "gap", handle_gap },
};

/**
 * tep_plugin_loader() - called when the plugin has been loaded
 * @tep: the events of which it is to print
 *
 * Return: 0
 */
int TEP_PLUGIN_LOADER(struct tep_handle *tep)
{
	size_t i;

	tep_plugin_add_options("subreaper", TEP_PLUGIN_OPTIONS);
	for (i = 0; i < sizeof(handlers) / sizeof(*handlers); i++)
		tep_register_event_handler(tep, -1, "subreaper", handlers[i].name,
					   handlers[i].handle, NULL);
	return 0;
}

/**
 * tep_plugin_unloader() - called before the plugin is unloaded
 * @tep: as tep_plugin_loader() was given
 */
void TEP_PLUGIN_UNLOADER(struct tep_handle *tep)
{
	size_t i;

	for (i = 0; i < sizeof(handlers) / sizeof(*handlers); i++)
		tep_unregister_event_handler(tep, -1, "subreaper", handlers[i].name,
					     handlers[i].handle, NULL);
	tep_plugin_remove_options(TEP_PLUGIN_OPTIONS);
}
