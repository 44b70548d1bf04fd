/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CMD_FOLLOWING_H
#define CMD_FOLLOWING_H

#include "../../model/forest/inference.h"

/**
 * struct following - a trace that is read, and the processes in it as of the latest event
 * @forest: the processes
 * @inference: what follows from what was recorded
 * @err: 0 or -ENOMEM, which ends it
 *
 * All zero is the beginning.
 */
struct following {
	struct forest forest;
	struct inference inference;
	int err;
};

void following_deinit(struct following *following);
bool following_inferred(struct following *following, struct event *ret);
bool following_next(struct following *following, struct event *ret);
void following_tell_disagreement(const struct following *following);
int following_conclude(struct following *following);

#endif /* CMD_FOLLOWING_H */
