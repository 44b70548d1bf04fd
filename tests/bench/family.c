// SPDX-License-Identifier: GPL-2.0-or-later
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "family.h"
#include "light_process.h"
#include "measure.h"

/* Shared with every parent: when it died. */
static long long *death;

static int child_live(void *hold)
{
	char none;

	return read(*(int *)hold, &none, 1) != 0;
}

static void parent_live(int size, int ready, int command, int hold)
{
	char byte = 0;

	for (int i = 0; i < size; i++)
		light_process_start(i, child_live, &hold);
	must(write(ready, &byte, 1), "write");
	must(read(command, &byte, 1), "read");
	*death = now();
	_exit(0);
}

/**
 * family_start() - start a parent and its children, and wait until all of them are there
 * @size: how many children, at most LIGHT_PROCESSES_MAX
 *
 * Ends the program when that fails. The caller has no other children until family_bury().
 */
void family_start(struct family *family, int size)
{
	int ready[2], command[2], hold[2];
	char byte;

	if (!death)
		death = mmap(NULL, sizeof(*death), PROT_READ | PROT_WRITE,
			     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	must(death == MAP_FAILED ? -1 : 0, "mmap");
	must(pipe(ready) | pipe(command) | pipe(hold), "pipe");
	family->size = size;
	family->parent = must(fork(), "fork");
	if (!family->parent) {
		close(hold[1]);
		parent_live(size, ready[1], command[0], hold[0]);
	}
	must(read(ready[0], &byte, 1), "read");
	close(ready[0]);
	close(ready[1]);
	close(command[0]);
	close(hold[0]);
	family->command = command[1];
	family->hold = hold[1];
}

/**
 * family_bereave() - let the parent die, so that its children become orphans
 * @family: started
 *
 * Return: nanoseconds from its last moment in user space to the end of our wait for it
 */
long long family_bereave(struct family *family)
{
	long long end;

	must(write(family->command, "", 1), "write");
	must(waitpid(family->parent, NULL, 0), "waitpid");
	end = now();
	close(family->command);
	return end - *death;
}

/**
 * family_bury() - let the orphans end, and reap them
 * @family: bereaved; its orphans must have been adopted by the caller
 */
void family_bury(struct family *family)
{
	close(family->hold);
	for (int i = 0; i < family->size; i++)
		must(wait(NULL), "wait for an orphan");
}
