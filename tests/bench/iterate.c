// SPDX-License-Identifier: GPL-2.0-or-later
/* iterate TRACE: lets libtracecmd go through all its events, and prints how many there are. */
#include <stdio.h>
#include <stdlib.h>

#include <trace-cmd.h>

static int count_record(struct tracecmd_input *handle, struct tep_record *record, int cpu,
			void *count)
{
	(void)handle;
	(void)record;
	(void)cpu;
	++*(unsigned long *)count;
	return 0;
}

int main(int argc, char **argv)
{
	struct tracecmd_input *top = argc == 2 ? tracecmd_open(argv[1], TRACECMD_FL_LOAD_NO_PLUGINS)
					       : NULL;
	struct tracecmd_input **handles;
	unsigned long count = 0;
	int nr, i;

	if (!top)
		return 1;
	nr = tracecmd_buffer_instances(top);
	handles = calloc(nr + 1, sizeof(struct tracecmd_input *));
	if (!handles)
		return 1;
	handles[0] = top;
	for (i = 0; i < nr; i++)
		handles[i + 1] = tracecmd_buffer_instance_handle(top, i);
	tracecmd_iterate_events_multi(handles, nr + 1, count_record, &count);
	printf("%lu\n", count);
	return 0;
}
