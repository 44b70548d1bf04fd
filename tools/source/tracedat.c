// SPDX-License-Identifier: GPL-2.0-or-later
/* trace.dat files, through libtracecmd, which can crash or hang on a damaged one. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <trace-cmd.h>

#include "owner.h"
#include "padded.h"
#include "tracedat.h"

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

/* With an impossible size of a page libtracecmd reads on, and leaves records out. */
static bool has_page_size(int fd)
{
	/* Behind the magic, the version, the byte order and the size of a long. */
	enum { PLACE = 14 };
	uint32_t size;

	return pread(fd, &size, sizeof(size), PLACE) == sizeof(size) && size &&
	       !(size & (size - 1));
}

/* The top-level buffer and all instances. */
static int open_handles(struct tracedat *trace, int fd)
{
	struct tracecmd_input *top = tracecmd_open_fd(fd, TRACECMD_FL_LOAD_NO_PLUGINS);
	int nr = top ? tracecmd_buffer_instances(top) : -1;
	int i;

	if (nr < 0)
		return -EBADMSG;
	trace->handles = calloc(nr + 1, sizeof(struct tracecmd_input *));
	if (!trace->handles)
		return -ENOMEM;
	trace->handles[trace->nr++] = top;
	for (i = 0; i < nr; i++) {
		trace->handles[trace->nr] = tracecmd_buffer_instance_handle(top, i);
		if (!trace->handles[trace->nr] || !tracecmd_buffer_instance_name(top, i))
			return -EBADMSG;
		trace->nr++;
	}
	return 0;
}

/* A file that lacks its end would be refused. */
static int pad(struct tracedat *trace, int fd, struct message *why)
{
	struct stat status;

	if (fstat(fd, &status))
		return -errno;
	trace->size = status.st_size;
	return padded_copy(fd, status.st_size, why);
}

/**
 * tracedat_open() - begin to read a file that trace-cmd wrote
 * @ret: filled in; the process ends with it
 * @fd: the file, at its start
 * @wanted: EVENT_BIT() of the types that are of interest; until the first event of the module, all
 *	are that processes can be known from
 * @cut: whether the file lacks its end
 * @why: explains an error, in words that can follow the file's name; may be left empty
 *
 * Return: 0, -EBADMSG for a damaged file, -ENODATA for one without events of ours, -EPROTO for
 * events in a form that is not known, or another -errno
 */
int tracedat_open(struct tracedat *ret, int fd, unsigned int wanted, bool cut, struct message *why)
{
	int err;

	tracecmd_set_loglevel(TEP_LOG_NONE);
	tep_set_loglevel(TEP_LOG_NONE);
	if (!has_page_size(fd))
		return -EBADMSG;
	if (cut)
		fd = pad(ret, fd, why);
	err = fd < 0 ? fd : open_handles(ret, fd);
	if (!err)
		err = decoder_init(&ret->decoder, tracecmd_get_tep(ret->handles[0]), wanted, why);
	return err ? err : records_init(&ret->records, ret->handles, ret->nr);
}

/* Of each recorder; without any, of what the file was made to hold. */
static bool introduce(struct tracedat *trace, struct event *ret)
{
	struct owner owner = { 0 };
	bool known = false;
	const char *name;

	*ret = (struct event){ .type = EVENT_RECORDER };
	while (trace->introduced < trace->nr - 1) {
		name = tracecmd_buffer_instance_name(trace->handles[0], trace->introduced++);
		known = owner_of_instance(name, &owner);
		if (known)
			break;
	}
	if (!known && trace->told)
		return false;
	trace->told = true;
	ret->recorder = (struct recorder_event){ owner.pid, owner.start, trace->decoder.held };
	return true;
}

static bool take_loss(struct tracedat *trace, struct event *ret)
{
	const struct tep_record *record = trace->record;

	trace->lost = !trace->lost && record->missed_events;
	if (trace->lost)
		*ret = (struct event){
			.time = record->ts,
			.cpu = record->cpu,
			.type = EVENT_LOST,
			.lost.count = record->missed_events > 0 ? record->missed_events : 0,
		};
	return trace->lost;
}

/**
 * tracedat_next() - the next event in the order of time
 * @trace: of which
 * @ret: filled in up to the event_size() of its type; the steps of a walk are lent until the next
 *	call
 * @why: explains an error, in words that can follow the file's name; may be left empty
 *
 * Who recorded comes first.
 *
 * Return: 1; 0 at the end; -EBADMSG where the file is damaged, or another -errno
 */
int tracedat_next(struct tracedat *trace, struct event *ret, struct message *why)
{
	int status;

	if (introduce(trace, ret))
		return 1;
	do {
		if (!trace->lost) {
			tracecmd_free_record(trace->record);
			trace->record = NULL;
			status = records_next(&trace->records, &trace->record);
			if (!status && trace->size)
				return message_set(why, -EBADMSG,
						   "it is damaged: it ends at byte %jd, where more "
						   "should follow",
						   (intmax_t)trace->size);
			if (status != 1)
				return status;
		}
		if (take_loss(trace, ret))
			return 1;
		status = decoder_take(&trace->decoder, trace->record, ret);
	} while (!status);
	return status;
}
