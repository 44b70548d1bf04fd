// SPDX-License-Identifier: GPL-2.0-or-later
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "../../tools/source/trace/text.h"
#include "tap.h"

static int count;
static int failed;

void check(bool passed, const char *name)
{
	count++;
	failed += !passed;
	printf("%sok %d - %s\n", passed ? "" : "not ", count, name);
}

void check_text(const char *got, const char *wanted, const char *name)
{
	bool same = got && !strcmp(got, wanted);

	check(same, name);
	if (!same)
		printf("# got '%s', wanted '%s'\n", got ? got : "(nothing)", wanted);
}

static FILE *open_lines(const char *lines)
{
	FILE *in = fmemopen((char *)lines, strlen(lines), "r");

	if (!in)
		exit(1);
	return in;
}

static int next_of(FILE *in, struct event *ret)
{
	struct message why = { .text = "" };
	size_t number = 0;
	int status = text_next(in, &number, ret, &why);

	if (status >= 0)
		return status;
	printf("Bail out! a test has a bad trace: %s\n", why.text);
	exit(1);
}

struct recorded recorded_of(const char *lines)
{
	struct recorded recorded = { .nr = 0 };
	FILE *in = open_lines(lines);
	struct event event;

	while (next_of(in, &event)) {
		summary_add(&recorded.summary, &event);
		if (recorded.nr == RECORDED_MAX)
			exit(1);
		recorded.events[recorded.nr++] = event;
	}
	fclose(in);
	return recorded;
}

struct forest forest_of(const char *lines)
{
	struct forest forest = { 0 };
	FILE *in = open_lines(lines);
	struct event event;
	int err = 0;

	while (!err && next_of(in, &event))
		err = forest_apply(&forest, &event);
	fclose(in);
	if (err || forest_conclude(&forest))
		exit(1);
	return forest;
}

/* 0 for no parent, -1 for no process. */
int parent_of(const struct forest *forest, int pid, enum world world)
{
	struct process *process = process_latest(&forest->table, pid);

	if (!process)
		return -1;
	return process->parent[world] ? process->parent[world]->pid : 0;
}

int main(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
	test_base();
	test_profile();
	test_quote();
	test_drawn();
	test_text();
	test_debugfs();
	test_decoder();
	test_filter();
	test_eventfilter();
	test_folding();
	test_siblings();
	test_forest();
	test_lineage();
	test_life();
	test_lives();
	test_walk();
	test_crowd();
	test_inference();
	test_counterfactual();
	test_selection();
	test_symbols();
	test_scene();
	test_readers();
	test_tally();
	printf("1..%d\n", count);
	return failed != 0;
}
