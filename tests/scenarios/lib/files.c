// SPDX-License-Identifier: GPL-2.0-or-later
/* Control files of tracefs and debugfs, as whole texts. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "files.h"

/**
 * file_write() - write a text to a control file, in one go
 * @path: the file, which must exist
 * @text: what to write; it replaces what the file held
 *
 * Return: 0 or a negative errno
 */
int file_write(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC);
	int err = 0;

	if (fd < 0)
		return -errno;
	if (write(fd, text, strlen(text)) < 0)
		err = -errno;
	close(fd);
	return err;
}

/**
 * file_read() - read a file of unknown size
 * @path: the file
 *
 * Return: its text, for the caller to free; NULL with errno set when it cannot be read
 */
char *file_read(const char *path)
{
	FILE *stream = fopen(path, "re");
	size_t size = 0;
	char *text = NULL;

	if (!stream)
		return NULL;
	if (getdelim(&text, &size, '\0', stream) < 0 && !ferror(stream))
		text[0] = '\0';
	if (ferror(stream)) {
		free(text);
		text = NULL;
	}
	fclose(stream);
	return text;
}
