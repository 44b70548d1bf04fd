/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The lives of processes, from events that name threads. A thread's birth is not that of a process,
 * and a process exits with the last of its threads.
 */
#ifndef MODEL_LIFE_H
#define MODEL_LIFE_H

#include "../forest/forest.h"

/* What a trace shows of a process, perhaps only after it happened. */
struct fate {
	uint64_t start;
	int32_t exit_code;
	bool exit_known;
};

/**
 * struct fates - what is known of all processes of a forest in the end
 * @all: by their serial
 *
 * All zero is empty.
 */
struct fates {
	struct fate *all;
	size_t nr;
	size_t capacity;
};

/**
 * struct life_watch - what has to be known before an event, to see what it changed
 * @process: that of the thread which the event names; NULL if it is not known
 * @had_ended: whether it had exited before
 */
struct life_watch {
	const struct process *process;
	bool had_ended;
};

void fates_deinit(struct fates *fates);
int fates_learn(struct fates *fates, const struct forest *forest, const struct event *event);
struct life_watch life_watch(const struct forest *forest, const struct event *event);
bool life_of(const struct life_watch *watch, const struct forest *forest, const struct fates *fates,
	     const struct event *event, struct event *ret);

#endif /* MODEL_LIFE_H */
