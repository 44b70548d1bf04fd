// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Reads a trace again and again, each time damaged in another way, as report does.
 *
 * Usage: damage FILE cuts COUNT SEED | flips COUNT SEED | swaps COUNT SEED
 *
 * Each time it must end within PATIENCE seconds of a processor, say at most one line of why, and
 * print nothing that a terminal could obey. What lies outside the damage must be there, unless the
 * damage is reported: see judge(). A crash of ours ends the program; it is built with the
 * sanitizers.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sanitizer/lsan_interface.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <trace-cmd.h>

#include "../../tools/render/rows/timeline.h"
#include "../../tools/source/trace/fields.h"
#include "../../tools/source/trace/input.h"

#define BLOCK		 4096
#define PATIENCE	 60
/* Of the clock, for a reader that waits and does nothing: others may have the processors meanwhile.
 */
#define PATIENCE_WAITING 600
#define CPUS_MAX	 64
/* A record has at least 8 bytes: so many are made up at most of a block that is damaged. */
#define ROWS_OF_A_BLOCK	 (BLOCK / 8)

struct file {
	char *bytes;
	size_t size;
	/* Whether it holds its pages as they were recorded, at places that are known. */
	bool plain;
};

/* An event, and where in the file its record is. */
struct row {
	struct event event;
	/* Of the texts that the event lends. */
	uint64_t texts;
	uint32_t steps[SUBREAPER_STEPS_MAX];
	uint64_t from;
	uint64_t until;
};

struct rows {
	struct row *rows;
	size_t nr;
};

/* Some blocks, of one or of two places; in a file that was cut, all behind the cut. */
struct harm {
	uint64_t places[2];
	uint64_t cut;
};

/* What the file holds when it is whole. */
static struct rows whole;

/* What came of all the readings. */
static struct {
	size_t readings;
	size_t whole;
	size_t partial;
	size_t refused;
	size_t events;
	size_t slow;
	size_t unexplained;
	size_t untold;
	size_t invented;
	size_t missing;
	size_t unprintable;
} tally;

static uint64_t random_state;

static uint64_t random_below(uint64_t limit)
{
	random_state = random_state * 6364136223846793005 + 1442695040888963407;
	return (random_state >> 16) % limit;
}

static struct file load(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat status;
	struct file file = { NULL, 0, false };

	if (fd < 0 || fstat(fd, &status)) {
		perror(path);
		exit(2);
	}
	file.size = status.st_size;
	file.bytes = malloc(file.size);
	if (!file.bytes || read(fd, file.bytes, file.size) != (ssize_t)file.size)
		exit(2);
	file.plain = !strcmp(file.bytes + strlen("\x17\x08\x44tracing"), "6");
	close(fd);
	return file;
}

/* A text lies elsewhere each time: what it says is kept as a number. */
static void take_text(struct row *row, struct event_text *text)
{
	size_t i;

	for (i = 0; i < text->size; i++)
		row->texts = (row->texts ^ (unsigned char)text->bytes[i]) * 0x100000001b3;
	text->bytes = NULL;
}

static void add_row(struct rows *rows, const struct event *event)
{
	struct row *row;

	if (!(rows->nr & (rows->nr - 1)))
		rows->rows = realloc(rows->rows, (2 * rows->nr + 1) * sizeof(*rows->rows));
	if (!rows->rows)
		exit(2);
	row = &rows->rows[rows->nr++];
	memset(row, 0, sizeof(*row));
	memcpy(&row->event, event, event_size(event->type));
	if (event->type == EVENT_EXEC) {
		take_text(row, &row->event.exec.filename);
	} else if (event->type == EVENT_PROFILE) {
		take_text(row, &row->event.profile.user);
		take_text(row, &row->event.profile.executable);
		take_text(row, &row->event.profile.command);
		take_text(row, &row->event.profile.cgroup);
	}
	if (event->type != EVENT_WALK)
		return;
	memcpy(row->steps, event->walk.steps, event->walk.kept_steps * sizeof(row->steps[0]));
	row->event.walk.steps = NULL;
}

static int render(struct input *input, FILE *out, struct rows *rows, struct message *why)
{
	struct terminal terminal = { .out = out, .width = 80, .utf8 = true };
	struct timeline_style style = { .walk = true, .tasks = true };
	struct clock clock = { .nr_hosts = 1 };
	struct timeline *timeline = timeline_begin(&terminal, &style, &clock);
	struct event event;
	int status;

	while ((status = input_next(input, &event, why)) > 0) {
		event.host = 0;
		if (event.type != EVENT_RECORDER)
			add_row(rows, &event);
		clock_note(&clock, &event);
		if (timeline_add(timeline, &event, true))
			exit(1);
	}
	timeline_end(timeline);
	return status;
}

/* A name from the trace may hold anything, and UTF-8 that is whole is printed as it is. */
static bool is_printable(const char *text, size_t length)
{
	size_t i;

	for (i = 0; i < length; i++) {
		unsigned char byte = text[i];

		if ((byte < ' ' && byte != '\n') || byte == 0x7f)
			return false;
	}
	return true;
}

static time_t processor_seconds(void)
{
	struct rusage own, children;

	getrusage(RUSAGE_SELF, &own);
	getrusage(RUSAGE_CHILDREN, &children);
	return own.ru_utime.tv_sec + own.ru_stime.tv_sec + children.ru_utime.tv_sec +
	       children.ru_stime.tv_sec;
}

static void count(int status, size_t events, const struct message *why)
{
	tally.readings++;
	tally.events += events;
	if (!status)
		tally.whole++;
	else if (events)
		tally.partial++;
	else
		tally.refused++;
	if (status && (!why->text[0] || strchr(why->text, '\n')))
		tally.unexplained++;
}

/* What report does, but that the text goes to memory. */
static int read_rows(const char *bytes, size_t size, struct rows *ret)
{
	int fd = memfd_create("damaged", MFD_CLOEXEC);
	time_t since = time(NULL), used = processor_seconds();
	struct message why = { .text = "" };
	struct input *input;
	char path[32], *text = NULL;
	size_t length;
	FILE *out;
	int status;

	if (fd < 0 || write(fd, bytes, size) != (ssize_t)size)
		exit(2);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	out = open_memstream(&text, &length);
	status = input_open(&input, path, TIMELINE_EVENTS | EVENTS_LIVES, &why);
	if (!status)
		status = render(input, out, ret, &why);
	input_close(input);
	fclose(out);
	tally.unprintable += !is_printable(text, length);
	free(text);
	close(fd);
	count(status, ret->nr, &why);
	tally.slow += processor_seconds() - used > PATIENCE ||
		      time(NULL) - since > PATIENCE_WAITING;
	return status;
}

/* Rows of one processor are in the order of its records, which several may share a time. */
static void place_rows(struct tracecmd_input *handle)
{
	struct tep_record *record;
	int cpu;

	for (cpu = 0; cpu < CPUS_MAX; cpu++) {
		size_t i = 0;

		while ((record = tracecmd_read_data(handle, cpu))) {
			while (i < whole.nr && (whole.rows[i].event.cpu != cpu ||
						whole.rows[i].event.time < record->ts))
				i++;
			for (size_t j = i; j < whole.nr && whole.rows[j].event.time <= record->ts;
			     j++) {
				struct row *row = &whole.rows[j];

				if (row->event.cpu != cpu || row->event.time != record->ts)
					continue;
				row->from = row->until ? row->from : record->offset;
				row->until = record->offset + record->record_size;
			}
			tracecmd_free_record(record);
		}
	}
}

/* The library forgets some bytes. */
static void find_places(const char *path)
{
	struct tracecmd_input *top;
	int i;

	__lsan_disable();
	top = tracecmd_open(path, TRACECMD_FL_LOAD_NO_PLUGINS);
	if (!top)
		exit(2);
	place_rows(top);
	for (i = 0; i < tracecmd_buffer_instances(top); i++) {
		struct tracecmd_input *instance = tracecmd_buffer_instance_handle(top, i);

		place_rows(instance);
		tracecmd_close(instance);
	}
	tracecmd_close(top);
	__lsan_enable();
}

static bool is_sound(const struct row *row, const struct harm *harm)
{
	size_t i;

	for (i = 0; i < 2; i++) {
		if (row->until > harm->places[i] && row->from < harm->places[i] + BLOCK)
			return false;
	}
	return row->until <= harm->cut;
}

/* How many were lost stands behind the records of a page, and may be cut off. */
static bool is_alike(const struct row *one, const struct row *other)
{
	struct event event = one->event;

	if (event.type == EVENT_LOST && other->event.type == EVENT_LOST && !event.lost.count)
		event.lost.count = other->event.lost.count;
	return !memcmp(&event, &other->event, sizeof(event)) && one->texts == other->texts &&
	       !memcmp(one->steps, other->steps, sizeof(one->steps));
}

/* The next row of a processor that the damage has left alone. */
static const struct row *next_sound(size_t *place, int cpu, const struct harm *harm)
{
	for (; *place < whole.nr; (*place)++) {
		if (whole.rows[*place].event.cpu == cpu && is_sound(&whole.rows[*place], harm))
			return &whole.rows[*place];
	}
	return NULL;
}

/*
 * Of each processor the rows outside the damage are there, in their order, but for the rest of a
 * file of which it is said that the rest is not shown. Others may come only of blocks that are
 * damaged; and of a file that was cut none, as what is not there cannot be read.
 */
static void judge(const struct rows *rows, int status, const struct harm *harm)
{
	size_t places[CPUS_MAX] = { 0 };
	size_t foreign = 0, i;
	int cpu;

	for (i = 0; i < rows->nr; i++) {
		const struct row *row = &rows->rows[i], *wanted;

		cpu = row->event.cpu % CPUS_MAX;
		wanted = next_sound(&places[cpu], cpu, harm);
		if (wanted && is_alike(row, wanted))
			places[cpu]++;
		else
			foreign++;
	}
	tally.invented += foreign > (harm->cut == UINT64_MAX ? 2 * ROWS_OF_A_BLOCK : 0);
	tally.untold += harm->cut != UINT64_MAX && !status;
	for (cpu = 0; cpu < CPUS_MAX && (!status || harm->cut != UINT64_MAX); cpu++) {
		if (next_sound(&places[cpu], cpu, harm)) {
			tally.missing++;
			return;
		}
	}
}

/* Where the rows stand in a compressed file is not known: there, any prefix will do. */
static void judge_compressed(const struct rows *rows, int status)
{
	size_t i;

	tally.untold += !status;
	for (i = 0; i < rows->nr; i++) {
		if (i == whole.nr || !is_alike(&rows->rows[i], &whole.rows[i])) {
			tally.invented++;
			return;
		}
	}
}

static void cut_at(const struct file *file, size_t size)
{
	struct harm harm = { .places = { UINT64_MAX, UINT64_MAX }, .cut = size };
	struct rows rows = { NULL, 0 };
	int status;

	status = read_rows(file->bytes, size, &rows);
	if (file->plain)
		judge(&rows, status, &harm);
	else
		judge_compressed(&rows, status);
	free(rows.rows);
}

static void cut(const struct file *file, unsigned long times)
{
	size_t size;

	for (size = BLOCK; size < file->size; size += BLOCK)
		cut_at(file, size);
	while (times--)
		cut_at(file, 1 + random_below(file->size - 1));
}

/* What the first part of a file says of the rest can make anything of that. */
static bool lies_among_records(const struct file *file, uint64_t place)
{
	return file->plain && whole.nr && place >= whole.rows[0].from - whole.rows[0].from % BLOCK;
}

static void read_harmed(const struct file *file, uint64_t one, uint64_t other)
{
	struct harm harm = { .places = { one, other }, .cut = UINT64_MAX };
	struct rows rows = { NULL, 0 };
	int status;

	status = read_rows(file->bytes, file->size, &rows);
	if (lies_among_records(file, one) && lies_among_records(file, other))
		judge(&rows, status, &harm);
	free(rows.rows);
}

static void flip(struct file *file, unsigned long times)
{
	while (times--) {
		size_t place = random_below(file->size);
		char bit = 1 << random_below(8);

		file->bytes[place] ^= bit;
		read_harmed(file, place - place % BLOCK, place - place % BLOCK);
		file->bytes[place] ^= bit;
	}
}

static void exchange(char *one, char *other)
{
	char block[BLOCK];

	memcpy(block, one, BLOCK);
	memmove(one, other, BLOCK);
	memcpy(other, block, BLOCK);
}

static void swap(struct file *file, unsigned long times)
{
	while (times--) {
		size_t one = random_below(file->size / BLOCK) * BLOCK;
		size_t other = random_below(file->size / BLOCK) * BLOCK;

		exchange(file->bytes + one, file->bytes + other);
		read_harmed(file, one, other);
		exchange(file->bytes + one, file->bytes + other);
	}
}

static size_t report(const char *what, size_t nr)
{
	if (nr)
		printf("# %zu %s\n", nr, what);
	return nr;
}

int main(int argc, char **argv)
{
	unsigned long times = argc > 3 ? strtoul(argv[3], NULL, 0) : 0;
	struct file file;
	size_t faults;

	if (argc < 4)
		return 2;
	file = load(argv[1]);
	random_state = argc > 4 ? strtoull(argv[4], NULL, 0) : 1;
	if (read_rows(file.bytes, file.size, &whole) || !whole.nr)
		return 2;
	memset(&tally, 0, sizeof(tally));
	if (file.plain)
		find_places(argv[1]);
	if (!strcmp(argv[2], "cuts"))
		cut(&file, times);
	else if (!strcmp(argv[2], "flips"))
		flip(&file, times);
	else
		swap(&file, times);
	printf("# %zu readings: %zu whole, %zu in part, %zu not at all; %zu events\n",
	       tally.readings, tally.whole, tally.partial, tally.refused, tally.events);
	faults = report("too slow", tally.slow);
	faults += report("without one line that explains", tally.unexplained);
	faults += report("cut, and not said to be", tally.untold);
	faults += report("with events that are not in the file", tally.invented);
	faults += report("without events that are in the file", tally.missing);
	faults += report("with bytes that are not for a terminal", tally.unprintable);
	free(whole.rows);
	free(file.bytes);
	return faults || !tally.readings;
}
