// SPDX-License-Identifier: GPL-2.0-or-later
/* explain NAME: if several processes have that name, their pids are listed instead. */
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "../render/text/label.h"
#include "../source/machine/running.h"
#include "options/complain.h"
#include "explain.h"
#include "reading/following.h"
#include "reading/tracefile.h"
#include "reading/viewfile.h"

/* More are only counted. */
#define BEARERS_MAX 8

/* Processes of one name. */
struct bearers {
	const char *name;
	size_t nr;
	struct message pids;
	/* The last. */
	int32_t pid;
	unsigned int ordinal;
};

static void add_bearer(struct bearers *bearers, const char *pid)
{
	if (bearers->nr++ < BEARERS_MAX)
		message_add(&bearers->pids, "%s%s", bearers->nr > 1 ? ", " : "", pid);
}

static int tell(struct bearers *bearers, const char *where, const char *listing)
{
	if (!bearers->nr && !access(bearers->name, F_OK))
		return misuse("'%s' is a file; the process comes first: PID FILE", bearers->name);
	if (!bearers->nr)
		return misuse(
			"'%s' is not a pid, and no process %s has this name, executable, unit or "
			"container; '%s' lists all",
			bearers->name, where, listing);
	if (bearers->nr > BEARERS_MAX)
		message_add(&bearers->pids, " and %zu more", bearers->nr - BEARERS_MAX);
	return misuse("'%s' is not a pid; it is the name of %s", bearers->name, bearers->pids.text);
}

static int tell_one(const struct bearers *bearers)
{
	note("'%s' is the name of %s: showing that process", bearers->name, bearers->pids.text);
	return EX_OK;
}

static bool is_called(const struct forest *forest, const struct process *process, const char *name)
{
	const struct profile *profile =
		profile_of(&forest->profiles, &forest->table, process, UINT64_MAX);

	/* A comm has only the start of a longer name, which other processes may share. */
	if (strlen(name) < SUBREAPER_COMM_LEN || !profile) {
		if (!strncmp(process->comm, name, SUBREAPER_COMM_LEN - 1))
			return true;
	}
	return profile && profile_has_name(&profile->told, name);
}

static void look_in(const struct forest *forest, struct bearers *bearers)
{
	const struct process_list *met = &forest->table.met;
	size_t i;

	for (i = 0; i < met->nr; i++) {
		const struct process *process = met->all[i];

		if (!is_called(forest, process, bearers->name))
			continue;
		bearers->pid = process->pid;
		bearers->ordinal = process->ordinal;
		add_bearer(bearers, label_pid(process).text);
	}
}

/**
 * explain_name_in_trace() - find the process of a name in the trace
 * @name: that the user gave in place of a pid: of processes, an executable, a unit, a container
 * @pid: set to that of the process, if there is one alone
 * @ordinal: set to which process of that pid it is
 *
 * Return: exit code; unless it is EX_OK, a message has named the pids, or said that there is none.
 * At EX_OK the trace is open, and as if it had not been read.
 */
int explain_name_in_trace(const char *name, int32_t *pid, unsigned int *ordinal)
{
	struct bearers bearers = { .name = name };
	struct following following = { .err = 0 };
	struct event event;
	int status;

	status = tracefile_open_one("explain", EVENTS_SUBREAPER | EVENTS_LIVES);
	if (status)
		return status;
	while (following_next(&following, &event))
		;
	status = following_conclude(&following);
	if (!status) {
		look_in(&following.forest, &bearers);
		status = bearers.nr == 1 ? tell_one(&bearers)
					 : tell(&bearers, "in the trace", "report --tasks");
	}
	following_deinit(&following);
	*pid = bearers.pid;
	*ordinal = bearers.ordinal;
	return status ? tracefile_close(status) : tracefile_rewind();
}

/**
 * explain_name_now() - find the process of a name that there is now
 * @name: that the user gave in place of a pid: of processes, an executable, a unit, a container
 * @pid: set to that of the process, if there is one alone
 *
 * Return: exit code; unless it is EX_OK, a message has named the pids, or said that there is none
 */
int explain_name_now(const char *name, int32_t *pid)
{
	struct bearers bearers = { .name = name };
	int32_t pids[BEARERS_MAX];
	size_t nr = running_named(name, pids, BEARERS_MAX);
	char text[16];

	while (bearers.nr < nr && bearers.nr < BEARERS_MAX) {
		snprintf(text, sizeof(text), "%" PRId32, pids[bearers.nr]);
		add_bearer(&bearers, text);
	}
	bearers.nr = nr;
	*pid = nr ? pids[0] : 0;
	if (!nr && access("/proc/1/stat", R_OK))
		note(PROC_HIDES);
	return nr == 1 ? tell_one(&bearers) : tell(&bearers, "here", "tasks --all");
}
