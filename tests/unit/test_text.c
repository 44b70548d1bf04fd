// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "../../tools/model/trace/words.h"
#include "../../tools/source/trace/text.h"
#include "../../tools/source/trace/textline.h"
#include "tap.h"

static void test_fields(void)
{
	struct recorded trace = recorded_of(
		"# subreaper-trace text 1\n"
		"instance subreaper-trace.77.1234.4026531836\n"
		"1.5 [003] reparent child=9 child_start=18446744073709551615 child_comm=a\\040b "
		"parent_tgid=8 adopter_tgid=1 decision=ns_boundary effects=zombie|pdeath "
		"pdeath_signal=9\n"
		"2 [000] walk parent_tgid=8 steps=7:not_subreaper,6:adopts truncated=1\n"
		"2.000000001 [000] mark tgid=4 tid=5 descendants=-1 argument=0xdeadbeef new=1\n"
		"3 [000] process pid=4 state=Z\n"
		"4 [001] lost count=5\n"
		"5 [001] lost\n");
	const struct reparent_event *reparent = &trace.events[1].reparent;
	const struct walk_event *walk = &trace.events[2].walk;
	struct trace_loss loss = trace.summary.loss;

	check(trace.nr == 7 && trace.summary.nr == 6, "text: six events");
	check(trace.events[1].time == 1500000000 && trace.events[1].cpu == 3, "text: time and cpu");
	check(reparent->child == 9 && reparent->child_start == UINT64_MAX, "text: numbers");
	check_text(reparent->child_comm, "a b", "text: a name with a blank");
	check(reparent->decision == SUBREAPER_DECISION_NS_BOUNDARY, "text: a decision");
	check(reparent->effects == (SUBREAPER_EFFECT_ZOMBIE | SUBREAPER_EFFECT_PDEATH),
	      "text: effects");
	check(reparent->parent_tid == 8, "text: a tid that is left out is the tgid");
	check(walk->kept_steps == 2 && walk->nr_steps == 2 && walk->truncated, "text: steps");
	check(walk->steps[1] == SUBREAPER_STEP(6, SUBREAPER_VERDICT_ADOPTS), "text: a verdict");
	check(trace.events[3].time == 2000000001, "text: a nanosecond");
	check(trace.events[3].mark.descendants == -1 && trace.events[3].mark.tid == 5,
	      "text: a negative number, a tid");
	check(trace.events[4].process.state == 'Z', "text: a letter");
	check(trace.summary.recorder.pid == 77 && trace.summary.recorder.start == 1234,
	      "text: the recorder");
	check(loss.places == 2 && loss.events == 5 && loss.uncounted, "text: losses are counted");
}

static void test_later_fields(void)
{
	struct recorded trace =
		recorded_of("1 [000] walk parent_tgid=8 number=77 parent_exit_code=0x8b children=5 "
			    "children_told=2\n"
			    "1 [000] walk parent_tgid=9 children=3\n"
			    "2 [000] process pid=4 sigchld=default exit_signal=-1 adopted_by=3 "
			    "adopted_decision=ns_boundary\n"
			    "2 [000] process pid=5 sigchld=nocldwait\n"
			    "3 [000] reap pid=4 reaper_tgid=3 exit_code=256 release=unwaited\n"
			    "4 [000] gap gap=disarmed since=3000000000\n"
			    "5 [000] gap gap=missed since=1 until=2 count=3\n"
			    "6 [000] gap gap=disarmed since=3000000000 until=6000000000\n");
	const struct event *event = trace.events;
	struct trace_loss loss = trace.summary.loss;

	check(event[0].walk.number == 77 && event[0].walk.parent_exit_code == 0x8b &&
		      event[0].walk.children_told == 2 && walk_has_line(&event[0].walk),
	      "text: a walk that does not tell of all children");
	check(event[1].walk.children_told == 3, "text: one that leaves that out tells of all");
	check(event[2].process.sigchld == SUBREAPER_SIGCHLD_DEFAULT &&
		      event[2].process.exit_signal == -1 && event[2].process.adopted_by == 3 &&
		      event[2].process.adopted_decision == SUBREAPER_DECISION_NS_BOUNDARY,
	      "text: a process");
	check(event[3].process.sigchld == SUBREAPER_SIGCHLD_NOCLDWAIT, "text: a word for SIGCHLD");
	check(event[4].reap.reaper_tid == 3 && event[4].reap.exit_code == 256 &&
		      event[4].reap.release == SUBREAPER_RELEASE_UNWAITED,
	      "text: a reap");
	check(event[6].gap.gap == SUBREAPER_GAP_MISSED && event[6].gap.count == 3, "text: a gap");
	check(loss.gaps == 2 && loss.unseen == 3 && loss.unseen_uncounted && !loss.places,
	      "text: a gap that is told twice counts once");
}

static void check_refused(const char *line)
{
	FILE *in = fmemopen((char *)line, strlen(line), "r");
	struct message why = { .text = "" };
	struct event event;
	size_t number = 0;
	char name[200];

	snprintf(name, sizeof(name), "text: refused: %s", line);
	check(in && text_next(in, &number, &event, &why) == -EINVAL, name);
	check_text(why.text, "line 1 is not an event", "text: ... with the number of the line");
	if (in)
		fclose(in);
}

static void test_refusals(void)
{
	check_refused("hello");
	check_refused("1 [0]");
	check_refused("1 [0] birth pid=1");
	check_refused("x [0] process pid=1");
	check_refused("1 0 task pid=1");
	check_refused("1 [0] process pod=1");
	check_refused("1 [0] process pid");
	check_refused("1 [0] process pid=one");
	check_refused("1 [0] process comm=\\9");
	check_refused("1 [0] walk decision=perhaps");
	check_refused("1 [0] walk steps=1");
	check_refused("1 [0] process sigchld=perhaps");
	check_refused("1 [0] reparent effects=zombie|loud");
}

static void test_words(void)
{
	check_text(word_of(decision_words, 3), "subreaper", "words: a decision");
	check_text(word_of(decision_words, 99), "unknown", "words: one of a later version");
	check(number_of(verdict_words, "root", 4) == SUBREAPER_VERDICT_ROOT, "words: a number");
	check(!number_of(verdict_words, "roo", 3), "words: no word");
}

static void test_note(void)
{
	struct recorded trace = recorded_of(
		"# subreaper-trace text 1\n"
		"note subreaper-trace 1 wall_offset=17 host=web1\n"
		"note subreaper-trace 1 wall_offset=17 host=web1 boot_id=\n"
		"note subreaper-trace 1 wall_offset=17 host=web1 boot_id=6f1c0b0a-7e3d-4f3e-9d0e-2b1a5c4d3e2f\n"
		"note subreaper-trace 1 wall_offset=17 host=web1 boot_id=6f\"<x>\n");

	check(trace.nr == 4 && trace.events[0].note.wall_offset == 17, "note: of earlier versions");
	check_text(trace.events[0].note.boot_id, "", "note: without a boot");
	check_text(trace.events[1].note.boot_id, "", "note: the boot was not known");
	check_text(trace.events[2].note.boot_id, "6f1c0b0a-7e3d-4f3e-9d0e-2b1a5c4d3e2f",
		   "note: which boot");
	check_text(trace.events[3].note.boot_id, "6f", "note: a boot is no other text");
}

/* What textline_put() writes of the lines is to be those lines again. */
static void test_written(const char *line, const char *name)
{
	static struct writer writer;
	struct message why = { .text = "" };
	size_t number = 0, length = 0;
	char *written = NULL;
	struct event event;
	FILE *out = open_memstream(&written, &length);
	FILE *in = fmemopen((void *)line, strlen(line), "r");

	writer_init(&writer, out);
	while (text_next(in, &number, &event, &why) == 1)
		textline_put(&writer, &event);
	writer_flush(&writer);
	fclose(out);
	fclose(in);
	check_text(written, line, name);
	free(written);
}

static void test_lines(void)
{
	test_written("1.500000000 [003] reparent child_start=18446744073709551615 "
		     "child_comm=a\\040\\134b child=9 parent_tid=7 parent_tgid=8 adopter_tid=1 "
		     "adopter_tgid=1 decision=ns_boundary effects=zombie|pdeath pdeath_signal=9\n",
		     "text: a reparent is written as it is read");
	test_written(
		"2.000000000 [000] walk parent_tid=8 parent_tgid=8 parent_exit_code=0 children=5 "
		"children_told=0 nr_steps=9 steps=7:not_subreaper,6:adopts truncated=1\n",
		"text: a walk is, with none of its children told");
	test_written("2.000000000 [000] walk parent_tid=8 parent_tgid=8 children=5\n",
		     "text: and with how it ended unknown, and all told");
	test_written(
		"2.000000001 [1024] mark argument=3735928559 tid=5 tgid=4 descendants=-1 new=1\n",
		"text: a mark is");
	test_written("3.000000000 [000] process pid=4 exit_code=-1 exit_signal=0 sigchld=ignored "
		     "adopted_decision=77 state=Z\n"
		     "3.000000000 [000] process pid=5\n",
		     "text: processes are, with a decision that has no word");
	test_written("3.000000000 [000] task_newtask pid=5 common_pid=4 comm=x clone_flags=17\n"
		     "3.100000000 [000] sched_process_exec pid=5 old_pid=5 filename=/a\\040b/c\n"
		     "3.200000000 [000] sched_process_exit pid=5 comm=c\n"
		     "3.300000000 [000] sched_process_free pid=5 comm=c\n"
		     "3.400000000 [000] gap since=1 until=2 count=3 gap=missed\n"
		     "3.500000000 [000] reap reaper_tid=3 reaper_tgid=3\n"
		     "3.600000000 [000] lost count=7\n",
		     "text: lives, a gap, a reap and a loss are");
}

void test_text(void)
{
	test_note();
	test_fields();
	test_lines();
	test_later_fields();
	test_refusals();
	test_words();
}
