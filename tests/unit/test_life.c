// SPDX-License-Identifier: GPL-2.0-or-later
/* What births, execs and exits of threads mean for processes. */
#include <stdio.h>
#include <stdlib.h>

#include "../../tools/model/process/life.h"
#include "../../tools/source/trace/text.h"
#include "tap.h"

#define INIT "1 [0] process pid=1 start=1 comm=init nspid=1 threads_alive=1 session=1\n"

static const char * const words[EVENT_TYPES] = {
	[EVENT_LIFE_BIRTH] = "birth",
	[EVENT_LIFE_EXEC] = "exec",
	[EVENT_LIFE_EXIT] = "exit",
	[EVENT_LIFE_FREE] = "free",
};

/* Each as "WORD PID START EXIT-CODE"; read twice when what comes later is to be known. */
static const char *lives_of(const char *lines, bool twice)
{
	static char told[512];
	struct fates fates = { 0 };
	int pass;

	for (pass = twice ? 0 : 1; pass < 2; pass++) {
		struct forest forest = { .table.forgets = true };
		FILE *in = fmemopen((void *)lines, strlen(lines), "r");
		size_t line = 0, used = 0;
		struct event event, life;
		struct message why;

		*told = '\0';
		while (text_next(in, &line, &event, &why) > 0) {
			struct life_watch watch = life_watch(&forest, &event);

			if (forest_apply(&forest, &event) ||
			    (!pass && fates_learn(&fates, &forest, &event)))
				abort();
			if (life_of(&watch, &forest, &fates, &event, &life))
				used += snprintf(told + used, sizeof(told) - used, "%s %d %d %d\n",
						 words[life.type], life.life.pid,
						 (int)life.life.start, life.life.exit_code);
		}
		fclose(in);
		forest_deinit(&forest);
	}
	fates_deinit(&fates);
	return told;
}

static void test_threads(void)
{
	check_text(lives_of(INIT "2 [0] task_newtask pid=7 common_pid=1 comm=sh\n"
				 "2 [0] task_newtask pid=8 common_pid=7 clone_flags=0x10000\n"
				 "3 [0] sched_process_exit pid=7 comm=sh\n"
				 "4 [0] sched_process_exit pid=8 comm=sh\n"
				 "4 [0] sched_process_exit pid=7 comm=sh\n"
				 "4 [0] sched_process_free pid=8 comm=sh\n"
				 "4 [0] sched_process_free pid=7 comm=sh\n",
			    false),
		   "birth 7 0 -1\nexit 7 0 -1\nfree 7 0 -1\n",
		   "life: a process, not its threads, and it exits with the last of them");
	check_text(lives_of(INIT "2 [0] task_newtask pid=7 common_pid=1 comm=sh\n"
				 "2 [0] sched_process_fork child_pid=7 parent_pid=1\n"
				 "2 [0] sched_process_fork child_pid=8 parent_pid=1\n",
			    false),
		   "birth 7 0 -1\nbirth 8 0 -1\n", "life: two events of one birth");
}

static void test_later(void)
{
	static const char lines[] = INIT
		"2 [0] task_newtask pid=7 common_pid=1 comm=sh\n"
		"2 [0] sched_process_exec pid=7 old_pid=7 filename=/bin/x\n"
		"3 [0] sched_process_exit pid=7 comm=sh\n"
		"3 [0] reap pid=7 start=70 comm=sh reaper_tgid=1 reaper_start=1 exit_code=9\n"
		"4 [0] task_newtask pid=7 common_pid=1 comm=sh\n"
		"5 [0] sched_process_exit pid=7 comm=sh\n";

	check_text(lives_of(lines, false),
		   "birth 7 0 -1\nexec 7 0 -1\nexit 7 0 -1\nbirth 7 0 -1\nexit 7 0 -1\n",
		   "life: nothing is known before it is shown");
	check_text(lives_of(lines, true),
		   "birth 7 70 9\nexec 7 70 9\nexit 7 70 9\nbirth 7 0 -1\nexit 7 0 -1\n",
		   "life: what is shown later is of that process, not of the next one");
}

static void test_unknown(void)
{
	check_text(lives_of(INIT "2 [0] sched_process_exit pid=77 comm=sh\n"
				 "2 [0] sched_process_free pid=77 comm=sh\n"
				 "2 [0] sched_process_exec pid=77 old_pid=78 filename=/x\n",
			    true),
		   "", "life: what a dump did not list may be a thread");
}

void test_life(void)
{
	test_threads();
	test_later();
	test_unknown();
}
