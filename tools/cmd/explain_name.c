// SPDX-License-Identifier: GPL-2.0-or-later
/* 'explain' is asked for a name: whose it is, the user is told. */
#include <inttypes.h>
#include <string.h>

#include "../render/label.h"
#include "../source/running.h"
#include "complain.h"
#include "explain.h"
#include "following.h"
#include "tracefile.h"

/* More are only counted. */
#define BEARERS_MAX 8

/* Processes of one name. */
struct bearers {
	const char *name;
	size_t nr;
	struct message pids;
};

static void add_bearer(struct bearers *bearers, const char *pid)
{
	if (bearers->nr++ < BEARERS_MAX)
		message_add(&bearers->pids, "%s%s", bearers->nr > 1 ? ", " : "", pid);
}

static int tell(struct bearers *bearers, const char *where, const char *listing)
{
	if (!bearers->nr)
		return misuse("'%s' is not a pid, and no process %s is called so; '%s' lists all",
			      bearers->name, where, listing);
	if (bearers->nr > BEARERS_MAX)
		message_add(&bearers->pids, " and %zu more", bearers->nr - BEARERS_MAX);
	return misuse("'%s' is not a pid; it is the name of %s", bearers->name, bearers->pids.text);
}

static void look_in(const struct forest *forest, struct bearers *bearers)
{
	const struct process_list *met = &forest->table.met;
	size_t i;

	for (i = 0; i < met->nr; i++) {
		const struct process *process = met->all[i];

		if (!strncmp(process->comm, bearers->name, SUBREAPER_COMM_LEN - 1))
			add_bearer(bearers, label_pid(process).text);
	}
}

/**
 * explain_name_in_trace() - tell the user which pids processes of a name had in the trace
 * @name: that the user gave in place of a pid
 *
 * Return: exit code, which is none of success
 */
int explain_name_in_trace(const char *name)
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
		status = tell(&bearers, "in the trace", "report --tasks");
	}
	following_deinit(&following);
	return tracefile_close(status);
}

/**
 * explain_name_now() - tell the user which pids processes of a name have now
 * @name: that the user gave in place of a pid
 *
 * Return: EX_MISUSE
 */
int explain_name_now(const char *name)
{
	struct bearers bearers = { .name = name };
	int32_t pids[BEARERS_MAX];
	size_t nr = running_named(name, pids, BEARERS_MAX);
	char pid[16];

	while (bearers.nr < nr && bearers.nr < BEARERS_MAX) {
		snprintf(pid, sizeof(pid), "%" PRId32, pids[bearers.nr]);
		add_bearer(&bearers, pid);
	}
	bearers.nr = nr;
	return tell(&bearers, "here", "tasks --all");
}
