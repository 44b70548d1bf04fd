// SPDX-License-Identifier: GPL-2.0-or-later
#include "../model/process/process.h"
#include "../render/counts/tasks.h"
#include "../source/debugfs/tasks.h"
#include "../source/machine/module.h"
#include "../source/machine/processes.h"
#include "command.h"
#include "options/output.h"
#include "reading/viewfile.h"

static const char *input;
static struct tasks_style style;

static const struct option_spec own_options[] = {
	{ 'i', "input", OPTION_TEXT, "FILE", "read a copy of debugfs subreaper/tasks", &input },
	{ 't', "tree", OPTION_FLAG, NULL, "draw the tree of processes", &style.tree },
	{ 'a', "all", OPTION_FLAG, NULL, "show kernel threads too", &style.all },
	{ 0 },
};

static const struct option_spec * const options[] = {
	own_options,
	format_options,
	output_options,
	NULL,
};

static int print_tasks(const struct snapshot *snapshot)
{
	struct terminal terminal = output_open();

	if (tasks_render(&terminal, snapshot, &style))
		return complain(EX_FAILED, "out of memory");
	return output_close();
}

static int put_tasks(const struct snapshot *snapshot)
{
	struct document document;
	int status = output_document(&document, "tasks", NULL);
	size_t hidden;

	if (status)
		return status;
	hidden = tasks_put(&document, snapshot, style.all);
	document_tail(&document);
	document_number(&document, "hidden_kernel_threads", hidden);
	return output_document_end(&document, NULL, true);
}

static int read_proc(struct snapshot *ret)
{
	struct message why;
	size_t i;

	if (processes_read(ret, &why))
		return complain(EX_FAILED, "%s", why.text);
	note(FROM_PROC);
	if (!snapshot_find(ret, INIT_PID))
		note(PROC_HIDES);
	ret->bare = true;
	for (i = 0; i < ret->nr; i++)
		processes_look(&ret->tasks[i].process);
	return EX_OK;
}

static int read_tasks(struct snapshot *ret)
{
	struct message why;
	FILE *in;
	int status, err;

	if (!input && !module_is_loaded())
		return read_proc(ret);
	status = viewfile_open("tasks", input, &in);
	if (status)
		return status;
	err = tasks_read(in, ret, &why);
	fclose(in);
	return err ? viewfile_refuse("tasks", input, "report --tasks", &why) : EX_OK;
}

static int run(int argc, char **argv)
{
	struct snapshot snapshot;
	int status;

	if (argc)
		return misuse("tasks takes no '%s'", argv[0]);
	status = read_tasks(&snapshot);
	if (status)
		return status;
	status = output_format() == FORMAT_TEXT ? print_tasks(&snapshot) : put_tasks(&snapshot);
	snapshot_deinit(&snapshot);
	return status;
}

const struct command tasks_command = {
	.name = "tasks",
	.summary = "list this machine's processes, and what would adopt their children",
	.description =
		"MARKED shows whether the process is a subreaper, HAS whether the kernel looks for\n"
		"a subreaper above it. NEW PARENT would adopt its children if it exited now;\n"
		"REASON says why. Without the module, /proc is read, and these four are unknown (?).",
	.options = options,
	.run = run,
};
