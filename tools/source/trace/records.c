// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * libtracecmd can iterate over all records itself, but checks each buffer of each processor for
 * each record, which takes most of the time if there are many.
 */
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../../base/memory/array.h"
#include "records.h"

/* More than a kernel can be built for. */
#define CPUS_MAX 8192

/* So many take some MiB. */
#define RECORDS_IN_MEMORY 100000

static bool is_before(const struct stream *one, const struct stream *other)
{
	return one->order != other->order ? one->order < other->order : one->nr < other->nr;
}

/* Moves the stream at @place down the heap while it is later than those below. */
static void sift_down(struct records *records, size_t place)
{
	struct stream *heap = records->heap;
	struct stream moved = heap[place];
	size_t below;

	while ((below = 2 * place + 1) < records->nr) {
		if (below + 1 < records->nr && is_before(&heap[below + 1], &heap[below]))
			below++;
		if (!is_before(&heap[below], &moved))
			break;
		heap[place] = heap[below];
		place = below;
	}
	heap[place] = moved;
}

/*
 * The number of events lost before a page is after its records, and may be cut off. It is unknown
 * then, but the library would read it as none.
 */
static void mend_loss(const struct records *records, struct tep_handle *tep,
		      struct tep_record *record)
{
	enum { TIME_SIZE = 8, MISSED = 1U << 31, ALIGNED = 4096 };
	int word = tep_get_long_size(tep);
	uint64_t place = record->offset & (records->page_size - 1);
	char *page;

	if (place != (uint64_t)TIME_SIZE + word ||
	    record->offset - place + records->page_size <= records->size)
		return;
	page = (char *)(((uintptr_t)record->data - place) & ~(uintptr_t)(ALIGNED - 1));
	if (tep_read_number(tep, page + TIME_SIZE, word) & MISSED)
		record->missed_events = -1;
}

/* Exported by the library since there is one, but declared in a header that it keeps. */
unsigned long long tracecmd_get_cursor(struct tracecmd_input *handle, int cpu);

/*
 * Set @ret to the next record of @stream, or to NULL at its end. The library has NULL for anything
 * that went wrong as well; but only at an end it stands at no page. Before the first record it is
 * not sure that there is such a processor, of which the library must not be asked.
 */
static int read_next(const struct records *records, const struct stream *stream,
		     struct tep_record **ret)
{
	struct tep_record *record;

	errno = 0;
	record = tracecmd_read_data(stream->handle, stream->cpu);
	*ret = record;
	if (!record &&
	    (stream->next ? tracecmd_get_cursor(stream->handle, stream->cpu) > records->page_size
			  : errno))
		return errno == ENOMEM ? -ENOMEM : -EBADMSG;
	if (!record || !records->size)
		return 0;
	/* A missing part of a file reads as zeros, without records. */
	if (record->offset + record->record_size > records->size) {
		tracecmd_free_record(record);
		*ret = NULL;
		return 0;
	}
	mend_loss(records, tracecmd_get_tep(stream->handle), record);
	return 0;
}

/**
 * records_init() - begin with the first record
 * @ret: filled in but for the size of the file and of its pages; the process ends with it
 * @handles: of the buffers, which must live as long
 *
 * A damaged file may claim more processors than there were; those have no records.
 *
 * Return: 0, -EBADMSG for a damaged file, or -ENOMEM
 */
int records_init(struct records *ret, struct tracecmd_input **handles, int nr)
{
	size_t capacity = 0, place;
	int i, cpu;

	for (i = 0; i < nr; i++) {
		for (cpu = 0; cpu < CPUS_MAX; cpu++) {
			struct stream stream = { handles[i], cpu, ret->nr, NULL, 0 };
			int err = read_next(ret, &stream, &stream.next);

			if (!err && stream.next)
				err = array_reserve(&ret->heap, &capacity, ret->nr + 1,
						    sizeof(*ret->heap));
			if (err)
				return err;
			if (!stream.next)
				continue;
			stream.order = stream.next->ts;
			ret->heap[ret->nr++] = stream;
		}
	}
	for (place = ret->nr / 2; place--;)
		sift_down(ret, place);
	return 0;
}

/*
 * The library maps the file in large pieces, and pages that were read stay in memory. Those that
 * lie before a record in the same piece are forgotten; the page cache brings them back if need be.
 */
static void forget_pages(const struct records *records)
{
	FILE *maps = fopen("/proc/self/maps", "re");
	size_t page_size = sysconf(_SC_PAGESIZE);
	char line[4096];

	while (maps && fgets(line, sizeof(line), maps)) {
		unsigned long from, until, inode;
		size_t i;

		if (sscanf(line, "%lx-%lx r--p %*s %*s %lu", &from, &until, &inode) != 3 || !inode)
			continue;
		for (i = 0; i < records->nr; i++) {
			unsigned long place = (unsigned long)records->heap[i].next->data;

			if (place >= from && place < until)
				madvise((void *)from, (place - from) & ~(page_size - 1),
					MADV_DONTNEED);
		}
	}
	if (maps)
		fclose(maps);
}

/**
 * records_next() - take the next record
 * @ret: set to the record, for tracecmd_free_record()
 *
 * Return: 1; 0 at the end; -EBADMSG or -ENOMEM when the rest cannot be read
 */
int records_next(struct records *records, struct tep_record **ret)
{
	struct stream *first;

	if (records->err || !records->nr)
		return records->err;
	if (++records->taken % RECORDS_IN_MEMORY == 0)
		forget_pages(records);
	first = &records->heap[0];
	*ret = first->next;
	records->position = (*ret)->offset;
	/* The library may crash while it reads ahead. */
	records->order = first->order;
	records->err = read_next(records, first, &first->next);
	if (first->next && first->next->ts > first->order)
		first->order = first->next->ts;
	else if (!first->next)
		*first = records->heap[--records->nr];
	sift_down(records, 0);
	return 1;
}
