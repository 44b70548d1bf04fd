// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Any text as a trace, through all that is made of one: the timeline, the rows, the counts, the
 * forest, the trouble in it, the story of the last orphan, and pictures.
 */
#include <locale.h>
#include <string.h>

#include "../../tools/model/forest/counterfactual.h"
#include "../../tools/model/forest/inference.h"
#include "../../tools/model/trace/summary.h"
#include "../../tools/render/rows/columns.h"
#include "../../tools/render/explain/diagnosis.h"
#include "../../tools/render/explain/explain.h"
#include "../../tools/render/picture/picture.h"
#include "../../tools/render/rows/rows.h"
#include "../../tools/render/rows/timeline.h"
#include "../../tools/source/trace/text.h"
#include "fuzz.h"

/* What is made of the trace while it is read. */
struct pass {
	struct clock clock;
	struct summary summary;
	struct forest forest;
	struct inference inference;
	struct diagnosis diagnosis;
	struct story story;
	struct timeline *timeline;
	struct rows *rows;
	struct scene *scene;
	struct stories stories;
	int32_t last;
};

static void take(struct pass *pass, const struct event *event)
{
	must(!story_add(&pass->story, &pass->forest, event));
	must(!diagnosis_add(&pass->diagnosis, &pass->forest, event));
	if (event->type == EVENT_REPARENT)
		pass->last = event->reparent.child;
	if (pass->timeline)
		must(!timeline_add(pass->timeline, event, true));
	if (pass->rows)
		must(!rows_learn(pass->rows, event) && !rows_add(pass->rows, event));
	if (pass->scene) {
		must(!scene_add(pass->scene, &pass->forest, event, true, true));
		must(!stories_add(&pass->stories, &pass->forest, event));
	}
}

static void read_trace(struct pass *pass, const uint8_t *data, size_t size)
{
	FILE *in = fmemopen((void *)data, size, "r");
	size_t number = 0;
	size_t nr = 0;
	struct message why;
	struct event event;

	must(in);
	while (nr++ < FUZZ_EVENTS_MAX && text_next(in, &number, &event, &why) == 1) {
		summary_add(&pass->summary, &event);
		clock_note(&pass->clock, &event);
		must(!inference_apply(&pass->inference, &pass->forest, &event));
		take(pass, &event);
		while (inference_next(&pass->inference, &event)) {
			must(!forest_apply(&pass->forest, &event));
			take(pass, &event);
		}
	}
	fclose(in);
	must(!forest_conclude(&pass->forest));
	must(!diagnosis_conclude(&pass->diagnosis, &pass->forest));
}

static void forget(struct pass *pass)
{
	stories_deinit(&pass->stories);
	story_deinit(&pass->story);
	diagnosis_deinit(&pass->diagnosis);
	forest_deinit(&pass->forest);
	inference_deinit(&pass->inference);
}

static int32_t read_as_lines(const uint8_t *data, size_t size)
{
	struct terminal terminal = fuzz_terminal(size & 1);
	struct timeline_style style = { .walk = true, .tasks = true, .flows = size & 2 };
	struct pass pass = { .clock.nr_hosts = 1, .forest.table.forgets = size & 4 };

	pass.timeline = timeline_begin(&terminal, &style, &pass.clock);
	must(pass.timeline);
	read_trace(&pass, data, size);
	timeline_end(pass.timeline);
	fputc('\n', terminal.out);
	diagnosis_render(&terminal, &pass.clock, &pass.diagnosis, &pass.forest, true);
	fuzz_check_output(&terminal);
	forget(&pass);
	return pass.last;
}

static void read_as_rows(const uint8_t *data, size_t size, int32_t pid)
{
	struct terminal terminal = fuzz_terminal(true);
	struct pass pass = {
		.clock.nr_hosts = 1,
		.forest.table = { .forgets = size & 8, .remembered = pid },
		.story.pid = pid,
	};
	struct process *process;
	struct columns columns;

	columns_all(&columns);
	pass.rows =
		rows_begin(size & 4 ? &rows_ndjson : &rows_text, &terminal, &columns, &pass.clock);
	must(pass.rows);
	read_trace(&pass, data, size);
	rows_end(pass.rows, &pass.summary.loss, true);
	process = process_latest(&pass.forest.table, pid);
	if (process && !story_conclude(&pass.story, &pass.forest, process))
		explain_render(&terminal, &pass.clock, &pass.forest, &pass.story, process,
			       size & 8);
	fuzz_check_output(&terminal);
	forget(&pass);
}

static void draw(struct pass *pass, const struct terminal *terminal, picture_format *format)
{
	static struct writer writer;
	struct picture picture = {
		.terminal = terminal,
		.clock = &pass->clock,
		.scene = pass->scene,
		.forest = &pass->forest,
		.diagnosis = &pass->diagnosis,
		.stories = &pass->stories,
		.loss = &pass->summary.loss,
		.rows = "",
	};

	writer_init(&writer, terminal->out);
	must(!format(&writer, &picture));
	writer_flush(&writer);
}

/* That of Perfetto is no text, and is only to be written without harm. */
static void draw_binary(struct pass *pass)
{
	struct terminal terminal = { .out = fopen("/dev/null", "w"), .utf8 = true };

	must(terminal.out);
	draw(pass, &terminal, picture_perfetto);
	fclose(terminal.out);
}

static void read_as_picture(const uint8_t *data, size_t size)
{
	struct terminal terminal = fuzz_terminal(true);
	struct scene scene = { 0 };
	struct pass pass = { .clock.nr_hosts = 1, .scene = &scene };

	read_trace(&pass, data, size);
	must(!scene_conclude(&scene, &pass.forest, &pass.summary.recorder));
	draw(&pass, &terminal, size & 1 ? picture_html : picture_dot);
	draw_binary(&pass);
	fuzz_check_output(&terminal);
	scene_deinit(&scene);
	forget(&pass);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	setlocale(LC_CTYPE, "C.UTF-8");
	setenv("TZ", "UTC", 1);
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!size)
		return 0;
	read_as_rows(data, size, read_as_lines(data, size));
	read_as_picture(data, size);
	return 0;
}
