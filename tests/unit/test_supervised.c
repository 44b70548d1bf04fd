// SPDX-License-Identifier: GPL-2.0-or-later
/* A child that was taken over by the file that it reads may send anything. */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "../../tools/source/reader.h"
#include "../../tools/source/supervised.h"
#include "tap.h"

static uint32_t put_event(char *to, const struct event *event)
{
	struct parcel parcel = { .size = sizeof(parcel) + sizeof(*event) };

	memcpy(to, &parcel, sizeof(parcel));
	memcpy(to + sizeof(parcel), event, sizeof(*event));
	return parcel.size;
}

/* In place of that of source/reader.c. */
void reader_main(const struct reader_task *task)
{
	static const enum event_type types[] = { EVENT_EXEC, EVENT_NOTE };
	struct full_block full = { .block = BLOCKS - 1 }, wrong;
	struct event event;
	size_t i;

	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		memset(&event, 'x', sizeof(event));
		event.type = types[i];
		full.used += put_event(task->exchange->blocks[BLOCKS - 1] + full.used, &event);
	}
	wrong = (struct full_block){ BLOCKS, full.used };
	_exit(write(task->out, &full, sizeof(full)) != sizeof(full) ||
	      write(task->out, &wrong, sizeof(wrong)) != sizeof(wrong));
}

void test_supervised(void)
{
	struct message why = { "" };
	struct supervised *reader;
	struct event event;
	int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);

	if (fd < 0 || supervised_open(&reader, fd, EVENTS_LIVES))
		exit(1);
	check(supervised_next(reader, &event, &why) == 1 && event.type == EVENT_EXEC &&
		      strnlen(event.exec.comm, sizeof(event.exec.comm)) == SUBREAPER_COMM_LEN - 1,
	      "supervised: a name without an end gets one");
	check(supervised_next(reader, &event, &why) == 1 && event.type == EVENT_NOTE &&
		      strnlen(event.note.host, sizeof(event.note.host)) == HOST_NAME_LEN - 1,
	      "supervised: so does the name of a host");
	check(supervised_next(reader, &event, &why) < 0 && strstr(why.text, "damaged"),
	      "supervised: a block that there is not is damage");
	supervised_close(reader);
}
