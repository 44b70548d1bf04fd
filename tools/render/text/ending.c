// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "../../model/forest/evidence.h"
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

/**
 * release_cause() - why the kernel releases the children of a process as they exit
 * @parent: a process of which the kernel released a child; NULL if it is not known which
 *
 * SA_NOCLDWAIT has the same effect as ignoring SIGCHLD, but neither /proc nor the decision shows
 * which of the two it was. Only a listing by the module does.
 *
 * Return: words that can follow the process's name
 */
const char *release_cause(const struct process *parent)
{
	if (!parent || !evidence_ignores_children(parent))
		return "ignored SIGCHLD or had set SA_NOCLDWAIT";
	return parent->listing.sigchld == SUBREAPER_SIGCHLD_NOCLDWAIT ? "has set SA_NOCLDWAIT"
								      : "ignores SIGCHLD";
}
