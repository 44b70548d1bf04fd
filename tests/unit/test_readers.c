// SPDX-License-Identifier: GPL-2.0-or-later
/* Children that read may send anything, as they may have been taken over by the file. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../../tools/source/reader.h"
#include "../../tools/source/readers.h"
#include "tap.h"

#define MS 1000000
/* Both die at 50 ms, the first one first; nothing is told after that. */
#define KILLED_PARTS                                  \
	"100 101 201 300 301 401 500 it is damaged, " \
	"after 0.050000 on its clock; the rest is not shown"

/* What the children do, told by what they are asked for; a part means the first of two. */
enum play {
	TEXTS_WITHOUT_END = 1,
	IN_TURNS,
	DAMAGED_PART,
	DEAD_PART,
	SILENT_PART,
	EMPTY_PARTS,
	KILLED_BEFORE_TELLING,
	KILLED_AFTER_TELLING,
};

static void put(const struct reader_task *task, struct full_block *full, enum parcel_kind kind,
		const void *what, size_t size)
{
	char *to = task->exchange->blocks[full->block] + full->used;
	struct parcel parcel = {
		.size = sizeof(parcel) + size,
		.kind = kind,
		.order = task->exchange->order,
	};

	memcpy(to, &parcel, sizeof(parcel));
	memcpy(to + sizeof(parcel), what, size);
	full->used += parcel.size;
}

static void tell(const struct reader_task *task, const struct full_block *full)
{
	if (write(task->out, full, sizeof(*full)) != sizeof(*full))
		_exit(1);
}

static void send_texts_without_end(const struct reader_task *task)
{
	static const enum event_type types[] = { EVENT_EXEC, EVENT_NOTE };
	struct full_block full = { .block = BLOCKS - 1 }, wrong = { .block = BLOCKS };
	struct event event;
	size_t i;

	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		memset(&event, 'x', sizeof(event));
		event.type = types[i];
		put(task, &full, PARCEL_EVENT, &event, sizeof(event));
	}
	tell(task, &full);
	tell(task, &wrong);
}

/* The first part at 10, 30, 50, the other one at 10, 20, 30 ms and so on; tid: 10 * time + part. */
static void send_turns(const struct reader_task *task, struct full_block *full)
{
	uint64_t time;

	for (time = 10; time <= 50; time += task->job.part ? 10 : 20) {
		struct event event = { .time = time * MS, .type = EVENT_EXIT };

		event.end.tid = time * 10 + task->job.part;
		task->exchange->order = event.time;
		put(task, full, PARCEL_EVENT, &event, sizeof(event));
	}
}

static void send_part(const struct reader_task *task, enum play play)
{
	struct full_block full = { .block = 0 };
	struct parcel_end end = { .result = 0 };

	if (task->job.part || play == IN_TURNS) {
		send_turns(task, &full);
	} else {
		task->exchange->order = 25 * MS;
		if (play == DEAD_PART)
			_exit(1);
		if (play == SILENT_PART)
			put(task, &full, PARCEL_NOTHING, NULL, 0);
		else
			end = (struct parcel_end){ .position = 4711, .result = -EBADMSG };
	}
	put(task, &full, PARCEL_END, &end, sizeof(end));
	tell(task, &full);
}

static void send_nothing(const struct reader_task *task)
{
	struct full_block full = { .block = 0 };

	put(task, &full, PARCEL_END, &(struct parcel_end){ 0 }, sizeof(struct parcel_end));
	tell(task, &full);
}

/* What it was filling is left in the exchange, whether it had told of that or not. */
static void be_killed(const struct reader_task *task, enum play play)
{
	struct full_block full = { .block = 0 };

	send_turns(task, &full);
	task->exchange->filling = full;
	if (play == KILLED_AFTER_TELLING)
		tell(task, &full);
	raise(SIGKILL);
}

/* In place of that of source/reader.c. */
void reader_main(const struct reader_task *task)
{
	enum play play = task->job.wanted;

	if (play == TEXTS_WITHOUT_END)
		send_texts_without_end(task);
	else if (play == EMPTY_PARTS)
		send_nothing(task);
	else if (play == KILLED_BEFORE_TELLING || play == KILLED_AFTER_TELLING)
		be_killed(task, play);
	else
		send_part(task, play);
	_exit(0);
}

static struct readers *open_play(enum play play, const char *nr)
{
	struct readers *readers;
	int fd = memfd_create("trace", MFD_CLOEXEC);

	setenv("SUBREAPER_TRACE_READERS", nr, 1);
	if (fd < 0 || readers_open(&readers, fd, play))
		exit(1);
	unsetenv("SUBREAPER_TRACE_READERS");
	return readers;
}

static void test_texts(void)
{
	struct readers *readers = open_play(TEXTS_WITHOUT_END, "1");
	struct message why = { "" };
	struct event event;

	check(readers_next(readers, &event, &why) == 1 && event.type == EVENT_EXEC &&
		      strnlen(event.exec.comm, sizeof(event.exec.comm)) == SUBREAPER_COMM_LEN - 1,
	      "readers: a name without an end gets one");
	check(readers_next(readers, &event, &why) == 1 && event.type == EVENT_NOTE &&
		      strnlen(event.note.host, sizeof(event.note.host)) == HOST_NAME_LEN - 1,
	      "readers: so does the name of a host");
	check(readers_next(readers, &event, &why) < 0 && strstr(why.text, "damaged"),
	      "readers: a block that there is not is damage");
	readers_close(readers);
}

/* "TID TID ..." and why it ended, if not well. */
static const char *told_by(enum play play)
{
	static char text[512];
	struct readers *readers = open_play(play, "2");
	struct message why = { "" };
	struct event event;
	size_t length = 0;

	text[0] = '\0';
	while (readers_next(readers, &event, &why) == 1)
		length += snprintf(text + length, 8, "%d ", event.end.tid);
	readers_close(readers);
	snprintf(text + length, sizeof(text) - length, "%s", why.text);
	return text;
}

void test_readers(void)
{
	test_texts();
	check_text(told_by(IN_TURNS), "100 101 201 300 301 401 500 501 ",
		   "readers: two parts come in one order of time, the first part first");
	check_text(told_by(DAMAGED_PART),
		   "101 201 it is damaged at byte 4711, after 0.025000 on its clock; "
		   "the rest is not shown",
		   "readers: another part is told up to the damage");
	check_text(told_by(DEAD_PART),
		   "101 201 it is damaged, after 0.025000 on its clock; the rest is not shown",
		   "readers: up to the death of one as well");
	check_text(told_by(SILENT_PART), "101 201 301 401 501 ",
		   "readers: a part may have nothing to tell");
	check_text(told_by(EMPTY_PARTS), "", "readers: parts may be empty");
	check_text(told_by(KILLED_BEFORE_TELLING), KILLED_PARTS,
		   "readers: what a killed part was filling is not lost");
	check_text(told_by(KILLED_AFTER_TELLING), KILLED_PARTS, "readers: nor told twice");
}
