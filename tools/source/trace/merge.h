/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_MERGE_H
#define SOURCE_MERGE_H

#include "../../base/terminal/message.h"
#include "../../model/trace/event.h"

#define TRACES_MAX 64

struct merge;

int merge_find_note(const char *path, struct note_event *ret, struct message *why);
int merge_open(struct merge **ret, const char * const *paths, const struct note_event *notes,
	       size_t nr, unsigned int wanted, struct message *why);
int merge_next(struct merge *merge, struct event *ret, struct message *why);
void merge_close(struct merge *merge);

#endif /* SOURCE_MERGE_H */
