// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * libtracecmd can go through all records by itself, but looks at each buffer of each processor for
 * each of them: that is most of the time where there are many.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>

#include "records.h"

/* Records of one time in the order of the buffers. */
static bool is_before(const struct stream *one, const struct stream *other)
{
	if (one->time != other->time)
		return one->time < other->time;
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

static void add_stream(struct records *records, struct stream *stream)
{
	stream->next = tracecmd_read_data(stream->handle, stream->cpu);
	if (!stream->next)
		return;
	stream->time = stream->next->ts;
	records->heap[records->nr++] = stream;
}

/* A buffer with fewer has no records of the others; a damaged file may have less than none. */
static int count_cpus(struct tracecmd_input *handle)
{
	int cpus = tep_get_cpus(tracecmd_get_tep(handle));

	return cpus > 0 ? cpus : 0;
}

/**
 * records_init() - begin with the first record
 * @ret: filled in, to be ended with records_deinit()
 * @handles: of the buffers, which must live as long
 * @nr: how many
 *
 * Return: 0 or -ENOMEM
 */
int records_init(struct records *ret, struct tracecmd_input **handles, int nr)
{
	size_t number = 0, room = 1, place;
	int i, cpu;

	for (i = 0; i < nr; i++)
		room += count_cpus(handles[i]);
	*ret = (struct records){
		.streams = calloc(room, sizeof(*ret->streams)),
		.heap = calloc(room, sizeof(struct stream *)),
	};
	if (!ret->streams || !ret->heap) {
		records_deinit(ret);
		return -ENOMEM;
	}
	for (i = 0; i < nr; i++) {
		for (cpu = 0; cpu < count_cpus(handles[i]); cpu++, number++) {
			ret->streams[number] = (struct stream){ handles[i], cpu, NULL, 0 };
			add_stream(ret, &ret->streams[number]);
		}
	}
	for (place = ret->nr / 2; place--;)
		sift_down(ret, place);
	return 0;
}

/**
 * records_next() - take the next record
 * @records: of which
 *
 * Return: the record, for tracecmd_free_record(); NULL at the end
 */
struct tep_record *records_next(struct records *records)
{
	struct stream *first = records->heap[0];
	struct tep_record *record;

	if (!records->nr)
		return NULL;
	record = first->next;
	first->next = tracecmd_read_data(first->handle, first->cpu);
	if (first->next)
		first->time = first->next->ts;
	else
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
	while (records->nr)
		tracecmd_free_record(records->heap[--records->nr]->next);
	free(records->heap);
	free(records->streams);
}
