// SPDX-License-Identifier: GPL-2.0-or-later
/* What KernelShark shows of a trace in its columns EVENT and INFO: kshark_info TRACE.dat */
#include <stdio.h>
#include <stdlib.h>

#include <libkshark.h>
#include <libkshark-tepdata.h>

static void print_entries(struct kshark_entry **entries, ssize_t count)
{
	ssize_t i;

	for (i = 0; i < count; i++) {
		char *event = kshark_get_event_name(entries[i]);
		char *info = kshark_get_info(entries[i]);

		printf("%s: %s\n", event, info);
		free(event);
		free(info);
	}
}

int main(int argc, char **argv)
{
	struct kshark_context *context = NULL;
	struct kshark_entry **entries = NULL;
	ssize_t count;
	int stream;

	if (argc != 2 || !kshark_instance(&context))
		return 1;
	stream = kshark_open(context, argv[1]);
	if (stream < 0 || kshark_tep_init_all_buffers(context, stream) < 0)
		return 1;
	count = kshark_load_all_entries(context, &entries);
	print_entries(entries, count);
	kshark_free(context);
	return count > 0 ? 0 : 1;
}
