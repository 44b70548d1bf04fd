// SPDX-License-Identifier: GPL-2.0-or-later
/* trace.dat files, through libtracecmd, which can crash or hang on a damaged one. */
#include <errno.h>
#include <inttypes.h>
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

/* With an impossible one libtracecmd reads on, and leaves records out. */
static bool find_page_size(int fd, uint32_t *ret)
{
	/* Behind the magic, the version, the byte order and the size of a long. */
	enum { PLACE = 14 };

	return pread(fd, ret, sizeof(*ret), PLACE) == sizeof(*ret) && *ret && !(*ret & (*ret - 1));
}

/*
 * From version 7 on a file is a row of sections, each with its length. One that lacks some of the
 * last can be read, but is not what was recorded.
 */
static bool lacks_sections(int fd, uint64_t size)
{
	struct {
		uint16_t id, flags;
		uint32_t description;
		uint64_t size;
	} section = { .size = 0 };
	char head[256] = "";
	const char *text = head + sizeof("\x17\x08\x44tracing") - 1;
	uint64_t place;

	/* All that is before the sections, and in texts that are there. */
	if (pread(fd, head, sizeof(head) / 2, 0) < 0 || strtoul(text, NULL, 10) < 7)
		return false;
	text += strlen(text) + 1;
	/* Their numbers are in the order of bytes of the machine that recorded. */
	if (*text != (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__))
		return false;
	text += 6;
	text += strlen(text) + 1;
	text += strlen(text) + 1;
	for (place = text + 8 - head; place < size; place += sizeof(section) + section.size) {
		if (pread(fd, &section, sizeof(section), place) != sizeof(section) ||
		    section.size > size - place - sizeof(section))
			return true;
	}
	return false;
}

/* The top-level buffer and all instances; of a file that lacks its end, those that are there. */
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
		if (trace->handles[trace->nr])
			trace->nr++;
		else if (!trace->records.size)
			return -EBADMSG;
	}
	return 0;
}

static int explain_cut(const struct tracedat *trace, struct message *why)
{
	return message_set(why, -EBADMSG,
			   "it is damaged: it ends at byte %" PRIu64 ", where more should follow",
			   trace->cut);
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
	struct stat status;
	int err;

	tracecmd_set_loglevel(TEP_LOG_NONE);
	tep_set_loglevel(TEP_LOG_NONE);
	if (fstat(fd, &status))
		return -errno;
	if (!find_page_size(fd, &ret->records.page_size))
		return -EBADMSG;
	if (cut || lacks_sections(fd, status.st_size))
		ret->cut = status.st_size;
	if (cut) {
		/* As it is the library refuses it. */
		fd = padded_copy(fd, status.st_size, why);
		ret->records.size = status.st_size;
	}
	err = fd < 0 ? fd : open_handles(ret, fd);
	if (!err)
		err = decoder_init(&ret->decoder, tracecmd_get_tep(ret->handles[0]), wanted, why);
	if (err == -EBADMSG && ret->cut)
		return explain_cut(ret, why);
	return err ? err : records_init(&ret->records, ret->handles, ret->nr);
}

/* Of each recorder; without any, of what the file was made to hold. */
static bool introduce(struct tracedat *trace, struct event *ret)
{
	struct owner owner = { 0 };
	bool known = false;
	const char *name;

	*ret = (struct event){ .type = EVENT_RECORDER };
	while (!known &&
	       (name = tracecmd_buffer_instance_name(trace->handles[0], trace->introduced))) {
		trace->introduced++;
		known = owner_of_instance(name, &owner);
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
			if (!status && trace->cut)
				return explain_cut(trace, why);
			if (status != 1)
				return status;
		}
		if (take_loss(trace, ret))
			return 1;
		status = decoder_take(&trace->decoder, trace->record, ret);
	} while (!status);
	return status;
}
