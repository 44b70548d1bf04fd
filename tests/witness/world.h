/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WITNESS_WORLD_H
#define WITNESS_WORLD_H

#include <stdbool.h>
#include <sys/types.h>

/*
 * What the processes of a round should look like to the kernel, by the promises that it makes and
 * without asking it. Threads, processes and namespaces are known by their place in the lists; the
 * first ones, up to the test itself, are always there. NOBODY is no place.
 */
#define THREADS_MAX    128
#define FOREIGN_MAX    32
#define NAMESPACES_MAX 16
#define NOBODY	       (-1)

/* A DYING thread may or may not adopt: that is for the kernel to say. An EXITED one may not. */
enum life { ALIVE, DYING, EXITED };

/**
 * struct thread - a thread
 * @tid: in the initial pid namespace, as all pids but nspid
 * @life: does it live?
 */
struct thread {
	int process;
	pid_t tid;
	enum life life;
};

enum state { LIVING, ZOMBIE, GONE };

/**
 * struct process - a process
 * @pid: its pid
 * @nspid: its pid in its own pid namespace
 * @parent: the thread that is its real parent
 * @pidns: its own pid namespace
 * @state: as a whole: LIVING while any of its threads is
 * @elusive: once it is a ZOMBIE, it may be reaped at any moment
 * @alive: how many of its threads are ALIVE
 * @foreign: there before the test began, and no part of it
 * @marked: is it a subreaper?
 * @covered: does the kernel look for subreapers above it?
 * @ignores: does it ignore SIGCHLD?
 * @exit_signal: the signal of its death
 * @pdeath_signal: that it wants at its parent's death, or 0
 * @tracer: the thread that traces it, or NOBODY
 * @orphaned: was it ever?
 * @moved: has it got another parent in this step?
 */
struct process {
	pid_t pid;
	pid_t nspid;
	int parent;
	int pidns;
	enum state state;
	int alive;
	bool elusive;
	bool foreign;
	bool marked;
	bool covered;
	bool ignores;
	int exit_signal;
	int pdeath_signal;
	int tracer;
	bool orphaned;
	bool moved;
};

/** struct pidns - a pid namespace: how deep it is, and the thread that is its init */
struct pidns {
	int level;
	int reaper;
};

/**
 * struct world - all of them
 * @self: the test itself, as a process and as a thread; all before it, and none after it, are
 *	  foreign
 */
struct world {
	int self;
	struct thread threads[THREADS_MAX];
	struct process processes[THREADS_MAX];
	struct pidns namespaces[NAMESPACES_MAX];
	int nr_threads, nr_processes, nr_namespaces;
};

/** struct birth - how a process comes into the world */
struct birth {
	int creator;
	int pidns;
	bool as_sibling;
	bool new_namespace;
	bool ignores;
	int exit_signal;
	int pdeath_signal;
};

/** struct cover - how many processes a mark newly covers; more are the dead that may be gone */
struct cover {
	unsigned int certain;
	unsigned int more;
};

void world_reset(struct world *world);
int world_add_thread(struct world *world, int process);
int world_add_process(struct world *world, const struct birth *birth);
int world_add_foreign(struct world *world, int parent, pid_t pid);

struct cover world_mark(struct world *world, int process, bool mark);
void world_exec(struct world *world, int thread);
void world_reap(struct world *world, int parent);
void world_adopt(struct world *world, int process, int adopter);
void world_doom(struct world *world, int thread);
void world_spare(struct world *world, int thread);
void world_bury(struct world *world);

bool world_is_parent(const struct world *world, int parent, int process);
bool world_is_init(const struct world *world, int process);
int world_leader(const struct world *world, int process);
int world_live_thread(const struct world *world, int process);
bool world_is_dying(const struct world *world, int process);
int world_find_thread(const struct world *world, pid_t tid);
int world_find_process(const struct world *world, pid_t pid);

#endif /* WITNESS_WORLD_H */
