// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * trace-cmd puts the kernel's symbols, seven megabytes, into each file, for events that have
 * addresses. Ours have none, so they are taken out of a file that it has just written, which is of
 * version 6 and has this machine's byte order:
 *
 *	head, formats of events		lists of a count, and a size before each element
 *	symbols				a size, and the text of /proc/kallsyms
 *	formats of trace_printk(), names of processes
 *	number of processors, options	among them where each other buffer's list of processors is
 *	flyrecord			of each processor, where its pages are, and how much
 *	pages				aligned, as they are mapped
 *
 * Whole pages are removed, so that those after them stay aligned. The rest of the text becomes
 * empty lines. Nothing is written before the whole file is parsed.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../base/memory/array.h"
#include "symbols.h"

#define OPTION_END    0
#define OPTION_BUFFER 3
#define WORD_SIZE     10
/* More of one kind than there are in any file. */
#define COUNT_MAX     65536
/* In a larger file the symbols are too small a part to be worth moving the rest. */
#define MOVE_MAX      (256 << 20)
#define BLOCK	      (1 << 20)

/* A file that is being parsed; it has failed once anything is not as expected. */
struct walkthrough {
	int fd;
	uint64_t at;
	bool failed;
	/* Where the file holds offsets of parts after the symbols. */
	uint64_t *offsets;
	size_t nr;
	size_t capacity;
};

static void take(struct walkthrough *this, void *ret, size_t size)
{
	memset(ret, 0, size);
	if (!this->failed && pread(this->fd, ret, size, (off_t)this->at) != (ssize_t)size)
		this->failed = true;
	this->at += size;
}

static uint32_t take_count(struct walkthrough *this)
{
	uint32_t count;

	take(this, &count, sizeof(count));
	if (count > COUNT_MAX)
		this->failed = true;
	return this->failed ? 0 : count;
}

static void expect(struct walkthrough *this, const char *word, size_t size)
{
	char found[16];

	take(this, found, size);
	if (memcmp(found, word, size))
		this->failed = true;
}

static void skip_text(struct walkthrough *this)
{
	char letter = 1;

	while (!this->failed && letter)
		take(this, &letter, 1);
}

static void skip_sized(struct walkthrough *this)
{
	uint64_t size;

	take(this, &size, sizeof(size));
	if (size > INT32_MAX)
		this->failed = true;
	else
		this->at += size;
}

static void skip_list(struct walkthrough *this)
{
	uint32_t nr = take_count(this);

	while (nr-- && !this->failed)
		skip_sized(this);
}

static void skip_short(struct walkthrough *this)
{
	uint32_t size;

	take(this, &size, sizeof(size));
	this->at += size;
}

/* Returns the size of a page. */
static uint32_t skip_formats(struct walkthrough *this)
{
	static const char start[] = "\x17\x08\x44tracing6";
	uint32_t page, systems;
	char order_and_long[2];

	expect(this, start, sizeof(start));
	take(this, order_and_long, sizeof(order_and_long));
	take(this, &page, sizeof(page));
	expect(this, "header_page", sizeof("header_page"));
	skip_sized(this);
	expect(this, "header_event", sizeof("header_event"));
	skip_sized(this);
	skip_list(this);
	systems = take_count(this);
	while (systems-- && !this->failed) {
		skip_text(this);
		skip_list(this);
	}
	if (page < 4096 || page & (page - 1))
		this->failed = true;
	return page;
}

static uint64_t take_offset(struct walkthrough *this)
{
	uint64_t place = this->at, offset;

	take(this, &offset, sizeof(offset));
	if (this->failed ||
	    array_reserve(&this->offsets, &this->capacity, this->nr + 1, sizeof(place)))
		this->failed = true;
	else
		this->offsets[this->nr++] = place;
	return offset;
}

static void take_pages(struct walkthrough *this, uint32_t cpus)
{
	uint64_t size;

	expect(this, "flyrecord", WORD_SIZE);
	while (cpus-- && !this->failed) {
		take_offset(this);
		take(this, &size, sizeof(size));
	}
}

/* The list of the whole machine's buffer comes behind the options of the others. */
static void take_buffers(struct walkthrough *this)
{
	uint32_t cpus = take_count(this);
	uint16_t option;
	uint32_t size;

	expect(this, "options  ", WORD_SIZE);
	for (take(this, &option, sizeof(option)); option != OPTION_END && !this->failed;
	     take(this, &option, sizeof(option))) {
		take(this, &size, sizeof(size));
		if (option == OPTION_BUFFER) {
			struct walkthrough buffer = *this;

			buffer.at = take_offset(&buffer);
			take_pages(&buffer, cpus);
			buffer.at = this->at;
			*this = buffer;
		}
		this->at += size;
	}
	take_pages(this, cpus);
}

/* What is cut out: whole pages between @from and @to, which leaves less than two. */
struct cut {
	uint64_t from;
	uint64_t to;
	uint64_t begin;
	uint64_t length;
};

static bool understand(struct walkthrough *this, struct cut *ret)
{
	uint32_t page = skip_formats(this), size;
	size_t i;

	take(this, &size, sizeof(size));
	ret->from = this->at;
	ret->to = this->at + size;
	if (this->failed || size < 2 * page)
		return false;
	ret->begin = (ret->from + page - 1) & ~(uint64_t)(page - 1);
	ret->length = (ret->to - ret->begin) & ~(uint64_t)(page - 1);
	this->at = ret->to;
	skip_short(this);
	skip_sized(this);
	take_buffers(this);
	for (i = 0; i < this->nr && !this->failed; i++) {
		uint64_t offset;

		this->at = this->offsets[i];
		take(this, &offset, sizeof(offset));
		this->failed |= offset < ret->to || this->offsets[i] < ret->to;
	}
	return !this->failed;
}

static bool write_at(int fd, const void *from, size_t size, uint64_t at)
{
	return pwrite(fd, from, size, (off_t)at) == (ssize_t)size;
}

static bool clear(int fd, uint64_t from, uint64_t to)
{
	char lines[4096];
	bool good = true;

	memset(lines, '\n', sizeof(lines));
	while (good && from < to) {
		size_t size = to - from < sizeof(lines) ? to - from : sizeof(lines);

		good = write_at(fd, lines, size, from);
		from += size;
	}
	return good;
}

static bool correct(const struct walkthrough *this, const struct cut *cut)
{
	uint32_t left = cut->to - cut->from - cut->length;
	bool good = write_at(this->fd, &left, sizeof(left), cut->from - sizeof(left)) &&
		    clear(this->fd, cut->from, cut->begin) &&
		    clear(this->fd, cut->begin + cut->length, cut->to);
	size_t i;

	for (i = 0; good && i < this->nr; i++) {
		uint64_t offset;

		good = pread(this->fd, &offset, sizeof(offset), (off_t)this->offsets[i]) ==
		       sizeof(offset);
		offset -= cut->length;
		good = good && write_at(this->fd, &offset, sizeof(offset), this->offsets[i]);
	}
	return good;
}

static bool move_down(int fd, const struct cut *cut, uint64_t end)
{
	uint64_t at = cut->begin + cut->length;
	char *block = malloc(BLOCK);
	bool good = block;

	while (good && at < end) {
		size_t size = end - at < BLOCK ? end - at : BLOCK;

		good = pread(fd, block, size, (off_t)at) == (ssize_t)size &&
		       write_at(fd, block, size, at - cut->length);
		at += size;
	}
	free(block);
	return good && !ftruncate(fd, (off_t)(end - cut->length));
}

static int drop(int fd)
{
	struct walkthrough this = { .fd = fd };
	struct stat file;
	struct cut cut;
	int err = 0;

	if (fstat(fd, &file))
		return -errno;
	if (file.st_size <= MOVE_MAX && understand(&this, &cut) &&
	    !(correct(&this, &cut) && move_down(fd, &cut, file.st_size)))
		err = -EIO;
	free(this.offsets);
	return err;
}

/**
 * symbols_drop() - take the kernel's symbols out of a trace, if they are worth it
 * @path: of a file that trace-cmd has just written
 *
 * A file of another form is left as it is, and so is one that is so large that they do not matter.
 *
 * Return: 0, or a -errno, after which the file may be damaged
 */
int symbols_drop(const char *path)
{
	int fd = open(path, O_RDWR | O_CLOEXEC);
	int err;

	if (fd < 0)
		return -errno;
	err = drop(fd);
	close(fd);
	return err;
}
