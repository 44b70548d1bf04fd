// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * job: what a supervisor is given to run. It has a child that leaves an orphan, waits for that
 * child, and lives on until SIGTERM. The orphan is the same program by the name "orphan", and lives
 * on too. Linked statically, as the containers of the suite have nothing else.
 */
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define ORPHAN "/opt/real/orphan"

static void leave(int signal)
{
	(void)signal;
	_exit(0);
}

static void leave_orphan(void)
{
	pid_t middle = fork();

	if (!middle) {
		if (!fork())
			execl(ORPHAN, "orphan", NULL);
		_exit(0);
	}
	waitpid(middle, NULL, 0);
}

int main(int argc, char **argv)
{
	(void)argc;
	signal(SIGTERM, leave);
	if (!strstr(argv[0], "orphan"))
		leave_orphan();
	for (;;)
		pause();
}
