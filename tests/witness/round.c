// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A round: a tree of processes grows at random, then most of them die at random while others are
 * born, marked, traced and so on. Each choice depends on the seed, the number of the round and the
 * world only, and of the world on what is the same however deaths overtake each other: which live,
 * and which parent they have.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <unistd.h>

#include "audience.h"
#include "cast.h"
#include "choice.h"
#include "deaths.h"
#include "deeds.h"
#include "hearing.h"
#include "round.h"
#include "tally.h"
#include "truth.h"

/* Births that a step may need, so that the world has room for them. */
#define ROOM 2

struct round {
	struct world *world;
	struct random random;
	unsigned int orphans_end;
};

static unsigned int orphans_left(const struct round *round)
{
	return round->orphans_end - tally.orphans;
}

static int random_exit_signal(struct round *round)
{
	static const int signals[] = { SIGCHLD, SIGCHLD, SIGCHLD, SIGCHLD, SIGCHLD, 0, SIGUSR1 };

	return signals[random_below(&round->random, sizeof(signals) / sizeof(signals[0]))];
}

static struct birth random_birth(struct round *round, int creator)
{
	const struct world *world = round->world;

	return (struct birth){
		.creator = creator,
		.pidns = world->processes[world->threads[creator].process].pidns,
		.ignores = random_chance(&round->random, 4),
		.exit_signal = random_exit_signal(round),
		.pdeath_signal = random_chance(&round->random, 10) ? SIGUSR2 : 0,
	};
}

/* The latest are preferred, so that the tree grows as much in depth as in breadth. */
static int choose_creator(struct round *round)
{
	int thread = choose_thread(round->world, &round->random, thread_is_alive);
	int other;

	if (thread == NOBODY || random_chance(&round->random, 50))
		return thread;
	other = choose_thread(round->world, &round->random, thread_is_alive);
	return other > thread ? other : thread;
}

static void step_fork(struct round *round)
{
	int creator = choose_creator(round);
	struct birth birth;

	if (creator == NOBODY)
		return;
	birth = random_birth(round, creator);
	deed_fork(round->world, &birth, BY_NO_WAY);
	if (random_chance(&round->random, 12))
		deed_mark(round->world, round->world->nr_threads - 1, true);
	if (random_chance(&round->random, 8))
		deed_thread(round->world, round->world->nr_threads - 1);
}

static void step_sibling(struct round *round)
{
	int creator = choose_thread(round->world, &round->random, thread_can_have_siblings);
	struct birth birth;

	if (creator == NOBODY)
		return;
	birth = random_birth(round, creator);
	birth.as_sibling = true;
	deed_fork(round->world, &birth, BY_NO_WAY);
}

static void step_new_namespace(struct round *round)
{
	int creator = choose_creator(round);
	struct birth birth;

	if (creator == NOBODY || round->world->nr_namespaces == NAMESPACES_MAX)
		return;
	birth = random_birth(round, creator);
	birth.new_namespace = true;
	deed_fork(round->world, &birth, random_chance(&round->random, 50) ? BY_CLONE : BY_UNSHARE);
	if (random_chance(&round->random, 60))
		deed_thread(round->world, round->world->nr_threads - 1);
}

/* Only into those below one's own. All are made by processes, so the initial one is above all. */
static void step_enter_namespace(struct round *round)
{
	int creator = choose_thread(round->world, &round->random, thread_can_trace);
	int init = choose_process(round->world, &round->random, process_is_init);
	struct birth birth;

	if (creator == NOBODY || init == NOBODY)
		return;
	birth = random_birth(round, creator);
	birth.pidns = round->world->processes[init].pidns;
	deed_fork(round->world, &birth, BY_SETNS);
	birth = random_birth(round, round->world->nr_threads - 1);
	deed_fork(round->world, &birth, BY_NO_WAY);
}

static void step_thread(struct round *round)
{
	int creator = choose_thread(round->world, &round->random, thread_is_alive);

	if (creator != NOBODY)
		deed_thread(round->world, creator);
}

static void step_mark(struct round *round)
{
	int thread = choose_thread(round->world, &round->random, thread_is_alive);

	if (thread != NOBODY)
		deed_mark(round->world, thread, random_chance(&round->random, 65));
}

static void step_reap(struct round *round)
{
	int thread = choose_thread(round->world, &round->random, thread_is_alive);

	if (thread != NOBODY)
		deed_reap(round->world, thread);
}

static void step_rename(struct round *round)
{
	int thread = choose_thread(round->world, &round->random, thread_is_leader);

	if (thread != NOBODY)
		deed_rename(round->world, thread);
}

static void step_setsid(struct round *round)
{
	int thread = choose_thread(round->world, &round->random, thread_is_alive);

	if (thread != NOBODY)
		deed_setsid(round->world, thread);
}

static void step_seize(struct round *round)
{
	int tracer = choose_thread(round->world, &round->random, thread_can_trace);
	int process = choose_process(round->world, &round->random, process_can_be_traced);

	if (tracer != NOBODY && process != NOBODY &&
	    round->world->threads[tracer].process != process)
		deed_seize(round->world, tracer, process);
}

static void step_exec(struct round *round)
{
	int thread = choose_thread(round->world, &round->random, thread_can_execute);

	if (thread != NOBODY)
		deaths_by_exec(round->world, thread, orphans_left(round));
}

/* Returns false if none can. */
static bool random_death(struct round *round, struct death *ret)
{
	static const enum manner manners[] = { DEATH_BY_EXIT, DEATH_BY_KILL, DEATH_OF_EACH_THREAD };
	int process = NOBODY;

	if (random_chance(&round->random, 75))
		process = choose_process(round->world, &round->random, process_can_leave_children);
	if (process == NOBODY)
		process = choose_process(round->world, &round->random, process_can_die);
	if (process == NOBODY)
		return false;
	ret->thread = world_live_thread(round->world, process);
	ret->manner = manners[random_below(&round->random, 3)];
	return true;
}

static bool random_thread_death(struct round *round, choice_criterion can, struct death *ret)
{
	*ret = (struct death){ choose_thread(round->world, &round->random, can), DEATH_OF_THREAD };
	return ret->thread != NOBODY;
}

static void step_death(struct round *round)
{
	struct death death;

	if (random_death(round, &death))
		deaths_play(round->world, &death, 1, orphans_left(round));
}

static void step_thread_death(struct round *round)
{
	struct death death;

	if (random_thread_death(round, thread_can_die, &death))
		deaths_play(round->world, &death, 1, orphans_left(round));
}

static void step_first_thread_death(struct round *round)
{
	struct death death;

	if (random_thread_death(round, thread_can_leave_its_mark, &death))
		deaths_play(round->world, &death, 1, orphans_left(round));
}

static void step_handover(struct round *round)
{
	struct death death;

	if (random_thread_death(round, thread_can_hand_over, &death))
		deaths_play(round->world, &death, 1, orphans_left(round));
}

static bool shares_process(const struct world *world, const struct death *deaths,
			   unsigned int count)
{
	for (unsigned int i = 0; i < count; i++) {
		if (world->threads[deaths[i].thread].process ==
		    world->threads[deaths[count].thread].process)
			return true;
	}
	return false;
}

static void step_many_deaths(struct round *round)
{
	unsigned int wanted = 2 + random_below(&round->random, DEATHS_MAX - 2);
	struct death deaths[DEATHS_MAX];
	unsigned int count = 0;
	bool found;

	for (unsigned int tries = 0; tries < wanted; tries++) {
		if (random_chance(&round->random, 25))
			found = random_thread_death(round, thread_can_die_in_a_crowd,
						    &deaths[count]);
		else
			found = random_death(round, &deaths[count]);
		if (found && !shares_process(round->world, deaths, count))
			count++;
	}
	if (count)
		deaths_play(round->world, deaths, count, orphans_left(round));
}

struct choice {
	unsigned int weight;
	void (*step)(struct round *round);
};

static const struct choice growing[] = {
	{ 70, step_fork },	     { 12, step_thread }, { 5, step_sibling },
	{ 4, step_new_namespace },   { 3, step_mark },	  { 1, step_setsid },
	{ 2, step_enter_namespace }, { 2, step_rename },
};

static const struct choice withering[] = {
	{ 40, step_death },  { 10, step_many_deaths }, { 10, step_thread_death },
	{ 6, step_fork },    { 4, step_handover },     { 6, step_first_thread_death },
	{ 8, step_mark },    { 5, step_reap },	       { 3, step_thread },
	{ 2, step_sibling }, { 2, step_seize },	       { 2, step_enter_namespace },
	{ 1, step_setsid },  { 1, step_exec },	       { 1, step_rename },
};

static void take_step(struct round *round, const struct choice *choices, unsigned int count)
{
	unsigned int total = 0, number;

	for (unsigned int i = 0; i < count; i++)
		total += choices[i].weight;
	number = random_below(&round->random, total);
	while (number >= choices->weight)
		number -= (choices++)->weight;
	truth_begin();
	choices->step(round);
	truth_end(round->world);
}

static bool has_room(const struct world *world)
{
	return world->nr_threads - world->self + ROOM <= THREADS_MAX - FOREIGN_MAX;
}

static unsigned int count_living(const struct world *world)
{
	unsigned int count = 0;

	for (int i = world->self + 1; i < world->nr_processes; i++)
		count += process_is_living(world, i);
	return count;
}

static void grow(struct round *round)
{
	unsigned int wanted = 10 + random_below(&round->random, 30);
	unsigned int tops = 1 + random_below(&round->random, 3);
	struct birth birth;

	truth_begin();
	for (unsigned int i = 0; i < tops; i++) {
		birth = random_birth(round, round->world->self);
		deed_fork(round->world, &birth, BY_NO_WAY);
	}
	truth_end(round->world);
	while (count_living(round->world) < wanted && has_room(round->world))
		take_step(round, growing, sizeof(growing) / sizeof(growing[0]));
}

static void wither(struct round *round)
{
	unsigned int steps = 2 * count_living(round->world);

	while (steps-- && orphans_left(round) && has_room(round->world) &&
	       count_living(round->world) > 3)
		take_step(round, withering, sizeof(withering) / sizeof(withering[0]));
}

/*
 * On one processor a deed is done in half the time. On all of them, as one round in four is played,
 * those that die at once do so at the same time.
 */
static void choose_processor(struct round *round)
{
	unsigned int all = sysconf(_SC_NPROCESSORS_CONF);
	bool on_one = random_chance(&round->random, 75);
	cpu_set_t set;

	CPU_ZERO(&set);
	for (unsigned int i = 0; i < all && i < CPU_SETSIZE; i++)
		CPU_SET(i, &set);
	if (on_one) {
		CPU_ZERO(&set);
		CPU_SET(tally.rounds % all, &set);
	}
	sched_setaffinity(0, sizeof(set), &set);
}

/**
 * round_play() - play one round, from nothing to nothing
 * @world: holds nothing but the test itself and those above it
 * @seed: of the test
 * @number: of the round; with the seed, it decides on all that is planned
 * @orphans_end: plan none after as many in all
 */
void round_play(struct world *world, uint64_t seed, unsigned int number, unsigned int orphans_end)
{
	struct round round = { .world = world, .orphans_end = orphans_end };
	bool mark;

	round.random.state = seed + ((uint64_t)number << 32);
	tally.rounds = number;
	world_reset(world);
	choose_processor(&round);
	truth_round(world, number);
	if (!audience_comes_late(number))
		audience_begin(number);
	mark = random_chance(&round.random, 50);
	truth_begin();
	if (mark != world->processes[world->self].marked)
		deed_mark(world, world->self, mark);
	truth_end(world);
	grow(&round);
	if (audience_comes_late(number))
		audience_begin(number);
	wither(&round);
	audience_end();
	hearing_of_all(world);
	deaths_of_all(world);
	cast_clear();
}
