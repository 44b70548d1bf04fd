/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BENCH_FAMILY_H
#define BENCH_FAMILY_H

#include <sys/types.h>

/**
 * struct family - a parent and its children, below the calling process
 * @size: how many children
 * @parent: their parent
 * @command: what ends the parent when it is written to
 * @hold: what ends the children when it is closed
 */
struct family {
	int size;
	pid_t parent;
	int command;
	int hold;
};

void family_start(struct family *family, int size);
long long family_bereave(struct family *family);
void family_bury(struct family *family);

#endif /* BENCH_FAMILY_H */
