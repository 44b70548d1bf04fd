// SPDX-License-Identifier: GPL-2.0-or-later
/* trace.dat files, through libtracecmd, which can crash or hang on a damaged one. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <trace-cmd.h>

#include "../../base/terminal/descriptor.h"
#include "../record/owner.h"
#include "tracedat.h"

/*
 * libtracecmd parses all symbols of the recorded kernel when it opens a file, which takes longer
 * than reading most traces, and symbols are not used here. The dynamic linker looks in the program
 * first, so the library calls this in place of the function of libtraceevent.
 */
int tep_parse_kallsyms(struct tep_handle *tep, const char *symbols)
{
	(void)tep;
	(void)symbols;
	return 0;
}

/* With an impossible size libtracecmd goes on, and skips records. */
static bool find_page_size(int fd, uint32_t *ret)
{
	/* After the magic, the version, the byte order and the size of a long. */
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
	text += 6 + strlen(text + 6) + 1;
	text += strlen(text) + 1;
	for (place = text + 8 - head; place < size; place += sizeof(section) + section.size) {
		if (pread(fd, &section, sizeof(section), place) != sizeof(section) ||
		    section.size > size - place - sizeof(section))
			return true;
	}
	return false;
}

/* More than any trace lacks; a hole takes no room. */
#define HOLE (1LL << 40)
_Static_assert(sizeof(off_t) == sizeof(HOLE), "a trace can be larger than 2 GiB");

static int copy(int from, int to, off_t size)
{
	int err = descriptor_copy(to, from, size);

	if (!err && (ftruncate(to, size + HOLE) || lseek(to, 0, SEEK_SET)))
		err = -errno;
	return err;
}

/*
 * The library refuses a file that is shorter than its head says. With a hole at its end it reads
 * what is there, and takes the rest for empty pages.
 */
static int copy_padded(int fd, off_t size, struct message *why)
{
	const char *chosen = getenv("TMPDIR");
	const char *place = chosen && *chosen ? chosen : P_tmpdir;
	int to = open(place, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	int err;

	if (to < 0)
		to = memfd_create("trace", MFD_CLOEXEC);
	err = to < 0 ? -errno : copy(fd, to, size);
	if (!err)
		return to;
	message_set(why, err,
		    "its end is missing, and the copy that reading it needs cannot be "
		    "made in %s: %s",
		    place, strerror(-err));
	if (err == -ENOSPC || err == -EDQUOT)
		message_add(why, "; set TMPDIR to a directory with room");
	return err;
}

/* A damaged file may also ask for more memory than there is. */
static int why_refused(void)
{
	return errno == ENOMEM ? -ENOMEM : -EBADMSG;
}

/* The top-level buffer and all instances; of a file that lacks its end, those that are there. */
static int open_handles(struct tracedat *trace, int fd)
{
	struct tracecmd_input *top;
	int nr, i;

	errno = 0;
	top = tracecmd_open_fd(fd, TRACECMD_FL_LOAD_NO_PLUGINS);
	/* The library silently skips formats of events if memory is short. */
	if (!top || errno == ENOMEM)
		return why_refused();
	nr = tracecmd_buffer_instances(top);
	trace->handles = calloc(nr + 1, sizeof(struct tracecmd_input *));
	if (!trace->handles)
		return -ENOMEM;
	trace->handles[trace->nr++] = top;
	for (i = 0; i < nr; i++) {
		errno = 0;
		trace->handles[trace->nr] = tracecmd_buffer_instance_handle(top, i);
		if (trace->handles[trace->nr])
			trace->nr++;
		else if (!trace->records.size || errno == ENOMEM)
			return why_refused();
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
	ret->records.size = cut ? status.st_size : 0;
	if (cut)
		fd = copy_padded(fd, status.st_size, why);
	err = fd < 0 ? fd : open_handles(ret, fd);
	if (!err)
		err = decoder_init(&ret->decoder, tracecmd_get_tep(ret->handles[0]), wanted, why);
	if (err == -EBADMSG && ret->cut && !cut)
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
 * @ret: filled in up to the event_size() of its type; what it lends is lent until the next
 *	call
 * @why: explains an error, in words that can follow the file's name; may be left empty
 *
 * The event that names the recorder comes first.
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
