// SPDX-License-Identifier: GPL-2.0-or-later
/* The mark is the process's: threads share it, and it survives a change of program. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/actors.h"
#include "lib/jobs.h"
#include "lib/marking.h"
#include "lib/scenario.h"
#include "lib/tap.h"

/* Argument of the program when it is run by itself: show the mark by the exit status. */
#define TELL "tell-mark"

/* Added to what GET answers, so that no other way to end looks like it. */
#define TOLD 40

/* Replaces the program of the whole process, whichever thread calls. */
static long exec_teller(long unused)
{
	(void)unused;
	execl("/proc/self/exe", "tell", TELL, NULL);
	return -errno;
}

static void check_exec(struct actor *parent, struct actor *caller, const char *what)
{
	claim_begin("%s%s", marking_refused(), what);
	actor_begin(caller, exec_teller, 0);
	actor_await_death(caller);
	claim_expect("exit status of the new program", TOLD + marking_answer(1),
		     WEXITSTATUS(actor_do(parent, job_reap, caller->id.pid)));
	claim_end();
}

static void play(void)
{
	struct actor *parent = actor_fork(NULL, "parent");
	struct actor *leader = actor_fork(parent, "leader");
	struct actor *thread = actor_thread(leader, "thread");
	struct actor *single = actor_fork(parent, "single");

	marking_check(
		&(struct marking){ .what = "a thread sets", .caller = thread, .argument = 1 });
	getting_check(leader, NULL, 1, "the leader sees what a thread has set");
	getting_check(parent, NULL, 0, "its parent does not");
	marking_check(&(struct marking){
		.what = "the leader clears", .caller = leader, .argument = 0, .was = true });
	getting_check(thread, NULL, 0, "the thread sees what the leader has cleared");

	actor_do(single, job_mark, 1);
	check_exec(parent, single, "the mark survives execve");
	actor_do(leader, job_mark, 1);
	check_exec(parent, thread, "the mark survives execve by another thread than the leader");
}

int main(int argc, char **argv)
{
	if (argc == 2 && !strcmp(argv[1], TELL))
		return TOLD + job_get_mark(0);
	return scenario_main(6, 2 * MARKING_CLAIMS + 3 * GETTING_CLAIMS + 2, play);
}
