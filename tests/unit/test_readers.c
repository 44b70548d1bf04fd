// SPDX-License-Identifier: GPL-2.0-or-later
/* A child that reads may send anything, as it may have been taken over by the file. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../../tools/source/trace/reader.h"
#include "../../tools/source/trace/supervised.h"
#include "tap.h"

#define MS 1000000

/* What the child does, chosen by what it is asked for. */
enum play {
	TEXTS_WITHOUT_END = 1,
	WHOLE,
	DAMAGED,
	DAMAGED_AT_ONCE,
	SILENT_DEATH,
	KILLED,
	KILLED_AT_ONCE,
	HALF_A_PARCEL,
	TOO_LONG,
	TOO_SHORT,
	CROOKED,
	NO_SUCH_TYPE,
	NO_SUCH_KIND,
	TOO_MANY_STEPS,
	LONG_FILENAME,
	SENT_PROFILE,
	NO_REASON,
};

static void put(int out, uint32_t kind, const void *what, size_t size)
{
	struct parcel parcel = { .size = sizeof(parcel) + size, .kind = kind };
	char bytes[2 * PARCEL_MAX];

	memcpy(bytes, &parcel, sizeof(parcel));
	memcpy(bytes + sizeof(parcel), what, size);
	if (write(out, bytes, parcel.size) != (ssize_t)parcel.size)
		_exit(1);
}

static void put_texts_without_end(int out)
{
	static const enum event_type types[] = { EVENT_EXEC, EVENT_NOTE };
	struct event event;
	size_t i;

	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		memset(&event, 'x', sizeof(event));
		event.type = types[i];
		if (event.type == EVENT_EXEC)
			event.exec.filename.size = 0;
		put(out, PARCEL_EVENT, &event, sizeof(event));
	}
}

static void put_exits(int out)
{
	struct event event = { .type = EVENT_EXIT };

	for (event.end.tid = 1; event.end.tid <= 3; event.end.tid++) {
		event.time = event.end.tid * 10 * MS;
		put(out, PARCEL_EVENT, &event, sizeof(event));
	}
}

static void put_end(int out, int result, uint64_t position, const char *why)
{
	struct parcel_end end = { .position = position, .time = 35 * MS, .result = result };

	strcpy(end.why, why);
	put(out, PARCEL_END, &end, sizeof(end));
}

static void put_lie(int out, enum play play)
{
	struct event event = { .type = EVENT_WALK };

	event.walk.kept_steps = SUBREAPER_STEPS_MAX + 1;
	if (play == NO_SUCH_TYPE)
		event.type = EVENT_TYPES;
	if (play == SENT_PROFILE)
		event.type = EVENT_PROFILE;
	if (play == LONG_FILENAME) {
		event.type = EVENT_EXEC;
		event.exec.filename.size = SIZE_MAX;
	}
	put(out, play == NO_SUCH_KIND ? PARCEL_END + 1 : PARCEL_EVENT, &event, sizeof(event));
}

static void put_size(int out, uint32_t size)
{
	struct parcel parcel = { .size = size, .kind = PARCEL_EVENT };

	if (write(out, &parcel, sizeof(parcel)) != sizeof(parcel))
		_exit(1);
}

/* In place of that of source/trace/reader.c. */
void reader_main(int fd, unsigned int wanted, bool cut, int out)
{
	enum play play = wanted;

	(void)fd;
	(void)cut;
	if (play == TEXTS_WITHOUT_END)
		put_texts_without_end(out);
	else if (play != DAMAGED_AT_ONCE && play != KILLED_AT_ONCE)
		put_exits(out);
	if (play == WHOLE)
		put_end(out, 0, 0, "");
	if (play == DAMAGED || play == DAMAGED_AT_ONCE)
		put_end(out, -EBADMSG, play == DAMAGED ? 4711 : 0, "");
	if (play == NO_REASON)
		put_end(out, 1, 0, "because");
	if (play == KILLED || play == KILLED_AT_ONCE)
		raise(SIGKILL);
	if (play == HALF_A_PARCEL)
		put_size(out, PARCEL_MAX);
	if (play == TOO_LONG)
		put_size(out, PARCEL_MAX + 8);
	if (play == TOO_SHORT)
		put_size(out, 0);
	if (play == CROOKED)
		put_size(out, 17);
	if (play == NO_SUCH_TYPE || play == NO_SUCH_KIND || play == TOO_MANY_STEPS ||
	    play == LONG_FILENAME || play == SENT_PROFILE)
		put_lie(out, play);
	_exit(0);
}

static struct supervised *open_play(enum play play)
{
	int fd = memfd_create("trace", MFD_CLOEXEC);
	struct supervised *reader;

	if (fd < 0 || supervised_open(&reader, fd, play))
		exit(1);
	return reader;
}

static void test_texts(void)
{
	struct supervised *reader = open_play(TEXTS_WITHOUT_END);
	struct message why = { .text = "" };
	struct event event;

	check(supervised_next(reader, &event, &why) == 1 && event.type == EVENT_EXEC &&
		      strnlen(event.exec.comm, sizeof(event.exec.comm)) == SUBREAPER_COMM_LEN - 1,
	      "readers: a name without an end gets one");
	check(supervised_next(reader, &event, &why) == 1 && event.type == EVENT_NOTE &&
		      strnlen(event.note.host, sizeof(event.note.host)) == HOST_NAME_LEN - 1,
	      "readers: so does the name of a host");
	supervised_close(reader);
}

/* "TID TID ..." and why it ended, if not well. */
static const char *shown_of(enum play play)
{
	static char text[512];
	struct supervised *reader = open_play(play);
	struct message why = { .text = "" };
	struct event event;
	size_t length = 0;

	text[0] = '\0';
	while (supervised_next(reader, &event, &why) == 1)
		length += snprintf(text + length, 8, "%d ", event.end.tid);
	supervised_close(reader);
	snprintf(text + length, sizeof(text) - length, "%s", why.text);
	return text;
}

void test_readers(void)
{
	static const char damage[] =
		"1 2 3 it is damaged, after 0.030000 on its clock; the rest is not shown";

	test_texts();
	check_text(shown_of(WHOLE), "1 2 3 ", "readers: a whole trace ends without a word");
	check_text(shown_of(DAMAGED),
		   "1 2 3 it is damaged at byte 4711, after 0.035000 on its clock; "
		   "the rest is not shown",
		   "readers: damage is named with what comes before it");
	check_text(shown_of(DAMAGED_AT_ONCE), "it is damaged, and no part of it can be read",
		   "readers: a trace of which nothing can be read is not an empty one");
	check_text(shown_of(SILENT_DEATH), damage, "readers: an end that is not said is none");
	check_text(
		shown_of(KILLED),
		"1 2 3 the process that reads it was killed by signal 9 (Killed); the rest is not shown",
		"readers: a reader that is killed is not a damaged trace");
	check_text(shown_of(KILLED_AT_ONCE),
		   "the process that reads it was killed by signal 9 (Killed)",
		   "readers: nor is one that is killed before the first event");
	check_text(shown_of(HALF_A_PARCEL), damage, "readers: half a parcel is none");
	check_text(shown_of(TOO_LONG), damage, "readers: a parcel that is too long is none");
	check_text(shown_of(TOO_SHORT), damage, "readers: nor is one of no length");
	check_text(shown_of(CROOKED), damage, "readers: nor is one of an odd length");
	check_text(shown_of(NO_SUCH_TYPE), damage, "readers: a type that there is not is damage");
	check_text(shown_of(NO_SUCH_KIND), damage, "readers: so is a parcel of no kind");
	check_text(shown_of(TOO_MANY_STEPS), damage, "readers: so is a walk of too many steps");
	check_text(shown_of(LONG_FILENAME), damage, "readers: so is a file name beyond the parcel");
	check_text(shown_of(SENT_PROFILE), damage,
		   "readers: so is what only record itself adds to a trace");
	check_text(shown_of(NO_REASON), "1 2 3 because",
		   "readers: an error that is none is still one");
}
