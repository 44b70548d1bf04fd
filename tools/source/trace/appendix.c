// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What record adds behind the trace that trace-cmd has written: lines of text, as text.c reads
 * them.
 *
 *	head	as of a section of a file of version 7, of an id that trace-cmd does not use
 *	lines
 *	tail	a line of fixed length, which holds the size of the lines and of itself
 *
 * libtracecmd finds what it reads by offsets, and none leads here. An option of the file would have
 * to be written by trace-cmd, and makes readers complain.
 */
#include <byteswap.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../base/terminal/descriptor.h"
#include "appendix.h"

#define SECTION_ID   0x7372
#define TAIL_FORMAT  "subreaper-trace appendix 1 size=%016" PRIx64 "\n"
#define TAIL_SCAN    "subreaper-trace appendix 1 size=%16" SCNx64 "\n"
#define TAIL_SIZE    (sizeof("subreaper-trace appendix 1 size=0123456789abcdef\n") - 1)
/* More than record writes. */
#define APPENDIX_MAX (64 << 20)

struct section {
	uint16_t id, flags;
	uint32_t description;
	uint64_t size;
};

static bool put(int fd, const void *bytes, size_t size)
{
	return write(fd, bytes, size) == (ssize_t)size;
}

static bool put_all(int fd, int from, size_t size)
{
	struct section section = { .id = SECTION_ID, .size = size + TAIL_SIZE };
	char tail[TAIL_SIZE + 1];

	snprintf(tail, sizeof(tail), TAIL_FORMAT, section.size);
	return put(fd, &section, sizeof(section)) && !descriptor_copy(fd, from, size) &&
	       put(fd, tail, TAIL_SIZE);
}

/**
 * appendix_write() - add lines behind a trace
 * @path: of the trace, which trace-cmd has written
 * @from: a file with the lines, of which there may be none
 *
 * Return: 0, or a -errno, after which the trace is as it was
 */
int appendix_write(const char *path, int from)
{
	struct stat trace, lines;
	int fd, err = 0;

	if (fstat(from, &lines))
		return -errno;
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	if (fstat(fd, &trace) || lseek(fd, 0, SEEK_END) < 0)
		err = -errno;
	errno = EIO;
	if (!err && !put_all(fd, from, lines.st_size)) {
		err = -errno;
		if (ftruncate(fd, trace.st_size))
			err = -EIO;
	}
	close(fd);
	return err;
}

static bool is_id(uint16_t id)
{
	return id == SECTION_ID || id == bswap_16(SECTION_ID);
}

static bool is_head(const struct section *section)
{
	uint64_t size = section->size, other = bswap_64(size);

	return is_id(section->id) && !section->flags && !section->description &&
	       ((size >= TAIL_SIZE && size <= APPENDIX_MAX) ||
		(other >= TAIL_SIZE && other <= APPENDIX_MAX));
}

/* Where a file has its tail it has all of it. */
static bool has_tail(int fd, uint64_t file, uint64_t *size)
{
	char tail[TAIL_SIZE + 1] = "", again[TAIL_SIZE + 1];

	if (file < sizeof(struct section) + TAIL_SIZE ||
	    pread(fd, tail, TAIL_SIZE, (off_t)(file - TAIL_SIZE)) != (ssize_t)TAIL_SIZE ||
	    sscanf(tail, TAIL_SCAN, size) != 1)
		return false;
	snprintf(again, sizeof(again), TAIL_FORMAT, *size);
	return !strcmp(tail, again);
}

static bool find(int fd, uint64_t file, uint64_t *place, uint64_t *size)
{
	struct section section;

	if (*size < TAIL_SIZE || *size > APPENDIX_MAX || *size > file - sizeof(section))
		return false;
	*place = file - *size;
	if (pread(fd, &section, sizeof(section), *place - sizeof(section)) != sizeof(section) ||
	    (section.size != *size && section.size != bswap_64(*size)))
		return false;
	*size -= TAIL_SIZE;
	return true;
}

/* The lines have nothing but what can be printed, and stand behind a head, which has zeros. */
static uint64_t find_text(int fd, uint64_t file)
{
	char block[4096];

	while (file) {
		size_t i = file < sizeof(block) ? file : sizeof(block);

		if (pread(fd, block, i, (off_t)(file - i)) != (ssize_t)i)
			break;
		for (; i; i--, file--) {
			if (block[i - 1] != '\n' && (block[i - 1] < ' ' || block[i - 1] > '~'))
				return file;
		}
	}
	return file;
}

/* What trace-cmd writes ends with a page, in the version that record asks for. */
static bool ends_in_head(int fd, uint64_t file)
{
	struct section section = { .id = 0 };
	size_t length = file % 4096;

	if (length < sizeof(section.id) || length >= sizeof(section) ||
	    pread(fd, &section, length, (off_t)(file - length)) != (ssize_t)length)
		return false;
	return is_id(section.id) && !section.flags && !section.description;
}

/* If the file was cut in the lines: those that are whole. */
static bool find_cut(int fd, uint64_t file, uint64_t *place, uint64_t *size)
{
	uint64_t text = find_text(fd, file);
	struct section section;
	uint64_t i;
	char last;

	/* The last bytes of the head may be printable by chance. */
	for (i = 0; i < sizeof(section.size) && text + i <= file; i++) {
		if (text + i < sizeof(section) ||
		    pread(fd, &section, sizeof(section), (off_t)(text + i - sizeof(section))) !=
			    sizeof(section) ||
		    !is_head(&section))
			continue;
		*place = text + i;
		*size = file - *place;
		while (*size &&
		       (pread(fd, &last, 1, (off_t)(*place + *size - 1)) != 1 || last != '\n'))
			--*size;
		return true;
	}
	*place = file;
	*size = 0;
	return ends_in_head(fd, file);
}

static bool copy(int fd, uint64_t place, uint64_t size, FILE *to)
{
	char block[4096];

	while (size) {
		size_t wanted = size < sizeof(block) ? size : sizeof(block);

		if (pread(fd, block, wanted, (off_t)place) != (ssize_t)wanted ||
		    fwrite(block, 1, wanted, to) != wanted)
			return false;
		place += wanted;
		size -= wanted;
	}
	return !fflush(to);
}

/**
 * appendix_open() - read the lines that were added behind a trace
 * @fd: the trace; its position is left where it is
 * @damaged: set to whether added lines are missing or cannot be found
 *
 * Return: the lines that are whole, to be closed with fclose(); NULL if none were added, or no
 * memory
 */
FILE *appendix_open(int fd, bool *damaged)
{
	uint64_t file, place, size;
	struct stat status;
	FILE *lines;
	bool whole;

	*damaged = false;
	if (fstat(fd, &status))
		return NULL;
	file = status.st_size;
	whole = has_tail(fd, file, &size);
	if (!whole || !find(fd, file, &place, &size)) {
		*damaged = find_cut(fd, file, &place, &size) || whole;
		size = whole ? 0 : size;
		if (!*damaged)
			return NULL;
	}
	lines = fmemopen(NULL, size + 1, "w+");
	if (!lines)
		return NULL;
	if (copy(fd, place, size, lines)) {
		rewind(lines);
		return lines;
	}
	fclose(lines);
	return NULL;
}
