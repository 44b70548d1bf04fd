// SPDX-License-Identifier: GPL-2.0-or-later
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "../../tools/source/text.h"
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

struct trace trace_of(const char *lines)
{
	FILE *in = fmemopen((char *)lines, strlen(lines), "r");
	struct trace trace = { 0 };
	struct message why = { "" };

	if (!in || text_read(in, &trace, &why)) {
		printf("Bail out! a test has a bad trace: %s\n", why.text);
		exit(1);
	}
	fclose(in);
	return trace;
}

struct forest forest_of(const char *lines)
{
	struct trace trace = trace_of(lines);
	struct forest forest;

	if (forest_build(&forest, &trace))
		exit(1);
	trace_deinit(&trace);
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
	test_text();
	test_debugfs();
	test_forest();
	test_counterfactual();
	test_selection();
	printf("1..%d\n", count);
	return failed != 0;
}
