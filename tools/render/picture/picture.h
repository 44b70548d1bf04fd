/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A trace as a whole, in the formats that show it to the eye. */
#ifndef RENDER_PICTURE_H
#define RENDER_PICTURE_H

#include "../../base/terminal/terminal.h"
#include "../../base/terminal/writer.h"
#include "../../model/story/diagnosis.h"
#include "../../model/story/scene.h"
#include "../../model/story/stories.h"
#include "../../model/trace/summary.h"
#include "../text/clock.h"

/**
 * struct picture - what is to be shown
 * @terminal: where it goes, which shows UTF-8
 * @clock: what times mean
 * @scene: processes and what happened to them, concluded
 * @forest: the processes in it, concluded
 * @diagnosis: the trouble in it, concluded
 * @stories: what happened to them in more detail
 * @loss: what the trace lacks
 * @complete: whether it could be read to its end
 * @rows: a table of what happened, as rows_html writes it
 * @rows_length: of that, in bytes
 * @rows_left_out: how many of what happened are not in it
 */
struct picture {
	const struct terminal *terminal;
	const struct clock *clock;
	const struct scene *scene;
	struct forest *forest;
	const struct diagnosis *diagnosis;
	const struct stories *stories;
	const struct trace_loss *loss;
	bool complete;
	const char *rows;
	size_t rows_length;
	size_t rows_left_out;
};

/* The most rows that a page has in its table. */
#define PAGE_ROWS 2000

/* Each returns 0 or -ENOMEM; errors of writing show when the stream is closed. */
typedef int picture_format(struct writer *writer, const struct picture *picture);

picture_format picture_dot;
picture_format picture_svg;
picture_format picture_html;
picture_format picture_perfetto;

#endif /* RENDER_PICTURE_H */
