/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_ENDING_H
#define RENDER_ENDING_H

#include "../../model/process/process.h"

#define ENDING_SIZE 64

/** struct signal_name - a signal in words, such as SIGKILL */
struct signal_name {
	char text[24];
};

/** struct ending - how a process ended, such as "exited with status 1" */
struct ending {
	char text[ENDING_SIZE];
};

struct signal_name signal_name(unsigned int number);
struct ending ending_of(const struct process *process);
const char *release_cause(const struct process *parent);

#endif /* RENDER_ENDING_H */
