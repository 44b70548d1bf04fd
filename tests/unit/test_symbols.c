// SPDX-License-Identifier: GPL-2.0-or-later
/* A file as trace-cmd writes it, of one processor and one buffer beside the machine's. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../tools/source/record/symbols.h"
#include "tap.h"

#define PAGE	     4096
#define SYMBOLS_SIZE (3 * PAGE + 123)

static void put(FILE *out, const void *bytes, size_t size)
{
	fwrite(bytes, 1, size, out);
}

static void put4(FILE *out, uint32_t value)
{
	put(out, &value, sizeof(value));
}

static void put8(FILE *out, uint64_t value)
{
	put(out, &value, sizeof(value));
}

static void fill(FILE *out, char byte, long end)
{
	while (ftell(out) < end)
		fputc(byte, out);
}

/* Both buffers have a page, @pages after the beginning of the file; returns the file's size. */
static long write_trace(const char *path, uint64_t pages)
{
	FILE *out = fopen(path, "w");
	uint16_t option = 3;
	long place, end;

	put(out, "\x17\x08\x44tracing6\0\0\x08", 14);
	put4(out, PAGE);
	put(out, "header_page", 12);
	put8(out, 3);
	put(out, "abc", 3);
	put(out, "header_event", 13);
	put8(out, 0);
	put4(out, 1);
	put8(out, 5);
	put(out, "print", 5);
	put4(out, 1);
	put(out, "subreaper", 10);
	put4(out, 1);
	put8(out, 4);
	put(out, "walk", 4);
	put4(out, SYMBOLS_SIZE);
	fill(out, 's', ftell(out) + SYMBOLS_SIZE);
	put4(out, 2);
	put(out, "pf", 2);
	put8(out, 4);
	put(out, "1 sh", 4);
	put4(out, 1);
	put(out, "options  ", 10);
	put(out, &option, sizeof(option));
	put4(out, sizeof(uint64_t) + 5);
	place = ftell(out);
	put8(out, 0);
	put(out, "mine", 5);
	option = 0;
	put(out, &option, sizeof(option));
	put(out, "flyrecord", 10);
	put8(out, pages);
	put8(out, PAGE);
	end = ftell(out);
	put(out, "flyrecord", 10);
	put8(out, pages + PAGE);
	put8(out, PAGE);
	fill(out, '\0', (long)pages);
	fill(out, 'M', (long)pages + PAGE);
	fill(out, 'I', (long)pages + 2 * PAGE);
	fseek(out, place, SEEK_SET);
	put8(out, (uint64_t)end);
	fclose(out);
	return (long)pages + 2 * PAGE;
}

static uint64_t number_behind(const char *text, size_t size, const char *word, size_t length)
{
	const char *found = memmem(text, size, word, length);
	uint64_t value = 0;

	if (found)
		memcpy(&value, found + length, sizeof(value));
	return value;
}

static void check_dropped(const char *path, long size)
{
	static char text[16 * PAGE];
	FILE *in = fopen(path, "r");
	size_t left = fread(text, 1, sizeof(text), in);
	uint64_t machine = number_behind(text, left, "flyrecord", 10);
	uint64_t list = number_behind(text, left, "options  \0\3\0\x0d\0\0\0", 16);
	uint64_t mine = list + 10 < left ? number_behind(text + list, 18, "flyrecord", 10) : 0;

	fclose(in);
	check((long)left == size - 2 * PAGE, "symbols: whole pages are taken out");
	check(!memmem(text, left, "sss", 3), "symbols: nothing is left of them");
	check(machine % PAGE == 0 && machine < left && text[machine] == 'M' &&
		      text[machine + PAGE - 1] == 'M',
	      "symbols: the machine's pages are found where the file says");
	check(mine % PAGE == 0 && mine < left && text[mine] == 'I',
	      "symbols: ... and those of another buffer");
	check(memmem(text, left, "1 sh", 4) && memmem(text, left, "walk", 4),
	      "symbols: the rest is as it was");
}

static long size_of(const char *path)
{
	struct stat status;

	return stat(path, &status) ? -1 : (long)status.st_size;
}

void test_symbols(void)
{
	char path[] = "/tmp/test_symbols.XXXXXX";
	int fd = mkstemp(path);
	long size;

	if (fd < 0) {
		check(false, "symbols: a file");
		return;
	}
	close(fd);
	size = write_trace(path, 5 * PAGE);
	check(!symbols_drop(path), "symbols: a trace is understood");
	check_dropped(path, size);
	check(!symbols_drop(path) && size_of(path) == size - 2 * PAGE,
	      "symbols: where there are none nothing is taken out");
	size = write_trace(path, 5 * PAGE);
	check(!truncate(path, 3 * PAGE) && !symbols_drop(path) && size_of(path) == 3 * PAGE,
	      "symbols: a file that ends too early stays as it is");
	unlink(path);
}
