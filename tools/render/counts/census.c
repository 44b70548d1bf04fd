// SPDX-License-Identifier: GPL-2.0-or-later
/* Adopters and orphans by program and unit, in the text exposition format of Prometheus. */
#include <string.h>

#include "../../base/format/prometheus.h"
#include "census.h"

static void put(struct writer *writer, const char *name, const struct census_group *group,
		uint64_t value)
{
	const struct census_key *key = &group->key;
	/* No process can have that name: it is longer. */
	const char *program = group->rest ? "too many programs" : key->program;

	put_text(writer, PROMETHEUS_PREFIX);
	put_text(writer, name);
	put_char(writer, '{');
	prometheus_label(writer, "program", program, strlen(program));
	put_char(writer, ',');
	prometheus_label(writer, "unit", key->unit, strlen(key->unit));
	put_char(writer, '}');
	prometheus_value(writer, value);
}

#define FOR_EACH_GROUP(group, census) \
	for (group = (census)->groups; group < (census)->groups + (census)->nr; group++)

/**
 * census_prometheus() - write the samples of each program in each unit
 *
 * What is not known of one process has no sample for its group.
 */
void census_prometheus(struct writer *writer, const struct census *census)
{
	const struct census_group *group;

	prometheus_family(writer, "adopters", "gauge",
			  "Processes that are subreapers or have adopted.");
	FOR_EACH_GROUP(group, census)
	if (group->adopters)
		put(writer, "adopters", group, group->adopters);
	prometheus_family(writer, "adopted_by", "gauge",
			  "Children that the present adopters have adopted.");
	FOR_EACH_GROUP(group, census)
	if (group->adopters && !group->adopted_unknown)
		put(writer, "adopted_by", group, group->adopted);
	prometheus_family(writer, "unreaped_by", "gauge",
			  "Adopted children that are zombies, by adopter.");
	FOR_EACH_GROUP(group, census)
	if (group->adopters && !group->unreaped_unknown)
		put(writer, "unreaped_by", group, group->unreaped);
	prometheus_family(writer, "pids_max", "gauge", "Limit of processes for the adopter.");
	FOR_EACH_GROUP(group, census)
	if (group->adopters && group->pids_max)
		put(writer, "pids_max", group, group->pids_max);
	prometheus_family(writer, "orphans", "gauge",
			  "Living processes that have been adopted, by their own program.");
	FOR_EACH_GROUP(group, census)
	if (group->orphans)
		put(writer, "orphans", group, group->orphans);
}
