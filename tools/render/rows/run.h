/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Consecutive adoptions by one process that differ in pids and times only: one line may stand for
 * all of them.
 */
#ifndef RENDER_RUN_H
#define RENDER_RUN_H

#include "../../model/trace/kept.h"
#include "lines.h"

/* Fewer have a line each. */
#define RUN_LEAST 4

/**
 * struct run - reparents that wait for others like them
 * @first: those that have a line each if there are too few
 * @last: the latest
 * @nr: how many wait
 */
struct run {
	struct kept_event first[RUN_LEAST - 1];
	struct event last;
	size_t nr;
};

bool run_has_room_for(const struct run *run, const struct event *event);
int run_add(struct run *run, const struct event *event);
void run_print(struct run *run, struct lines *lines);

#endif /* RENDER_RUN_H */
