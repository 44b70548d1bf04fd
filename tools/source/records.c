// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * libtracecmd can go through all records by itself, but looks at each buffer of each processor for
 * each of them: that is most of the time where there are many.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../base/array.h"
#include "records.h"

/* More than a kernel can be built for. */
#define CPUS_MAX 8192

/* So many take some MiB. */
#define RECORDS_IN_MEMORY 100000

/* Records of one time in the order of the buffers. */
static bool is_before(const struct stream *one, const struct stream *other)
{
	if (one->order != other->order)
		return one->order < other->order;
	return one < other;
}

/* The stream at @place may be later than those below it. */
static void sift_down(struct records *records, size_t place)
{
	struct stream **heap = records->heap;
	struct stream *moved = heap[place];
	size_t below;

	while ((below = 2 * place + 1) < records->nr) {
		if (below + 1 < records->nr && is_before(heap[below + 1], heap[below]))
			below++;
		if (!is_before(heap[below], moved))
			break;
		heap[place] = heap[below];
		place = below;
	}
	heap[place] = moved;
}

/*
 * How many events were lost before a page stands behind its records, of which it may lack some.
 * Then it is unknown; where they are not there the library would take it for none.
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

/* What a file lacks is zero here, and no record. */
static struct tep_record *read_next(const struct records *records, struct tracecmd_input *handle,
				    int cpu)
{
	struct tep_record *record = tracecmd_read_data(handle, cpu);

	if (!record || !records->size)
		return record;
	if (record->offset + record->record_size > records->size) {
		tracecmd_free_record(record);
		return NULL;
	}
	mend_loss(records, tracecmd_get_tep(handle), record);
	return record;
}

/**
 * records_init() - begin with the first record
 * @ret: filled in but for the size of the file and of its pages; the process ends with it
 * @handles: of the buffers, which must live as long
 * @nr: how many
 *
 * How many processors a file says that there were may be damaged; of others there is no record.
 *
 * Return: 0 or -ENOMEM
 */
int records_init(struct records *ret, struct tracecmd_input **handles, int nr)
{
	size_t capacity = 0, place;
	int i, cpu;

	for (i = 0; i < nr; i++) {
		for (cpu = 0; cpu < CPUS_MAX; cpu++) {
			struct tep_record *next = read_next(ret, handles[i], cpu);

			if (!next)
				continue;
			if (array_reserve(&ret->streams, &capacity, ret->nr + 1,
					  sizeof(*ret->streams)))
				return -ENOMEM;
			ret->streams[ret->nr++] =
				(struct stream){ handles[i], cpu, next, next->ts };
		}
	}
	ret->heap = calloc(ret->nr + 1, sizeof(struct stream *));
	if (!ret->heap)
		return -ENOMEM;
	for (place = 0; place < ret->nr; place++)
		ret->heap[place] = &ret->streams[place];
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
			unsigned long place = (unsigned long)records->heap[i]->next->data;

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
 * @records: of which
 * @ret: set to the record, for tracecmd_free_record()
 *
 * Return: 1; 0 at the end
 */
int records_next(struct records *records, struct tep_record **ret)
{
	struct stream *first;

	if (!records->nr)
		return 0;
	if (++records->taken % RECORDS_IN_MEMORY == 0)
		forget_pages(records);
	first = records->heap[0];
	*ret = first->next;
	records->position = (*ret)->offset;
	/* The library may crash on what it reads ahead. */
	records->order = first->order;
	first->next = read_next(records, first->handle, first->cpu);
	if (first->next && first->next->ts > first->order)
		first->order = first->next->ts;
	else if (!first->next)
		records->heap[0] = records->heap[--records->nr];
	sift_down(records, 0);
	return 1;
}
