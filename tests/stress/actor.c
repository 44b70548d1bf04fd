// SPDX-License-Identifier: GPL-2.0-or-later
/* What all actors of the stress share: when it ends, what was done, and chance. */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "actor.h"

struct stage {
	atomic_bool over;
	atomic_ulong counts[DEED_COUNT];
	atomic_ulong deeds[ACTORS_MAX];
};

static struct stage *stage;

static unsigned int self, seed;
static int module;

/**
 * actor_open_stage() - get ready, before the first actor is made
 * @path: of the module that is loaded and unloaded
 *
 * Return: 0 or a negative errno
 */
int actor_open_stage(const char *path)
{
	module = open(path, O_RDONLY | O_CLOEXEC);
	if (module < 0)
		return -errno;
	stage = mmap(NULL, sizeof(*stage), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
		     0);
	return stage == MAP_FAILED ? -errno : 0;
}

/** actor_module() - the module, as an open file */
int actor_module(void)
{
	return module;
}

/**
 * actor_enter() - the calling process, and what is born to it, is an actor from now on
 * @number: of the actor, below ACTORS_MAX
 */
void actor_enter(unsigned int number)
{
	self = number;
	actor_seed(number + 1);
}

/**
 * actor_seed() - begin a sequence of random numbers
 * @number: different for each process
 */
void actor_seed(unsigned int number)
{
	seed = number;
}

/** actor_goes_on() - shall the calling actor do something more? */
bool actor_goes_on(void)
{
	return !stage->over;
}

/** actor_end_play() - let all actors come to their end */
void actor_end_play(void)
{
	stage->over = true;
}

/**
 * actor_did() - count a deed
 * @deed: that succeeded
 */
void actor_did(enum deed deed)
{
	stage->counts[deed]++;
	stage->deeds[self]++;
}

/**
 * actor_count() - how many there were
 * @deed: of these, by all actors
 */
unsigned long actor_count(enum deed deed)
{
	return stage->counts[deed];
}

/**
 * actor_deeds() - how much an actor did
 * @number: of the actor
 */
unsigned long actor_deeds(unsigned int number)
{
	return stage->deeds[number];
}

/**
 * actor_random() - a random number
 * @below: what it is less than
 */
unsigned int actor_random(unsigned int below)
{
	return rand_r(&seed) / (RAND_MAX / below + 1);
}

/**
 * actor_pause() - sleep for a random time
 * @most_ms: the longest, in milliseconds
 */
void actor_pause(unsigned int most_ms)
{
	usleep(actor_random(most_ms * 1000));
}

/**
 * actor_may_fail() - is this how things fail when the module has just gone, or is going?
 * @what: was tried
 * @err: the errno
 *
 * Return: true; otherwise the actor ends, and the stress has failed
 */
bool actor_may_fail(const char *what, int err)
{
	if (err == ENOENT || err == ENODEV || err == ENXIO || err == EIO)
		return true;
	printf("# %s: %s\n", what, strerror(err));
	exit(1);
}
