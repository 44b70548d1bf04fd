// SPDX-License-Identifier: GPL-2.0-or-later
/* Any text as a copy of one of the module's files in debugfs, and what is rendered of it. */
#include <locale.h>
#include <string.h>

#include "../../tools/render/reapers.h"
#include "../../tools/render/tasks.h"
#include "../../tools/source/debugfs.h"
#include "../../tools/source/reapers.h"
#include "../../tools/source/view.h"
#include "fuzz.h"

static void read_tasks(FILE *in, bool tree)
{
	struct terminal terminal = fuzz_terminal(tree);
	struct tasks_style style = { .tree = tree, .all = !tree };
	struct snapshot snapshot;
	struct message why;

	if (!debugfs_read_tasks(in, &snapshot, &why)) {
		must(!tasks_render(&terminal, &snapshot, &style));
		snapshot_deinit(&snapshot);
	}
	fuzz_check_output(&terminal);
}

static void read_reapers(FILE *in)
{
	struct terminal terminal = fuzz_terminal(true);
	struct reapers reapers;
	struct message why;

	if (!reapers_read(in, &reapers, &why)) {
		must(!reapers_render(&terminal, &reapers));
		reapers_deinit(&reapers);
	}
	fuzz_check_output(&terminal);
}

static void read_lines(FILE *in)
{
	uint32_t steps[SUBREAPER_STEPS_MAX];
	struct event event;
	struct view view;

	if (view_begin(&view, in))
		return;
	while (view_next(&view) == 1) {
		event = view_walk(&view, steps);
		must(event.walk.kept_steps <= SUBREAPER_STEPS_MAX);
		must(!event.walk.parent_comm[SUBREAPER_COMM_LEN - 1]);
		event = view_task(&view);
		must(!event.process.comm[SUBREAPER_COMM_LEN - 1]);
	}
	view_end(&view);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	setlocale(LC_CTYPE, "C.UTF-8");
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char value[INFO_VALUE_SIZE];
	FILE *in = size ? fmemopen((void *)data, size, "r") : NULL;

	if (!in)
		return 0;
	read_tasks(in, false);
	rewind(in);
	read_tasks(in, true);
	rewind(in);
	read_reapers(in);
	rewind(in);
	read_lines(in);
	rewind(in);
	debugfs_read_info(in, "hook", value);
	fclose(in);
	return 0;
}
