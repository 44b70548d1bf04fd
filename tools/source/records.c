// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * libtracecmd can go through all records by itself, but looks at each buffer of each processor for
 * each of them: that is most of the time where there are many.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "../base/array.h"
#include "records.h"

/* More than a kernel can be built for. */
#define CPUS_MAX 8192

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

static int add_stream(struct records *records, size_t *capacity, struct tracecmd_input *handle,
		      int cpu)
{
	struct tep_record *next = tracecmd_read_data(handle, cpu);
	int err;

	if (!next)
		return 0;
	err = array_reserve(&records->streams, capacity, records->nr + 1,
			    sizeof(*records->streams));
	if (err)
		tracecmd_free_record(next);
	else
		records->streams[records->nr++] = (struct stream){ handle, cpu, next, next->ts };
	return err;
}

/* How many a file says that there were may be damaged; of those that were not there is no record.
 */
static int find_streams(struct records *records, struct tracecmd_input **handles, int nr)
{
	size_t capacity = 0;
	int i, cpu;
	int err = 0;

	for (i = 0; i < nr; i++) {
		for (cpu = 0; !err && cpu < CPUS_MAX; cpu++)
			err = add_stream(records, &capacity, handles[i], cpu);
	}
	return err;
}

/* Neighbours stay together, so that records of one time are in the order of the parts. */
static void keep_part(struct records *records, const struct job *job)
{
	size_t from = records->nr * job->part / job->parts;
	size_t until = records->nr * (job->part + 1) / job->parts;
	size_t place;

	for (place = 0; place < records->nr; place++) {
		if (place < from || place >= until)
			tracecmd_free_record(records->streams[place].next);
	}
	records->nr = until - from;
	if (from)
		memmove(records->streams, records->streams + from,
			records->nr * sizeof(*records->streams));
}

static int make_heap(struct records *records)
{
	size_t place;

	records->heap = calloc(records->nr + 1, sizeof(struct stream *));
	if (!records->heap)
		return -ENOMEM;
	for (place = 0; place < records->nr; place++)
		records->heap[place] = &records->streams[place];
	for (place = records->nr / 2; place--;)
		sift_down(records, place);
	if (records->nr)
		*records->order = records->heap[0]->order;
	return 0;
}

/**
 * records_init() - begin with the first record
 * @ret: filled in, to be ended with records_deinit()
 * @handles: of the buffers, which must live as long
 * @nr: how many
 * @job: which part of them
 * @order: set to the place of each record in the order of all, before it is taken
 *
 * Return: 0 or -ENOMEM
 */
int records_init(struct records *ret, struct tracecmd_input **handles, int nr,
		 const struct job *job, volatile uint64_t *order)
{
	int err;

	*ret = (struct records){ .order = order };
	err = find_streams(ret, handles, nr);
	if (!err) {
		keep_part(ret, job);
		err = make_heap(ret);
	}
	if (err)
		records_deinit(ret);
	return err;
}

/**
 * records_next() - take the next record
 * @records: of which
 *
 * Return: the record, for tracecmd_free_record(); NULL at the end
 */
struct tep_record *records_next(struct records *records)
{
	struct tep_record *record;
	struct stream *first;

	if (!records->nr)
		return NULL;
	first = records->heap[0];
	record = first->next;
	/* The library may crash on what it reads ahead. */
	*records->order = first->order;
	first->next = tracecmd_read_data(first->handle, first->cpu);
	if (first->next && first->next->ts > first->order)
		first->order = first->next->ts;
	else if (!first->next)
		records->heap[0] = records->heap[--records->nr];
	sift_down(records, 0);
	return record;
}

/**
 * records_deinit() - end it
 * @records: which, at any place
 */
void records_deinit(struct records *records)
{
	while (records->nr--)
		tracecmd_free_record((records->heap ? records->heap[records->nr]
						    : &records->streams[records->nr])
					     ->next);
	free(records->heap);
	free(records->streams);
}
