// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Any bytes as records of a trace.dat whose formats are known, each with its length in two bytes
 * before it; and the timeline of them. The formats are those of the trace in TRACE, and of the
 * kernel's events that it lacks.
 */
#include <locale.h>
#include <string.h>

#include <trace-cmd.h>

#include "../../tools/render/rows/timeline.h"
#include "../../tools/source/trace/decoder.h"
#include "fuzz.h"

#define COMMON                                                                         \
	"format:\n"                                                                    \
	"\tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;\n"         \
	"\tfield:unsigned char common_flags;\toffset:2;\tsize:1;\tsigned:0;\n"         \
	"\tfield:unsigned char common_preempt_count;\toffset:3;\tsize:1;\tsigned:0;\n" \
	"\tfield:int common_pid;\toffset:4;\tsize:4;\tsigned:1;\n\n"

static const struct {
	const char *system;
	const char *format;
} formats[] = {
	{ "task", "name: task_newtask\nID: 61001\n" COMMON
		  "\tfield:pid_t pid;\toffset:8;\tsize:4;\tsigned:1;\n"
		  "\tfield:char comm[16];\toffset:12;\tsize:16;\tsigned:0;\n"
		  "\tfield:unsigned long clone_flags;\toffset:32;\tsize:8;\tsigned:0;\n"
		  "\nprint fmt: \"pid=%d\", REC->pid\n" },
	{ "sched", "name: sched_process_fork\nID: 61002\n" COMMON
		   "\tfield:char parent_comm[16];\toffset:8;\tsize:16;\tsigned:0;\n"
		   "\tfield:pid_t parent_pid;\toffset:24;\tsize:4;\tsigned:1;\n"
		   "\tfield:char child_comm[16];\toffset:28;\tsize:16;\tsigned:0;\n"
		   "\tfield:pid_t child_pid;\toffset:44;\tsize:4;\tsigned:1;\n"
		   "\nprint fmt: \"pid=%d\", REC->child_pid\n" },
	{ "sched", "name: sched_process_exec\nID: 61003\n" COMMON
		   "\tfield:__data_loc char[] filename;\toffset:8;\tsize:4;\tsigned:0;\n"
		   "\tfield:pid_t pid;\toffset:12;\tsize:4;\tsigned:1;\n"
		   "\tfield:pid_t old_pid;\toffset:16;\tsize:4;\tsigned:1;\n"
		   "\nprint fmt: \"pid=%d\", REC->pid\n" },
	{ "sched", "name: sched_process_exit\nID: 61004\n" COMMON
		   "\tfield:char comm[16];\toffset:8;\tsize:16;\tsigned:0;\n"
		   "\tfield:pid_t pid;\toffset:24;\tsize:4;\tsigned:1;\n"
		   "\nprint fmt: \"pid=%d\", REC->pid\n" },
	{ "sched", "name: sched_process_free\nID: 61005\n" COMMON
		   "\tfield:__data_loc char[] comm;\toffset:8;\tsize:4;\tsigned:0;\n"
		   "\tfield:pid_t pid;\toffset:12;\tsize:4;\tsigned:1;\n"
		   "\nprint fmt: \"pid=%d\", REC->pid\n" },
	{ "syscalls", "name: sys_enter_prctl\nID: 61006\n" COMMON
		      "\tfield:int __syscall_nr;\toffset:8;\tsize:4;\tsigned:1;\n"
		      "\tfield:int option;\toffset:16;\tsize:8;\tsigned:0;\n"
		      "\tfield:unsigned long arg2;\toffset:24;\tsize:8;\tsigned:0;\n"
		      "\nprint fmt: \"option=%d\", REC->option\n" },
};

/* Kept open, as the decoder refers to its formats. */
static struct tracecmd_input *trace;
static struct decoder decoder;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	struct message why = { .text = "" };
	struct tep_handle *tep;
	size_t i;

	(void)argc;
	(void)argv;
	setlocale(LC_CTYPE, "C.UTF-8");
	trace = tracecmd_open(TRACE, TRACECMD_FL_LOAD_NO_PLUGINS);
	must(trace);
	tep = tracecmd_get_tep(trace);
	for (i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		must(!tep_parse_event(tep, formats[i].format, strlen(formats[i].format),
				      formats[i].system));
	must(!decoder_init(&decoder, tep, EVENTS_SUBREAPER | EVENTS_LIVES, &why));
	return 0;
}

/* As programs read them that get the event. */
static void read_steps(const struct walk_event *walk)
{
	volatile uint32_t step;
	uint32_t i;

	for (i = 0; i < walk->kept_steps; i++)
		step = walk->steps[i];
	(void)step;
}

/* In memory of its own, so that reading behind its end is seen. */
static void take_record(const uint8_t *data, size_t size, struct timeline *timeline,
			struct clock *clock)
{
	struct tep_record record = { .ts = 1000, .size = size, .data = malloc(size) };
	struct event event;

	memcpy(record.data, data, size);
	if (decoder_take(&decoder, &record, &event) == 1) {
		if (event.type == EVENT_WALK)
			read_steps(&event.walk);
		clock_note(clock, &event);
		must(!timeline_add(timeline, &event, true));
	}
	free(record.data);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct terminal terminal = fuzz_terminal(size & 1);
	struct timeline_style style = { .walk = true, .tasks = true };
	struct clock clock = { .nr_hosts = 1 };
	struct timeline *timeline = timeline_begin(&terminal, &style, &clock);

	must(timeline);
	while (size > 2) {
		size_t length = data[0] | data[1] << 8;

		data += 2;
		size -= 2;
		if (length > size)
			length = size;
		if (length)
			take_record(data, length, timeline, &clock);
		data += length;
		size -= length;
	}
	timeline_end(timeline);
	fuzz_check_output(&terminal);
	return 0;
}
