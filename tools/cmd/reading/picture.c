// SPDX-License-Identifier: GPL-2.0-or-later
/* The formats for which a trace has to be read to its end before anything can be written. */
#include <stdlib.h>

#include "../../base/memory/memstream.h"
#include "../../model/trace/sight.h"
#include "../../render/rows/rows.h"
#include "../options/complain.h"
#include "../options/filters.h"
#include "following.h"
#include "../options/output.h"
#include "picture.h"
#include "tracefile.h"
#include "tracerows.h"

/* All that is gathered while the trace is read. */
struct drawing {
	struct following following;
	struct diagnosis diagnosis;
	struct scene scene;
	struct stories stories;
	bool explains;
};

/* How many there were, also of those for which a page has no room. */
static size_t rows_met;

/* What report shows without being asked for more. */
static bool is_row(const struct event *event)
{
	return event->type != EVENT_PROCESS &&
	       (event->type != EVENT_WALK || walk_has_line(&event->walk)) &&
	       filters_pass(event, tracefile_clock()) && ++rows_met <= PAGE_ROWS;
}

static int add_event(struct drawing *drawing, const struct event *event)
{
	struct forest *forest = &drawing->following.forest;
	const struct clock *clock = tracefile_clock();
	bool wanted = filters_pass(event, clock);
	int err;

	err = scene_add(&drawing->scene, forest, event, filters_in_time(event, clock), wanted);
	if (!err && drawing->explains)
		err = stories_add(&drawing->stories, forest, event);
	return err ? err : diagnosis_add(&drawing->diagnosis, forest, event);
}

static int read_trace(struct drawing *drawing)
{
	struct following *following = &drawing->following;
	struct event event;
	int status;

	while (following_next(following, &event))
		following->err = add_event(drawing, &event);
	status = following_conclude(following);
	if (!status &&
	    (diagnosis_conclude(&drawing->diagnosis, &following->forest) ||
	     scene_conclude(&drawing->scene, &following->forest, &tracefile_summary()->recorder)))
		status = complain(EX_FAILED, "out of memory");
	return status;
}

/* For more processes dot takes minutes. */
#define DOT_MAX 500

static int note_size(const struct picture *picture)
{
	struct folding folding;
	struct sight sight = { NULL };
	int err = folding_of(&folding, picture->scene);

	if (!err)
		err = sight_of(&sight, &folding, SIZE_MAX);
	if (!err && sight.nr > DOT_MAX)
		note("dot needs many minutes to draw %zu processes; --pid, --comm, --adopter and "
		     "--since choose some",
		     sight.nr);
	sight_deinit(&sight);
	folding_deinit(&folding);
	return err;
}

static int write_picture(picture_format *format, const struct picture *picture)
{
	struct writer *writer = malloc(sizeof(*writer));
	int err;

	if (!picture->scene->nr_lives)
		filters_note_nothing(
			"there is nothing to show: no adoption, and no flag set or cleared");
	if (!writer)
		return complain(EX_FAILED, "out of memory");
	writer_init(writer, picture->terminal->out);
	err = format == picture_dot ? note_size(picture) : 0;
	if (!err)
		err = format(writer, picture);
	writer_flush(writer);
	free(writer);
	return err ? complain(EX_FAILED, "out of memory") : output_close();
}

static void drawing_deinit(struct drawing *drawing)
{
	stories_deinit(&drawing->stories);
	scene_deinit(&drawing->scene);
	diagnosis_deinit(&drawing->diagnosis);
	following_deinit(&drawing->following);
}

/*
 * Rows are in the order of report, not of the forest, so the trace is read once for each. They come
 * first, so they are kept in memory until the picture is known.
 */
static int write_rows(const struct terminal *terminal, const struct columns *columns,
		      struct memstream *ret)
{
	struct terminal memory = *terminal;
	struct rows *rows = NULL;
	int status;

	memstream_open(ret);
	memory.out = ret->out;
	if (memory.out)
		rows = rows_begin(&rows_html, &memory, columns, tracefile_clock());
	status = rows ? tracerows_write(rows, is_row) : complain(EX_FAILED, "out of memory");
	if (memstream_close(ret) && !status)
		status = complain(EX_FAILED, "out of memory");
	return status ? status : tracefile_rewind();
}

/**
 * picture_draw() - read the trace that the user named, and show it as a whole
 * @format: how
 * @columns: of a table beside it; NULL for none
 *
 * Return: exit code; a message was printed when it is not EX_OK
 */
int picture_draw(picture_format *format, const struct columns *columns)
{
	struct drawing drawing = { .explains = columns };
	struct terminal terminal = output_plain();
	struct picture picture = {
		.terminal = &terminal,
		.clock = tracefile_clock(),
		.scene = &drawing.scene,
		.forest = &drawing.following.forest,
		.diagnosis = &drawing.diagnosis,
		.stories = &drawing.stories,
		.loss = &tracefile_summary()->loss,
	};
	struct memstream rows = { NULL };
	int status;

	terminal.utf8 = true;
	status = columns ? write_rows(&terminal, columns, &rows) : EX_OK;
	picture.rows = rows.bytes;
	picture.rows_length = rows.length;
	picture.rows_left_out = rows_met > PAGE_ROWS ? rows_met - PAGE_ROWS : 0;
	if (!status)
		status = read_trace(&drawing);
	picture.complete = !tracefile_is_damaged();
	if (!status)
		status = write_picture(format, &picture);
	drawing_deinit(&drawing);
	memstream_deinit(&rows);
	return status;
}
