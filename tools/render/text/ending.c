// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "ending.h"

/**
 * signal_name() - the name of a signal
 * @number: the signal
 *
 * Return: such as SIGKILL; "signal 34" for one without a name
 */
struct signal_name signal_name(unsigned int number)
{
	const char *name = sigabbrev_np(number);
	struct signal_name ret;

	if (name)
		snprintf(ret.text, sizeof(ret.text), "SIG%s", name);
	else
		snprintf(ret.text, sizeof(ret.text), "signal %u", number);
	return ret;
}

/**
 * ending_of() - how a process ended
 *
 * Return: words that can follow the process's name
 */
struct ending ending_of(const struct process *process)
{
	struct ending ret = { "ended" };

	if (!process->exit_known)
		return ret;
	if (WIFEXITED(process->exit_code))
		snprintf(ret.text, sizeof(ret.text), "exited with status %d",
			 WEXITSTATUS(process->exit_code));
	else
		snprintf(ret.text, sizeof(ret.text), "was killed by %s%s",
			 signal_name(WTERMSIG(process->exit_code)).text,
			 WCOREDUMP(process->exit_code) ? " (core dumped)" : "");
	return ret;
}
