// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * failing_load EXTENT MODULE ARGUMENTS WARNINGS COMPLAINTS: load the module once for each
 * allocation that this makes, and let that one fail. Either the load is refused, and nothing is
 * left of it, or the kernel has made up for it, and the module works. Prints TAP.
 *
 * EXTENT is `init` for the allocations that the module's init makes, or `all` for those that the
 * loader makes before as well, which do not depend on ARGUMENTS. How many there are before one in
 * init varies a little, with what the kernel keeps for later; so those in init are gone through
 * until the module has said each line of COMPLAINTS.
 *
 * failing_load all MODULE ARGUMENTS > WARNINGS: do the same with another module and
 * print, a line each, where the kernel warns meanwhile. What it does with any module is not held
 * against ours.
 *
 * Faults before the module's own init are the kernel's to report: there an errno suffices. Events
 * are made before that, and the kernel goes on without those that it cannot make.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "../scenarios/lib/files.h"
#include "claims.h"
#include "complaints.h"
#include "fault.h"
#include "initcall.h"
#include "kernel_log.h"
#include "loading.h"

/* How many loads must make fewer allocations than asked for, to know that there are no more. */
#define QUIET_LOADS 7
/* How many times init is gone through at most. */
#define PASSES_MAX  8
/* How much the number of an allocation may vary. */
#define SLACK	    12

static const char *arguments, *name;

/* NULL for a module that is not ours. */
static char *known_warnings, *wanted_complaints;

static int module;
static unsigned int nth;

/* How the loads went in which an allocation failed. */
static struct {
	unsigned int by_loader;
	unsigned int by_init;
	unsigned int made_up_for;
	unsigned int without_events;
} went;

enum fate { NO_FAULT, REFUSED_BEFORE_INIT, REFUSED_IN_INIT, MADE_UP_FOR };

static bool is_known(const char *place)
{
	char line[200];

	snprintf(line, sizeof(line), "%s\n", place);
	return strstr(known_warnings, line);
}

static void check_log(const char *log)
{
	const char *line = NULL;
	char place[150];

	while ((line = kernel_log_next_trouble(log, line))) {
		bool placed = kernel_log_place(line, place, sizeof(place));

		if (placed && !known_warnings)
			printf("%s\n", place);
		else if (!placed || !is_known(place))
			claim_break(CLAIM_QUIET, nth, line, "%.*s", (int)strcspn(line, "\n"), line);
	}
}

static void unload(enum claim claim, const char *log)
{
	const char *leftover;
	int err = module_unload(name);

	if (err)
		claim_break(claim, nth, log, "cannot unload: %s", strerror(-err));
	leftover = known_warnings ? module_leftover() : NULL;
	if (leftover)
		claim_break(claim, nth, log, "unloading leaves %s", leftover);
}

static void load_again(const char *log)
{
	const char *missing;
	int err = module_load(module, arguments);

	if (err) {
		claim_break(CLAIM_AGAIN, nth, log, "then: %s", strerror(-err));
		return;
	}
	missing = module_lacks(arguments);
	if (missing)
		claim_break(CLAIM_AGAIN, nth, log, "then without %s", missing);
	unload(CLAIM_AGAIN, log);
}

static void check_refused(const char *log, bool by_init)
{
	const char *leftover = module_leftover();
	unsigned int count = by_init ? complaints_count(log) : 1;

	if (leftover)
		claim_break(CLAIM_CLEAN, nth, log, "leaves %s", leftover);
	if (count != 1)
		claim_break(CLAIM_TOLD, nth, log, "told in %u lines", count);
	went.by_init += by_init;
	went.by_loader += !by_init;
	load_again(log);
}

/*
 * To try the module out takes much longer than to load it. The kernel is silent about allocations
 * that may well fail, as there is another way: half of all, mostly those of its checkers.
 */
static void check_loaded(const char *log)
{
	const char *missing = module_lacks(arguments);

	if (!missing)
		missing = kernel_log_next_line(log, NULL, "FAULT_INJECTION:")
				  ? module_fails()
				  : module_missing_event();
	if (!missing)
		went.made_up_for++;
	else if (kernel_log_next_frame(log, NULL, "trace_module_notify"))
		went.without_events++;
	else
		claim_break(CLAIM_WHOLE, nth, log, "lacks %s", missing);
	unload(CLAIM_WHOLE, log);
}

static enum fate load_with_fault(int *err)
{
	bool failed, by_init;

	initcall_seen();
	fault_arm(nth);
	*err = module_load(module, arguments);
	failed = fault_disarm();
	by_init = initcall_seen();
	if (!failed)
		return NO_FAULT;
	if (!*err)
		return MADE_UP_FOR;
	return by_init ? REFUSED_IN_INIT : REFUSED_BEFORE_INIT;
}

static void check_fate(enum fate fate, int err, const char *log)
{
	if (fate == NO_FAULT && err)
		claim_break(CLAIM_FAULTS, nth, log, "%s, but no allocation failed", strerror(-err));
	else if (fate == NO_FAULT || (fate == MADE_UP_FOR && !known_warnings))
		unload(CLAIM_WHOLE, log);
	else if (fate == MADE_UP_FOR)
		check_loaded(log);
	else if (known_warnings)
		check_refused(log, fate == REFUSED_IN_INIT);
}

static enum fate try_load(void)
{
	static char log[256 << 10];
	enum fate fate;
	int err;

	fate = load_with_fault(&err);
	snprintf(log, sizeof(log), "%s", kernel_log_read());
	check_log(log);
	check_fate(fate, err, log);
	check_log(kernel_log_read());
	return fate;
}

static void try_loads_from(unsigned int first)
{
	unsigned int quiet = 0;

	for (nth = first; quiet < QUIET_LOADS; nth++)
		quiet = try_load() == NO_FAULT ? quiet + 1 : 0;
}

/*
 * Where the allocation was is seen by what gives up, or else by the stack that is shown. What the
 * kernel makes up for in silence says nothing; the next allocation may. Nothing is checked here.
 */
static bool is_before_init(unsigned int number)
{
	enum fate fate;
	const char *log;
	bool silent;
	int err;

	nth = number;
	do {
		fate = load_with_fault(&err);
		log = kernel_log_read();
		silent = !kernel_log_next_line(log, NULL, "FAULT_INJECTION:");
		if (!err)
			module_unload(name);
		nth++;
	} while (fate == MADE_UP_FOR && silent);
	/* After init the loader allocates some more, in the function that has called init. */
	return fate == REFUSED_BEFORE_INIT ||
	       (fate == MADE_UP_FOR && !kernel_log_next_frame(log, NULL, "do_init_module"));
}

/* Returns the number of an allocation that the loader makes shortly before it calls init. */
static unsigned int find_init(void)
{
	unsigned int low = 0, high = 512, middle;

	for (; is_before_init(high); high *= 2)
		low = high;
	while (high - low > SLACK) {
		middle = low + (high - low) / 2;
		if (is_before_init(middle))
			low = middle;
		else
			high = middle;
	}
	kernel_log_read();
	return low > SLACK ? low - SLACK : 1;
}

static void try_init(void)
{
	unsigned int first, passes = 0;

	fault_spare_slabs();
	/* A load may need some more allocations than most do, and mislead the search. */
	do {
		first = find_init();
		try_loads_from(first);
	} while (++passes < PASSES_MAX && complaints_missing(wanted_complaints));
	printf("# init begins behind allocation %u, and was gone through %u times\n", first,
	       passes);
}

static void report(void)
{
	const char *missing;

	complaints_report();
	printf("# %s: %u allocations fail; refused by the loader %u, by init %u; made up for %u,",
	       arguments, went.by_loader + went.by_init + went.made_up_for + went.without_events,
	       went.by_loader, went.by_init, went.made_up_for);
	printf(" the kernel went on without an event %u\n", went.without_events);
	missing = complaints_missing(wanted_complaints);
	if (missing)
		claim_break(CLAIM_EACH, nth, "", "it never said: %.*s", (int)strcspn(missing, "\n"),
			    missing);
	if (!went.by_init)
		claim_break(CLAIM_FAULTS, nth, "", "none has failed in init");
}

/* The file's name without its end is the module's. */
static const char *module_name(const char *path)
{
	const char *base = strrchr(path, '/');
	char *copy = strdup(base ? base + 1 : path);

	*strchrnul(copy, '.') = '\0';
	for (char *dash = copy; (dash = strchr(dash, '-'));)
		*dash = '_';
	return copy;
}

static int begin(const char *path)
{
	int err;

	name = module_name(path);
	module = open(path, O_RDONLY | O_CLOEXEC);
	if (module < 0 || prctl(PR_SET_CHILD_SUBREAPER, 1))
		return -errno;
	err = fault_open();
	if (!err)
		err = initcall_watch();
	return err ? err : kernel_log_open();
}

static int read_expectations(const char *warnings, const char *complaints)
{
	known_warnings = file_read(warnings);
	wanted_complaints = file_read(complaints);
	return known_warnings && wanted_complaints ? 0 : -errno;
}

int main(int argc, char **argv)
{
	int err;

	if (argc != 4 && argc != 6)
		return 2;
	setvbuf(stdout, NULL, _IOLBF, 0);
	arguments = argv[3];
	err = begin(argv[2]);
	if (!err && argc > 4)
		err = read_expectations(argv[4], argv[5]);
	if (err) {
		printf("Bail out! cannot begin: %s\n", strerror(-err));
		return 1;
	}
	if (strcmp(argv[1], "init"))
		try_loads_from(1);
	if (!known_warnings)
		return 0;
	try_init();
	report();
	return claim_report();
}
