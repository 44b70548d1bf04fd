/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef UNIT_TAP_H
#define UNIT_TAP_H

#include <stdbool.h>
#include <string.h>

#include "../../tools/model/forest/forest.h"
#include "../../tools/model/trace/summary.h"

void check(bool passed, const char *name);
void check_text(const char *got, const char *wanted, const char *name);

#define RECORDED_MAX 64

/* The steps of a walk are those of the last one. */
struct recorded {
	struct event events[RECORDED_MAX];
	size_t nr;
	struct summary summary;
};

struct recorded recorded_of(const char *lines);
struct forest forest_of(const char *lines);
int parent_of(const struct forest *forest, int pid, enum world world);

void test_base(void);
void test_counterfactual(void);
void test_crowd(void);
void test_debugfs(void);
void test_decoder(void);
void test_drawn(void);
void test_eventfilter(void);
void test_filter(void);
void test_folding(void);
void test_siblings(void);
void test_forest(void);
void test_profile(void);
void test_quote(void);
void test_inference(void);
void test_lineage(void);
void test_life(void);
void test_lives(void);
void test_readers(void);
void test_scene(void);
void test_selection(void);
void test_symbols(void);
void test_tally(void);
void test_text(void);
void test_walk(void);

#endif /* UNIT_TAP_H */
