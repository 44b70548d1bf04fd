// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Takes the records of record out of a trace.dat, in the form that the target `decoder` reads:
 * seeds of it.
 *
 * Usage: records TRACE DIRECTORY
 */
#include <stdio.h>

#include <trace-cmd.h>

#define RECORDS_A_FILE 8
#define FILES_MAX      40

struct seeds {
	const char *directory;
	FILE *out;
	int nr;
};

static int take(struct tracecmd_input *trace, struct tep_record *record, int cpu, void *context)
{
	struct seeds *seeds = context;
	char path[4096];

	(void)trace;
	(void)cpu;
	if (!(seeds->nr % RECORDS_A_FILE)) {
		if (seeds->out)
			fclose(seeds->out);
		snprintf(path, sizeof(path), "%s/records-%d", seeds->directory,
			 seeds->nr / RECORDS_A_FILE);
		seeds->out = fopen(path, "w");
		if (!seeds->out)
			return -1;
	}
	seeds->nr++;
	fputc(record->size & 0xff, seeds->out);
	fputc(record->size >> 8 & 0xff, seeds->out);
	fwrite(record->data, 1, record->size, seeds->out);
	return seeds->nr == RECORDS_A_FILE * FILES_MAX;
}

int main(int argc, char **argv)
{
	struct seeds seeds = { .directory = argc > 2 ? argv[2] : NULL };
	struct tracecmd_input *trace, *instance;

	if (argc != 3)
		return 2;
	trace = tracecmd_open(argv[1], TRACECMD_FL_LOAD_NO_PLUGINS);
	if (!trace)
		return 1;
	instance = tracecmd_buffer_instance_handle(trace, 0);
	if (instance)
		tracecmd_iterate_events(instance, NULL, 0, take, &seeds);
	if (seeds.out)
		fclose(seeds.out);
	tracecmd_close(instance);
	tracecmd_close(trace);
	return !seeds.nr;
}
