/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_FILTER_H
#define MODEL_FILTER_H

#include <stddef.h>

#include "event.h"
#include "moment.h"

#define FILTER_MAX 64

/**
 * struct process_match - processes, each by a pid or by a name
 * @nr_pids: how many pids
 * @nr_globs: how many patterns of names
 * @pids: the pids, in the initial pid namespace
 * @ordinals: which process of that pid, 2 for the second; 0 for any
 * @globs: the patterns, of names as a terminal is shown them; lent
 */
struct process_match {
	size_t nr_pids;
	size_t nr_globs;
	int32_t pids[FILTER_MAX];
	uint32_t ordinals[FILTER_MAX];
	const char *globs[FILTER_MAX];
};

/**
 * struct filter - which events are wanted
 * @pids: those that name one of these
 * @comms: those that name one of these
 * @adopters: those in which one of these adopts
 * @decisions: those with one of these, a bit each by number
 * @levels: those at one of these depths of pid namespaces, a bit each
 * @since: those from then on
 * @until: those up to then
 *
 * All that are set must hold. All zero wants everything.
 */
struct filter {
	struct process_match pids;
	struct process_match comms;
	struct process_match adopters;
	unsigned int decisions;
	uint64_t levels;
	struct moment since;
	struct moment until;
};

int filter_add_pids(struct filter *filter, const char *text, struct message *why);
int filter_add_comm(struct filter *filter, const char *text, struct message *why);
int filter_add_adopter(struct filter *filter, const char *text, struct message *why);
int filter_add_decisions(struct filter *filter, const char *text, struct message *why);
int filter_add_levels(struct filter *filter, const char *text, struct message *why);
bool filter_is_in_time(const struct filter *filter, const struct event *event, uint64_t time);
bool filter_passes(const struct filter *filter, const struct event *event, uint64_t time);

#endif /* MODEL_FILTER_H */
