// SPDX-License-Identifier: GPL-2.0-or-later
/* Values stand in the order in which the first line names them; later columns do no harm. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../base/escape.h"
#include "../model/words.h"
#include "view.h"

static size_t cut(char *line, char **words)
{
	size_t nr = 0;
	char *word;

	line[strcspn(line, "\n")] = '\0';
	while (nr < VIEW_COLUMNS_MAX && (word = strsep(&line, " ")))
		words[nr++] = word;
	return nr;
}

/**
 * view_begin() - begin to read a table
 * @view: to be ended with view_end()
 * @in: at its first line
 *
 * Return: 0, or -EPROTO when there is nothing
 */
int view_begin(struct view *view, FILE *in)
{
	size_t room = 0;

	*view = (struct view){ .in = in };
	if (getline(&view->head, &room, in) <= 0) {
		view_end(view);
		return -EPROTO;
	}
	view->nr = cut(view->head, view->names);
	return 0;
}

/**
 * view_next() - read the next line
 * @view: the table
 *
 * Return: 1; 0 at the end; -EINVAL for a line of another length than the first
 */
int view_next(struct view *view)
{
	if (getline(&view->line, &view->room, view->in) <= 0)
		return 0;
	return cut(view->line, view->values) == view->nr ? 1 : -EINVAL;
}

/**
 * view_end() - end reading; the stream stays open
 * @view: the table
 */
void view_end(struct view *view)
{
	free(view->head);
	free(view->line);
	*view = (struct view){ 0 };
}

static size_t place_of(const struct view *view, const char *name)
{
	size_t i;

	for (i = 0; i < view->nr && strcmp(view->names[i], name); i++)
		;
	return i;
}

/**
 * view_has() - is there such a column?
 * @view: the table
 * @name: of the column
 *
 * Return: the answer
 */
bool view_has(const struct view *view, const char *name)
{
	return place_of(view, name) < view->nr;
}

/**
 * view_text() - a value of the latest line
 * @view: the table
 * @name: of the column
 *
 * Return: the value; "-", which stands for none, when there is no such column
 */
const char *view_text(const struct view *view, const char *name)
{
	size_t place = place_of(view, name);

	return place < view->nr ? view->values[place] : "-";
}

/**
 * view_number() - a value that is a number
 * @view: the table
 * @name: of the column
 *
 * Return: the number; 0 when there is none
 */
uint64_t view_number(const struct view *view, const char *name)
{
	return strtoull(view_text(view, name), NULL, 10);
}

/**
 * view_comm() - a value that is a name
 * @view: the table
 * @name: of the column
 * @ret: room for SUBREAPER_COMM_LEN bytes; set to the name, "" when there is none
 */
void view_comm(const struct view *view, const char *name, char *ret)
{
	const char *value = view_text(view, name);

	memset(ret, 0, SUBREAPER_COMM_LEN);
	if (strcmp(value, "-") && !unescape_octal(value, strlen(value), ret, SUBREAPER_COMM_LEN))
		memset(ret, 0, SUBREAPER_COMM_LEN);
}

/**
 * view_steps() - the ancestors that were tried: PID:VERDICT,PID:VERDICT,+MORE
 * @view: the table, with a column steps
 * @ret: room for SUBREAPER_STEPS_MAX words; set to SUBREAPER_STEP() words
 *
 * Return: how many there are
 */
uint32_t view_steps(const struct view *view, uint32_t *ret)
{
	const char *text = view_text(view, "steps");
	uint32_t nr = 0;

	while (*text && nr < SUBREAPER_STEPS_MAX) {
		size_t length = strcspn(text, ",");
		const char *colon = memchr(text, ':', length);

		if (!colon)
			break;
		ret[nr++] = SUBREAPER_STEP(strtoul(text, NULL, 10),
					   number_of(verdict_words, colon + 1,
						     length - (colon + 1 - text)));
		text += length + (text[length] == ',');
	}
	return nr;
}

/**
 * view_task() - a line of tasks, as the event that tells the same
 * @view: the table
 *
 * Return: the event
 */
struct event view_task(const struct view *view)
{
	struct event event = { .type = EVENT_PROCESS };
	struct process_event *task = &event.process;

	task->pid = view_number(view, "pid");
	task->start = view_number(view, "start");
	task->parent_tgid = view_number(view, "ppid");
	task->parent_tid = view_number(view, "ptid");
	task->nspid = view_number(view, "nspid");
	task->level = view_number(view, "level");
	task->state = view_text(view, "state")[0];
	task->subreaper = view_number(view, "subreaper");
	task->has_subreaper = view_number(view, "has_subreaper");
	view_comm(view, "comm", task->comm);
	return event;
}

/**
 * view_walk() - a line of walks, as the event that tells the same
 * @view: the table
 * @steps: room for SUBREAPER_STEPS_MAX words, lent to the event
 *
 * Return: the event
 */
struct event view_walk(const struct view *view, uint32_t *steps)
{
	struct event event = { .type = EVENT_WALK, .time = view_number(view, "time") };
	const char *decision = view_text(view, "decision");
	struct walk_event *walk = &event.walk;

	walk->parent_tgid = view_number(view, "parent");
	walk->parent_tid = view_number(view, "parent_tid");
	walk->parent_start = view_number(view, "parent_start");
	walk->level = view_number(view, "level");
	walk->has_flag = view_number(view, "has_flag");
	walk->decision = number_of(decision_words, decision, strlen(decision));
	walk->adopter_tgid = view_number(view, "adopter");
	walk->adopter_tid = view_number(view, "adopter_tid");
	walk->adopter_start = view_number(view, "adopter_start");
	walk->children = view_number(view, "children");
	walk->nr_steps = view_number(view, "nr_steps");
	walk->kept_steps = view_steps(view, steps);
	walk->steps = steps;
	view_comm(view, "parent_comm", walk->parent_comm);
	view_comm(view, "adopter_comm", walk->adopter_comm);
	return event;
}
