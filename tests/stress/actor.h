/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STRESS_ACTOR_H
#define STRESS_ACTOR_H

#include <stdbool.h>

/* At most so many take part. */
#define ACTORS_MAX 16

/* What is counted, as it is called in the report. */
#define DEEDS(X)                                  \
	X(LOADS, "loads")                         \
	X(UNLOADS, "unloads")                     \
	X(BUSY, "unloads refused for users")      \
	X(INSTANCES, "trace instances made")      \
	X(ENABLES, "enables of events")           \
	X(DISABLES, "disables of events")         \
	X(EVENTS, "trace pages with events read") \
	X(TASKS, "reads of tasks to its end")     \
	X(REAPERS, "reads of reapers to its end") \
	X(WALKS, "reads of walks to its end")     \
	X(STATS, "reads of stats to its end")     \
	X(INFO, "reads of info to its end")       \
	X(PARTS, "files read in part")            \
	X(SEEKS, "files read from elsewhere")     \
	X(HOLDS, "files held open")               \
	X(DUMPS, "state dumps")                   \
	X(MARKS, "marks and unmarks")             \
	X(ORPHANS, "orphans adopted and reaped")

#define DEED_NUMBER(name, words) DEED_##name,
enum deed { DEEDS(DEED_NUMBER) DEED_COUNT };

/* Each of these is a process of its own, and returns when actor_goes_on() says so. */
void play_loader(void);
void play_tracer(void);
void play_reader(void);
void play_dumper(void);
void play_storm(void);

int actor_open_stage(const char *module);
void actor_enter(unsigned int number);
void actor_seed(unsigned int number);
bool actor_goes_on(void);
void actor_end_play(void);
void actor_did(enum deed deed);
unsigned long actor_count(enum deed deed);
unsigned long actor_deeds(unsigned int number);
unsigned int actor_random(unsigned int below);
void actor_pause(unsigned int most_ms);
bool actor_may_fail(const char *what, int err);
int actor_module(void);

#endif /* STRESS_ACTOR_H */
