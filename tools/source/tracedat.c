// SPDX-License-Identifier: GPL-2.0-or-later
/* trace.dat files, through libtracecmd. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <trace-cmd.h>

#include "decoder.h"
#include "owner.h"
#include "records.h"
#include "tracedat.h"
#include "tracehead.h"

/* So many take some MiB. */
#define RECORDS_IN_MEMORY 100000

/*
 * libtracecmd has all symbols of the recorded kernel parsed as it opens a file: that takes longer
 * than to read most traces, and nobody here asks for symbols. What a library calls is looked up in
 * the program first, so that it finds this in place of libtraceevent's.
 */
int tep_parse_kallsyms(struct tep_handle *tep, const char *symbols)
{
	(void)tep;
	(void)symbols;
	return 0;
}

struct reading {
	const struct job *job;
	const struct tracedat_sink *sink;
	struct decoder decoder;
	size_t nr_records;
	struct message *why;
};

static int report_lost(const struct reading *reading, const struct tep_record *record)
{
	struct event lost = {
		.time = record->ts,
		.cpu = record->cpu,
		.type = EVENT_LOST,
		.lost.count = record->missed_events > 0 ? record->missed_events : 0,
	};

	return reading->sink->event(reading->sink->context, &lost);
}

static int report_event(struct reading *reading, const struct tep_record *record)
{
	struct event *event = *reading->sink->room;
	int status = decoder_take(&reading->decoder, record, event);

	return status == 1 ? reading->sink->event(reading->sink->context, event) : status;
}

static int read_record(struct reading *reading, const struct tep_record *record)
{
	int err = 0;

	*reading->sink->position = record->offset;
	if (++reading->nr_records == RECORDS_IN_MEMORY) {
		reading->nr_records = 0;
		mappings_forget(reading->sink->mappings);
		reading->sink->progress(reading->sink->context);
	}
	if (record->missed_events)
		err = report_lost(reading, record);
	return err ? err : report_event(reading, record);
}

static int report_instance(const struct reading *reading, const char *name)
{
	struct event event = { .type = EVENT_RECORDER };
	struct owner owner;

	if (reading->job->part || !owner_of_instance(name, &owner))
		return 0;
	event.recorder = (struct recorder_event){ owner.pid, owner.start };
	return reading->sink->event(reading->sink->context, &event);
}

/* The top-level buffer and all instances, in one order of time; of these, our part. */
static int read_handles(struct reading *reading, struct tracecmd_input **handles, int nr)
{
	struct tep_record *record;
	struct records records;
	int err = records_init(&records, handles, nr, reading->job, reading->sink->order);

	if (err)
		return message_set(reading->why, err, "%s", strerror(-err));
	while (!err && (record = records_next(&records))) {
		err = read_record(reading, record);
		tracecmd_free_record(record);
	}
	if (!err && reading->sink->finished)
		reading->sink->finished(reading->sink->context);
	records_deinit(&records);
	return err;
}

static int read_buffers(struct reading *reading, struct tracecmd_input *top)
{
	int nr = tracecmd_buffer_instances(top);
	struct tracecmd_input **handles;
	int err = 0;
	int i;

	if (nr < 0)
		nr = 0;
	handles = calloc(nr + 1, sizeof(struct tracecmd_input *));
	if (!handles)
		return -ENOMEM;
	handles[0] = top;
	for (i = 0; !err && i < nr; i++) {
		const char *name = tracecmd_buffer_instance_name(top, i);

		handles[i + 1] = tracecmd_buffer_instance_handle(top, i);
		if (!handles[i + 1] || !name)
			err = -EBADMSG;
		else
			err = report_instance(reading, name);
	}
	if (!err)
		err = read_handles(reading, handles, nr + 1);
	for (i = 1; i <= nr; i++) {
		if (handles[i])
			tracecmd_close(handles[i]);
	}
	free(handles);
	return err;
}

/**
 * tracedat_read() - read a file that trace-cmd wrote
 * @job: what of which file, which is closed; the first part tells who recorded
 * @sink: told of it in the order of time
 * @why: explains other errors about the file, in words that can follow its name
 *
 * The library that reads can crash or hang on a damaged file.
 *
 * Return: 0, -EBADMSG for a damaged file, -ENODATA for one without events of ours, -EPROTO for
 * events in a form that is not known, or the error of the sink
 */
int tracedat_read(const struct job *job, const struct tracedat_sink *sink, struct message *why)
{
	struct reading reading = { .job = job, .sink = sink, .why = why };
	struct tracecmd_input *top;
	int err;

	tracecmd_set_loglevel(TEP_LOG_NONE);
	tep_set_loglevel(TEP_LOG_NONE);
	if (!tracehead_has_page_size(job->fd))
		return -EBADMSG;
	top = tracecmd_open_fd(job->fd, TRACECMD_FL_LOAD_NO_PLUGINS);
	if (!top)
		return -EBADMSG;
	err = decoder_init(&reading.decoder, tracecmd_get_tep(top), job->wanted, why);
	if (!err)
		err = read_buffers(&reading, top);
	tracecmd_close(top);
	return err;
}
