// SPDX-License-Identifier: GPL-2.0-or-later
/* stdout: what it can show, the pager before it, and whether everything got there. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../base/terminal/pager.h"
#include "complain.h"
#include "output.h"

/* What a shell says of a command that SIGPIPE ended. */
#define EX_PIPE 141

static int colour = COLOUR_AUTO;
static bool ascii;
static bool no_pager;
static pid_t pager;

const struct option_spec output_options[] = {
	{ 0, "color", OPTION_CHOICE, "auto|always|never", "whether to use colour", &colour },
	{ 0, "ascii", OPTION_FLAG, NULL, "use only ASCII characters", &ascii },
	{ 0, "no-pager", OPTION_FLAG, NULL, "do not use a pager on a terminal", &no_pager },
	{ 0 },
};

static int format;

const struct option_spec format_options[] = {
	{ 'f', "format", OPTION_CHOICE, "text|json|ndjson|csv",
	  "text for people, or a format for "
	  "programs",
	  &format },
	{ 0 },
};

/**
 * output_format() - what --format asks for
 *
 * Return: the format
 */
enum format output_format(void)
{
	return format;
}

/**
 * output_document() - get stdout ready for a document
 * @document: begun
 * @content: what it is to hold
 * @clock: what times in it mean; NULL where there are none
 *
 * Return: exit code; output_close() is to follow when it is EX_OK
 */
int output_document(struct document *document, const char *content, const struct clock *clock)
{
	struct terminal terminal = output_plain();

	if (document_begin(document, &terminal, format, content, clock))
		return complain(EX_FAILED, "out of memory");
	return EX_OK;
}

/**
 * output_document_end() - end a document, and make sure that it got there
 * @document: of which the tail has begun
 * @loss: what the trace lacks; NULL where none was read
 * @complete: whether all could be read
 *
 * Return: exit code
 */
int output_document_end(struct document *document, const struct trace_loss *loss, bool complete)
{
	if (document_end(document, loss, complete))
		return complain(EX_FAILED, "out of memory");
	return output_close();
}

/**
 * output_open() - get stdout ready for what may be many lines
 *
 * Leaving the pager early then does not kill the command.
 *
 * Return: what it can show; to be followed by output_close()
 */
struct terminal output_open(void)
{
	struct terminal terminal = terminal_of(stdout, colour, ascii);

	if (isatty(STDOUT_FILENO) && !no_pager)
		pager = pager_start();
	if (pager)
		signal(SIGPIPE, SIG_IGN);
	return terminal;
}

/**
 * output_open_unpaged() - get stdout ready for lines that come now and then
 *
 * Return: as output_open()
 */
struct terminal output_open_unpaged(void)
{
	return terminal_of(stdout, colour, ascii);
}

/**
 * output_plain() - get stdout ready for what a program is to read
 *
 * Return: what it can show; to be followed by output_close()
 */
struct terminal output_plain(void)
{
	return terminal_of(stdout, COLOUR_NEVER, false);
}

/* errno is unknown: the write() that failed may be long ago. */
static bool has_no_reader(int fd)
{
	struct pollfd file = { .fd = fd };

	return poll(&file, 1, 0) > 0 && file.revents & POLLERR;
}

/**
 * output_close() - make sure that everything written to stdout got there
 *
 * It is no error if the reader stops early.
 *
 * Return: exit code
 */
int output_close(void)
{
	bool failed = ferror(stdout);
	bool reader_gone = has_no_reader(STDOUT_FILENO);
	int err;

	errno = 0;
	failed |= fclose(stdout) != 0;
	err = reader_gone ? EPIPE : errno;
	pager_wait(pager);
	if (!failed || (pager && err == EPIPE))
		return EX_OK;
	if (err == EPIPE)
		return EX_PIPE;
	return complain(EX_FAILED, "cannot write the output: %s",
			err ? strerror(err) : "an earlier write failed; is the disk full?");
}
