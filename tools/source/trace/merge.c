// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Several traces as one. Each has its own clock, and a note by record with the offset to the wall
 * clock, which is used to order them.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "input.h"
#include "merge.h"

struct stream {
	struct input *input;
	int64_t wall_offset;
	/*
	 * The next event of a trace, unless it has ended; its steps and texts stay valid while
	 * others are read.
	 */
	struct event next;
	uint32_t steps[SUBREAPER_STEPS_MAX];
	char texts[4][EVENT_TEXT_MAX];
	bool ended;
};

struct merge {
	/* The stream of the event returned last, which is lent until the next is asked for. */
	struct stream *lender;
	size_t nr;
	struct stream streams[];
};

/**
 * merge_find_note() - what record wrote into a trace
 * @path: of the trace
 * @ret: set to the note
 * @why: explains an error in one line
 *
 * Return: 0, -ENODATA when there is none, or a -errno
 */
int merge_find_note(const char *path, struct note_event *ret, struct message *why)
{
	struct input *input;
	struct event event;
	int status;

	status = input_open(&input, path, 0, why);
	if (status)
		return status;
	do {
		status = input_next(input, &event, why);
	} while (status == 1 && event.type != EVENT_NOTE);
	input_close(input);
	if (status == 1)
		*ret = event.note;
	else if (!status)
		status = message_set(why, -ENODATA,
				     "%s has no wall-clock offset: show it alone, without --time",
				     path);
	return status < 0 ? status : 0;
}

static void own_text(struct event_text *text, char *place)
{
	if (text->size)
		text->bytes = memcpy(place, text->bytes, text->size);
}

static void own_texts(struct stream *stream)
{
	struct profile_event *profile = &stream->next.profile;

	if (stream->next.type == EVENT_EXEC) {
		own_text(&stream->next.exec.filename, stream->texts[0]);
	} else if (stream->next.type == EVENT_PROFILE) {
		own_text(&profile->user, stream->texts[0]);
		own_text(&profile->executable, stream->texts[1]);
		own_text(&profile->command, stream->texts[2]);
		own_text(&profile->cgroup, stream->texts[3]);
	}
}

static int advance(struct stream *stream, uint8_t host, struct message *why)
{
	int status = input_next(stream->input, &stream->next, why);

	stream->ended = status != 1;
	stream->next.host = host;
	if (status == 1 && stream->next.type == EVENT_WALK && stream->next.walk.kept_steps) {
		memcpy(stream->steps, stream->next.walk.steps,
		       stream->next.walk.kept_steps * sizeof(*stream->steps));
		stream->next.walk.steps = stream->steps;
	}
	if (status == 1)
		own_texts(stream);
	return status < 0 ? status : 0;
}

static uint64_t wall_time(const struct stream *stream)
{
	return stream->next.time + (uint64_t)stream->wall_offset;
}

/* Events without a time are passed on at once. */
static bool is_before(const struct stream *one, const struct stream *other)
{
	if (!event_has_time(&other->next))
		return false;
	return !event_has_time(&one->next) || wall_time(one) < wall_time(other);
}

static struct stream *find_earliest(struct merge *merge)
{
	struct stream *found = NULL;
	size_t i;

	for (i = 0; i < merge->nr; i++) {
		struct stream *stream = &merge->streams[i];

		if (!stream->ended && (!found || is_before(stream, found)))
			found = stream;
	}
	return found;
}

static int add_stream(struct merge *merge, const char *path, unsigned int wanted,
		      const struct note_event *note, struct message *why)
{
	struct stream *stream = &merge->streams[merge->nr];
	int err = input_open(&stream->input, path, wanted, why);

	if (err)
		return err;
	stream->wall_offset = note->wall_offset;
	return advance(stream, merge->nr++, why);
}

/**
 * merge_open() - begin to read traces
 * @ret: set to the merge, to be closed with merge_close(); NULL on error
 * @paths: of the traces, which must live as long as the merge
 * @notes: what record wrote into each; may be all 0 for a single one
 * @nr: how many, 1 to TRACES_MAX
 * @wanted: EVENT_BIT() of the types that are of interest, as for input_open()
 * @why: explains an error in one line
 *
 * Return: 0 or a -errno
 */
int merge_open(struct merge **ret, const char * const *paths, const struct note_event *notes,
	       size_t nr, unsigned int wanted, struct message *why)
{
	struct merge *merge = calloc(1, sizeof(*merge) + nr * sizeof(merge->streams[0]));
	int err = 0;
	size_t i;

	*ret = NULL;
	if (!merge)
		return message_set(why, -ENOMEM, "out of memory");
	for (i = 0; !err && i < nr; i++)
		err = add_stream(merge, paths[i], wanted, &notes[i], why);
	if (err)
		merge_close(merge);
	else
		*ret = merge;
	return err;
}

/**
 * merge_next() - the next event in the order of the wall clock
 * @ret: filled in; what it lends is lent until the next call
 * @why: explains an error in one line that names the file
 *
 * Return: 1; 0 at the end of all; or a -errno, after which the other traces can be read on
 */
int merge_next(struct merge *merge, struct event *ret, struct message *why)
{
	struct stream *lender = merge->lender;
	int err = 0;

	merge->lender = NULL;
	if (lender)
		err = advance(lender, lender - merge->streams, why);
	if (err)
		return err;
	merge->lender = find_earliest(merge);
	if (!merge->lender)
		return 0;
	*ret = merge->lender->next;
	return 1;
}

/**
 * merge_close() - end reading
 * @merge: which, or NULL
 */
void merge_close(struct merge *merge)
{
	size_t i;

	for (i = 0; merge && i < merge->nr; i++)
		input_close(merge->streams[i].input);
	free(merge);
}
