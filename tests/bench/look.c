// SPDX-License-Identifier: GPL-2.0-or-later
#include <fcntl.h>
#include <unistd.h>

#include "look.h"
#include "measure.h"

#define ROUNDS	3
#define AT_ONCE 65536

/**
 * look_whole() - read a file to its end; ends the program when that fails
 */
void look_whole(const char *path)
{
	static char text[AT_ONCE];
	int fd = must(open(path, O_RDONLY), path);

	while (must(read(fd, text, sizeof(text)), path) > 0)
		;
	close(fd);
}

/**
 * look_cost() - print "NAME_OF VALUE": the least that it took to look, in nanoseconds
 * @of: what there was to look at
 */
void look_cost(const char *name, const char *of, void (*look)(const char *path), const char *path)
{
	long long cost = -1, start;

	for (int round = 0; round < ROUNDS; round++) {
		start = now();
		look(path);
		cost = least(cost, now() - start);
	}
	printf("%s_%s %lld\n", name, of, cost);
	fflush(stdout);
}
