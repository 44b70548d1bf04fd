// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What the traces show of processes later: the kernel's event of a birth lacks the start time that
 * identifies a process, and that of an exit lacks the exit code.
 */
#include <stdlib.h>

#include "../../render/text/clock.h"
#include "../options/complain.h"
#include "following.h"
#include "foresight.h"
#include "tracefile.h"

static int take_up(struct following *machine, struct fates *fates, struct event *event)
{
	struct event inferred;
	int err;

	machine->forest.table.forgets = true;
	err = inference_apply(&machine->inference, &machine->forest, event);
	if (!err)
		err = fates_learn(fates, &machine->forest, event);
	while (!err && following_inferred(machine, &inferred))
		;
	return err ? err : machine->err;
}

/**
 * foresight_read() - read the traces that are open, which can then be read once more
 * @ret: CLOCK_HOSTS_MAX of them, all zero; filled in; to be freed with foresight_deinit()
 *
 * Return: exit code; a message was printed when it is not EX_OK
 */
int foresight_read(struct fates *ret)
{
	struct following *machines = calloc(CLOCK_HOSTS_MAX, sizeof(*machines));
	struct event event;
	int err = machines ? 0 : -1;
	size_t i;

	while (!err && tracefile_next(&event))
		err = take_up(&machines[event.host], &ret[event.host], &event);
	for (i = 0; machines && i < CLOCK_HOSTS_MAX; i++)
		following_deinit(&machines[i]);
	free(machines);
	return err ? complain(EX_FAILED, "out of memory") : tracefile_rewind();
}

/**
 * foresight_deinit() - forget it
 */
void foresight_deinit(struct fates *fates)
{
	size_t i;

	for (i = 0; i < CLOCK_HOSTS_MAX; i++)
		fates_deinit(&fates[i]);
}
