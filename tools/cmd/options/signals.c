// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Signals that ask to end. While recording they must not end us: they are passed on to CMD. A
 * terminal sends its signals to the whole process group, so those are not passed on.
 */
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <time.h>

#include "../../base/memory/array.h"
#include "signals.h"

static const int ending_signals[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };

/* The bit of SIGCHLD in sets, above those of the signals that ask to end. */
#define SIGCHLD_BIT (1U << ARRAY_SIZE(ending_signals))

static bool sigchld_was_ignored;

static volatile sig_atomic_t caught;
static volatile pid_t target;

static void forward(int number, siginfo_t *info, void *context)
{
	(void)context;
	caught = number;
	if (target && info->si_code != SI_KERNEL)
		kill(target, number);
}

/**
 * signals_reset() - make SIGCHLD arrive, whatever we were started with
 *
 * If our parent left SIGCHLD ignored, no child could be waited for.
 */
void signals_reset(void)
{
	struct sigaction old;

	if (!sigaction(SIGCHLD, NULL, &old) && old.sa_handler == SIG_IGN) {
		sigchld_was_ignored = true;
		signal(SIGCHLD, SIG_DFL);
	}
}

/**
 * signals_catch() - survive signals that ask to end, from now on
 *
 * Return: the set of those that were ignored, and SIGCHLD if it was, for signals_ignore()
 */
unsigned int signals_catch(void)
{
	struct sigaction action = { .sa_sigaction = forward, .sa_flags = SA_SIGINFO | SA_RESTART };
	unsigned int ignored = sigchld_was_ignored ? SIGCHLD_BIT : 0;
	struct sigaction old;
	size_t i;

	sigemptyset(&action.sa_mask);
	for (i = 0; i < ARRAY_SIZE(ending_signals); i++)
		sigaddset(&action.sa_mask, ending_signals[i]);
	for (i = 0; i < ARRAY_SIZE(ending_signals); i++) {
		if (!sigaction(ending_signals[i], &action, &old) && old.sa_handler == SIG_IGN)
			ignored |= 1U << i;
	}
	return ignored;
}

/**
 * signals_ignore() - ignore what was ignored before signals_catch()
 * @set: what that returned
 */
void signals_ignore(unsigned int set)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(ending_signals); i++) {
		if (set & 1U << i)
			signal(ending_signals[i], SIG_IGN);
	}
	if (set & SIGCHLD_BIT)
		signal(SIGCHLD, SIG_IGN);
}

/**
 * signals_forward_to() - pass on what comes, and what has come
 * @pid: the process to signal; 0 for none
 */
void signals_forward_to(pid_t pid)
{
	target = pid;
	if (pid && caught)
		kill(pid, caught);
}

/**
 * signals_came() - has a signal come that asks to end?
 *
 * Return: the answer
 */
bool signals_came(void)
{
	return caught;
}

/**
 * signals_wait() - wait for a signal that asks to end, unless one has come
 * @seconds: how long at most; 0 for ever
 */
void signals_wait(int seconds)
{
	struct timespec limit = { .tv_sec = seconds };
	sigset_t block, before;
	int got;
	size_t i;

	sigemptyset(&block);
	for (i = 0; i < ARRAY_SIZE(ending_signals); i++)
		sigaddset(&block, ending_signals[i]);
	sigprocmask(SIG_BLOCK, &block, &before);
	do {
		got = caught ? caught : sigtimedwait(&block, NULL, seconds ? &limit : NULL);
	} while (got < 0 && errno == EINTR);
	sigprocmask(SIG_SETMASK, &before, NULL);
}
