// SPDX-License-Identifier: GPL-2.0-or-later
/* Counts adopters and orphans of this machine, or of copies of its views, by program and unit. */
#include <stdio.h>
#include <string.h>

#include "../../model/process/profile.h"
#include "../../source/machine/cgroups.h"
#include "../../source/machine/profiles.h"
#include "../../source/debugfs/tasks.h"
#include "census.h"
#include "../options/complain.h"
#include "viewfile.h"

/* What is read of a process: with copies of another machine's views, nothing. */
static bool read_profile(int32_t pid, const char *views, struct event *ret)
{
	*ret = (struct event){ 0 };
	return !views && profiles_can_be_read() && profile_read(pid, true, ret);
}

static struct census_group *group_of(struct census *census, const char *comm,
				     const struct profile_event *profile)
{
	struct unit unit = unit_of(&profile->cgroup);
	bool named = unit.size && !unit.container;
	struct census_key key = census_key_of(comm, named ? unit.name : "", named ? unit.size : 0);

	return census_group(census, &key);
}

static void add_adopter(struct census *census, const struct reaper *reaper, const char *views)
{
	struct census_group *group;
	struct event event;
	uint64_t pids_max = 0;

	if (read_profile(reaper->pid, views, &event))
		pids_max = cgroup_pids_max(&event.profile.cgroup);
	group = group_of(census, reaper->comm, &event.profile);
	group->adopters++;
	group->adopted += reaper->adopted;
	group->adopted_unknown |= !reaper->adopted_known;
	group->unreaped += reaper->unreaped;
	group->unreaped_unknown |= !reaper->unreaped_known;
	if (pids_max && (!group->pids_max || pids_max < group->pids_max))
		group->pids_max = pids_max;
}

static void add_orphan(struct census *census, const struct process_event *process,
		       const char *views)
{
	struct event event;

	if (!process->adopted_by || process->state == 'Z' || process->state == 'X')
		return;
	read_profile(process->pid, views, &event);
	group_of(census, process->comm, &event.profile)->orphans++;
}

/**
 * census_take() - count
 * @ret: filled in
 * @reapers: the adopters
 * @views: directory of copies of the module's files; NULL for this machine
 *
 * Return: exit code; a message was printed when it is not EX_OK
 */
int census_take(struct census *ret, const struct reapers *reapers, const char *views)
{
	struct snapshot snapshot;
	struct message why;
	FILE *in;
	int status = viewfile_open_in(views, "tasks", &in);
	size_t i;
	int err;

	if (status)
		return status;
	err = tasks_read(in, &snapshot, &why);
	fclose(in);
	if (err)
		return complain(EX_FAILED, "cannot read subreaper/tasks: %s", why.text);
	for (i = 0; i < reapers->nr; i++)
		add_adopter(ret, &reapers->list[i], views);
	for (i = 0; i < snapshot.nr; i++)
		add_orphan(ret, &snapshot.tasks[i].process, views);
	snapshot_deinit(&snapshot);
	return EX_OK;
}
