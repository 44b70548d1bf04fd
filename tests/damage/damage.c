// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Reads a trace again and again, each time damaged in another way, as report does.
 *
 * Usage: damage FILE cuts | flips COUNT SEED | swaps COUNT SEED
 *
 * Each time it must end within PATIENCE seconds of a processor, in a few MB, and say at most one
 * line of why. A crash of ours ends the program; it is built with the sanitizers.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "../../tools/render/timeline.h"
#include "../../tools/source/input.h"

#define BLOCK		 4096
#define PATIENCE	 60
/* Of the clock, for who waits and does nothing: others may have the processors meanwhile. */
#define PATIENCE_WAITING 600

struct file {
	char *bytes;
	size_t size;
};

/* What came of all the readings. */
static struct {
	size_t readings;
	size_t whole;
	size_t partial;
	size_t refused;
	size_t events;
	size_t slow;
	size_t unexplained;
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
	struct file file = { NULL, 0 };

	if (fd < 0 || fstat(fd, &status)) {
		perror(path);
		exit(2);
	}
	file.size = status.st_size;
	file.bytes = malloc(file.size);
	if (!file.bytes || read(fd, file.bytes, file.size) != (ssize_t)file.size)
		exit(2);
	close(fd);
	return file;
}

static int render(struct input *input, FILE *out, struct message *why, size_t *events)
{
	struct terminal terminal = { .out = out, .width = 80, .utf8 = true };
	struct timeline_style style = { .walk = true, .tasks = true };
	struct clock clock = { .nr_hosts = 1 };
	struct timeline *timeline = timeline_begin(&terminal, &style, &clock);
	struct event event;
	int status;

	while ((status = input_next(input, &event, why)) > 0) {
		event.host = 0;
		clock_note(&clock, &event);
		if (timeline_add(timeline, &event, true))
			exit(1);
		(*events)++;
	}
	timeline_end(timeline);
	return status;
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

static time_t processor_seconds(void)
{
	struct rusage own, children;

	getrusage(RUSAGE_SELF, &own);
	getrusage(RUSAGE_CHILDREN, &children);
	return own.ru_utime.tv_sec + own.ru_stime.tv_sec + children.ru_utime.tv_sec +
	       children.ru_stime.tv_sec;
}

/* The rendered text goes to memory, as nobody looks at it. */
static void read_damaged(const char *bytes, size_t size)
{
	int fd = memfd_create("damaged", MFD_CLOEXEC);
	time_t since = time(NULL), used = processor_seconds();
	struct message why = { "" };
	struct input *input;
	char path[32], *text = NULL;
	size_t length, events = 0;
	FILE *out;
	int status;

	if (fd < 0 || write(fd, bytes, size) != (ssize_t)size)
		exit(2);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	out = open_memstream(&text, &length);
	status = input_open(&input, path, TIMELINE_EVENTS, &why);
	if (!status)
		status = render(input, out, &why, &events);
	input_close(input);
	fclose(out);
	free(text);
	close(fd);
	count(status, events, &why);
	tally.slow += processor_seconds() - used > PATIENCE ||
		      time(NULL) - since > PATIENCE_WAITING;
}

static void cut(const struct file *file)
{
	size_t size;

	for (size = BLOCK; size < file->size; size += BLOCK)
		read_damaged(file->bytes, size);
}

static void flip(struct file *file, unsigned long times)
{
	while (times--) {
		size_t place = random_below(file->size);
		char bit = 1 << random_below(8);

		file->bytes[place] ^= bit;
		read_damaged(file->bytes, file->size);
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
		char *one = file->bytes + random_below(file->size / BLOCK) * BLOCK;
		char *other = file->bytes + random_below(file->size / BLOCK) * BLOCK;

		exchange(one, other);
		read_damaged(file->bytes, file->size);
		exchange(one, other);
	}
}

int main(int argc, char **argv)
{
	struct file file;

	if (argc < 3)
		return 2;
	file = load(argv[1]);
	random_state = argc > 4 ? strtoull(argv[4], NULL, 0) : 1;
	if (!strcmp(argv[2], "cuts"))
		cut(&file);
	else if (!strcmp(argv[2], "flips"))
		flip(&file, strtoul(argv[3], NULL, 0));
	else
		swap(&file, strtoul(argv[3], NULL, 0));
	printf("# %zu readings: %zu whole, %zu in part, %zu not at all; %zu events\n",
	       tally.readings, tally.whole, tally.partial, tally.refused, tally.events);
	if (tally.slow || tally.unexplained)
		printf("# %zu too slow, %zu without one line that explains\n", tally.slow,
		       tally.unexplained);
	free(file.bytes);
	return tally.slow || tally.unexplained || !tally.readings;
}
