// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * multiply TRACE CPUS TIMES OUTPUT: writes a trace that goes on as TRACE did, TIMES times as long.
 *
 * TRACE is of version 6, with one buffer instance, which is the last thing in it: the word
 * flyrecord, place and size of each CPU's pages, then the pages. Each page begins with the time of
 * its first event, by which the copies follow each other.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define PAGE	 4096
#define WORD	 "flyrecord"
#define CPUS_MAX 64
#define PAUSE_NS 1000000

struct pages {
	uint64_t offset;
	uint64_t size;
};

static void fail(const char *what)
{
	perror(what);
	exit(1);
}

static void put(FILE *out, const void *bytes, size_t size)
{
	if (size && fwrite(bytes, size, 1, out) != 1)
		fail("cannot write");
}

static char *find_last(char *from, size_t size)
{
	char *found = NULL, *next = from;

	while ((next = memmem(next, from + size - next, WORD, sizeof(WORD))))
		found = next++;
	return found;
}

static uint64_t time_of(const char *page)
{
	uint64_t time;

	memcpy(&time, page, sizeof(time));
	return time;
}

static uint64_t duration_of(const char *trace, const struct pages *cpus, int nr)
{
	uint64_t first = UINT64_MAX, last = 0;

	for (int cpu = 0; cpu < nr; cpu++) {
		for (uint64_t i = 0; i < cpus[cpu].size; i += PAGE) {
			uint64_t time = time_of(trace + cpus[cpu].offset + i);

			first = time && time < first ? time : first;
			last = time > last ? time : last;
		}
	}
	return last - first + PAUSE_NS;
}

static void put_copy(FILE *out, const char *pages, uint64_t size, uint64_t later)
{
	char page[PAGE];

	for (uint64_t i = 0; i < size; i += PAGE) {
		uint64_t time = time_of(pages + i) + later;

		memcpy(page, pages + i, PAGE);
		memcpy(page, &time, sizeof(time));
		put(out, page, PAGE);
	}
}

int main(int argc, char **argv)
{
	int fd = argc == 5 ? open(argv[1], O_RDONLY) : -1;
	int nr = argc == 5 ? atoi(argv[2]) : 0, times = argc == 5 ? atoi(argv[3]) : 0;
	FILE *out = argc == 5 ? fopen(argv[4], "w") : NULL;
	struct pages old[CPUS_MAX], new[CPUS_MAX];
	struct stat status;
	uint64_t duration;
	char *trace, *table;

	if (fd < 0 || !out || fstat(fd, &status) || nr < 1 || nr > CPUS_MAX)
		fail("usage: multiply TRACE CPUS TIMES OUTPUT");
	trace = mmap(NULL, status.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (trace == MAP_FAILED)
		fail(argv[1]);
	table = find_last(trace, status.st_size);
	if (!table)
		fail("no flyrecord in it");
	table += sizeof(WORD);
	memcpy(old, table, nr * sizeof(*old));
	duration = duration_of(trace, old, nr);
	for (int cpu = 0; cpu < nr; cpu++) {
		new[cpu].size = old[cpu].size;
		new[cpu].size *= times;
		new[cpu].offset = cpu ? new[cpu - 1].offset + new[cpu - 1].size : old[0].offset;
	}
	put(out, trace, table - trace);
	put(out, new, nr * sizeof(*new));
	put(out, table + nr * sizeof(*old), trace + old[0].offset - table - nr * sizeof(*old));
	for (int cpu = 0; cpu < nr; cpu++) {
		for (int copy = 0; copy < times; copy++)
			put_copy(out, trace + old[cpu].offset, old[cpu].size, copy * duration);
	}
	return fclose(out) ? 1 : 0;
}
