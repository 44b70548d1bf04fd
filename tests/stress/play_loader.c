// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The module comes with one hook or another, stays a moment, and goes when it is not in use.
 * Tables that are soon full are swept, and what sweeps them must be at rest before it goes.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "actor.h"
#include "loading.h"

static const char * const arguments[] = {
	"",
	"hook=core",
	"hook=find_alive_thread",
	"hook=kill_orphaned_pgrp",
	"history=1 adoptions=7",
	"hook=find_alive_thread history=7 adoptions=16",
	"hook=kill_orphaned_pgrp history=0 adoptions=0",
};

static void give_up(const char *what, int err)
{
	printf("# %s: %s\n", what, strerror(-err));
	exit(1);
}

static void load(void)
{
	const char *argument = arguments[actor_random(sizeof(arguments) / sizeof(arguments[0]))];
	int err = module_load(actor_module(), argument);

	/* A kernel need not have tracepoints of ours. */
	if (err == -EOPNOTSUPP && !strcmp(argument, "hook=core"))
		err = module_load(actor_module(), "");
	if (err)
		give_up(*argument ? argument : "load", err);
	actor_did(DEED_LOADS);
}

/* Returns once it is gone, or false when the play is over before. */
static bool unload(void)
{
	int err;

	while ((err = module_unload("subreaper_trace")) == -EWOULDBLOCK) {
		if (!actor_goes_on())
			return false;
		actor_did(DEED_BUSY);
		actor_pause(5);
	}
	if (err)
		give_up("unload", err);
	actor_did(DEED_UNLOADS);
	return true;
}

/* In the end it is loaded: the caller of the play sees whether it still goes. */
void play_loader(void)
{
	do {
		load();
		actor_pause(400);
	} while (actor_goes_on() && unload());
}
