// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pager.h"

extern char **environ;

/* -F ends at once when everything fits, -R passes colours, -X leaves the text on the screen. */
static char default_pager[] = "less -FRX";

/* PAGER may be a shell command. If it is not installed, cat prints the text. */
static char run_pager[] = "command -v \"${1%% *}\" >/dev/null && { eval \"$1\"; exit; }; exec cat";

static bool terminal_is_dumb(void)
{
	const char *term = getenv("TERM");

	return !term || !*term || !strcmp(term, "dumb");
}

static pid_t spawn_pager(char *command, int input)
{
	char *argv[] = { "sh", "-c", run_pager, "pager", command, NULL };
	posix_spawn_file_actions_t actions;
	pid_t pager;
	int err;

	if (posix_spawn_file_actions_init(&actions))
		return 0;
	posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
	err = posix_spawn(&pager, "/bin/sh", &actions, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	return err ? 0 : pager;
}

/**
 * pager_start() - send what is written to stdout through a pager from now on
 *
 * Only to be called when stdout is a terminal. An empty PAGER, or "cat", means none, and so does a
 * terminal on which less cannot move, unless PAGER asks for one.
 *
 * Return: the pager's pid for pager_wait(), or 0 when there is none
 */
pid_t pager_start(void)
{
	char *command = getenv("PAGER");
	int pipe_ends[2];
	pid_t pager;

	if (!command)
		command = terminal_is_dumb() ? "" : default_pager;
	if (!*command || !strcmp(command, "cat") || pipe2(pipe_ends, O_CLOEXEC))
		return 0;
	pager = spawn_pager(command, pipe_ends[0]);
	if (pager)
		dup2(pipe_ends[1], STDOUT_FILENO);
	close(pipe_ends[0]);
	close(pipe_ends[1]);
	return pager;
}

/**
 * pager_wait() - let the user read to the end; stdout must have been closed
 * @pager: what pager_start() returned
 */
void pager_wait(pid_t pager)
{
	if (!pager)
		return;
	while (waitpid(pager, NULL, 0) < 0 && errno == EINTR)
		;
}
