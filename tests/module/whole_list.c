// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * whole_list COUNT ROUNDS: start COUNT processes that live all the while, then read debugfs
 * subreaper/tasks ROUNDS times, in reads of different sizes, while others come and go. Each of
 * them must be listed exactly once, none twice, and every line must be whole.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#define TASKS "/sys/kernel/debug/subreaper/tasks"
#define PIDS  4194305

static char text[64 << 20];
static unsigned char seen[PIDS];
static pid_t *sleepers;

static bool start_sleepers(int count)
{
	int i;

	sleepers = calloc(count, sizeof(*sleepers));
	for (i = 0; i < count; i++) {
		sleepers[i] = fork();
		if (sleepers[i] < 0)
			return false;
		if (sleepers[i] == 0) {
			prctl(PR_SET_PDEATHSIG, SIGKILL);
			for (;;)
				pause();
		}
	}
	return true;
}

static size_t read_whole(size_t chunk)
{
	int fd = open(TASKS, O_RDONLY);
	size_t length = 0;
	ssize_t got;

	if (fd < 0)
		return 0;
	while ((got = read(fd, text + length, chunk)) > 0)
		length += got;
	close(fd);
	text[length] = '\0';
	return got < 0 ? 0 : length;
}

static int columns_of(const char *line, const char *end)
{
	int columns = 1;

	for (; line < end; line++)
		columns += *line == ' ';
	return columns;
}

/* Count each listed pid; false when a line is cut or has other columns than the header names. */
static bool lines_are_whole(void)
{
	int columns = columns_of(text, strchr(text, '\n'));
	char *line = strchr(text, '\n') + 1;
	char *end;

	memset(seen, 0, sizeof(seen));
	for (; *line; line = end + 1) {
		end = strchr(line, '\n');
		if (!end || columns_of(line, end) != columns) {
			printf("# a broken line: %.60s\n", line);
			return false;
		}
		seen[atoi(line)]++;
	}
	return true;
}

static bool each_once(int count)
{
	int i;

	for (i = 0; i < PIDS; i++) {
		if (seen[i] > 1) {
			printf("# pid %d is listed %d times\n", i, seen[i]);
			return false;
		}
	}
	for (i = 0; i < count; i++) {
		if (!seen[sleepers[i]]) {
			printf("# pid %d is missing\n", sleepers[i]);
			return false;
		}
	}
	return true;
}

int main(int argc, char **argv)
{
	static const size_t chunks[] = { 131072, 4096, 1021, 65536, 127 };
	int count = argc > 1 ? atoi(argv[1]) : 2003;
	int rounds = argc > 2 ? atoi(argv[2]) : 5;
	int round;

	if (!start_sleepers(count)) {
		printf("# cannot start %d processes\n", count);
		return 1;
	}
	for (round = 0; round < rounds; round++) {
		if (!read_whole(chunks[round % 5]) || !lines_are_whole() || !each_once(count))
			return 1;
	}
	printf("# %d processes in %d readings, each listed once\n", count, rounds);
	return 0;
}
