// SPDX-License-Identifier: GPL-2.0-or-later
/* Any text as a copy of one of the module's files in debugfs, and what is rendered of it. */
#include <locale.h>
#include <string.h>

#include "../../tools/render/counts/reapers.h"
#include "../../tools/render/counts/tasks.h"
#include "../../tools/source/debugfs/debugfs.h"
#include "../../tools/source/debugfs/reapers.h"
#include "../../tools/source/debugfs/tasks.h"
#include "../../tools/source/debugfs/walks.h"
#include "fuzz.h"

static void read_tasks(FILE *in, bool tree)
{
	struct terminal terminal = fuzz_terminal(tree);
	struct tasks_style style = { .tree = tree, .all = !tree };
	struct snapshot snapshot;
	struct message why;

	if (!tasks_read(in, &snapshot, &why)) {
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

static void read_walks(FILE *in)
{
	struct walk_row row;
	struct view view;
	int err = view_begin(&view, in, walk_columns);

	while (!err && view_next(&view, &row, sizeof(row)) == 1) {
		walk_row_finish(&row);
		must(row.event.walk.kept_steps <= SUBREAPER_STEPS_MAX);
		must(!row.event.walk.parent_comm[SUBREAPER_COMM_LEN - 1]);
		must(row.event.walk.parent_tgid >= 0);
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
	read_walks(in);
	rewind(in);
	debugfs_read_info(in, "hook", value);
	fclose(in);
	return 0;
}
