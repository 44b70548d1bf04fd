// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <string.h>

#include "../../model/process/lineage.h"
#include "../explain/explain.h"
#include "../explain/explanation.h"
#include "page_explained.h"

/* Explaining a process looks at its ancestors; a forged trace may have 100,000 of them. */
#define CLIMBS_MAX 10000000

/**
 * page_explained_init() - get ready to explain
 * @explained: set, but for the room; it must not move until it is freed
 * @picture: of the page
 *
 * Return: 0 or -ENOMEM
 */
int page_explained_init(struct page_explained *explained, const struct picture *picture)
{
	explained->picture = picture;
	explained->climbs = CLIMBS_MAX;
	lineage_find_movers(&picture->forest->table);
	memstream_open(&explained->printed);
	return explained->printed.failed ? -ENOMEM : 0;
}

/**
 * page_explained_deinit() - free it
 */
void page_explained_deinit(struct page_explained *explained)
{
	memstream_close(&explained->printed);
	memstream_deinit(&explained->printed);
}

/* A line is a sentence with its heading, or a row of a table. */
static int put_lines(const struct memstream *printed, struct json *json, struct strings *texts)
{
	const char *line = printed->bytes, *end = printed->bytes + printed->length;

	while (line < end) {
		size_t length = (const char *)memchr(line, '\n', end - line) - line;
		size_t number = strings_number(texts, line, length);

		if (number == STRING_NONE)
			return -ENOMEM;
		json_unsigned(json, number);
		line += length + 1;
	}
	return 0;
}

/**
 * page_explained_put() - write the lines of what explain prints, by the numbers of their texts
 * @process: which process
 * @json: where, in a list
 * @texts: to which the lines are added
 *
 * Return: 0 or -ENOMEM
 */
int page_explained_put(struct page_explained *explained, struct process *process, struct json *json,
		       struct strings *texts)
{
	const struct picture *picture = explained->picture;
	struct memstream *printed = &explained->printed;
	struct terminal terminal = { .out = printed->out, .width = SIZE_MAX, .utf8 = true };
	struct process *subject = process->thread_of ? process->thread_of : process;
	const struct story *story = stories_of(picture->stories, subject->pid);
	const struct explanation explanation = {
		&terminal, picture->clock, picture->forest, story, subject, &explained->memo,
	};

	if (story_conclude(story, picture->forest, subject))
		return -ENOMEM;
	if (subject->has_movers)
		lineage_find_escaped(&picture->forest->table, subject);
	else
		picture->forest->table.nr_escaped = 0;
	printed->length = 0;
	explain_one(&explanation, picture->complete);
	if (memstream_flush(printed))
		return -ENOMEM;
	explained->nr++;
	return put_lines(printed, json, texts);
}
