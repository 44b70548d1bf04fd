// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Any words as a command line: a command's name and what follows it, a line each. The options are
 * parsed as the command's, and what they were given as each of the small languages that there are.
 */
#include <ctype.h>
#include <string.h>

#include "../../tools/cmd/command.h"
#include "../../tools/model/trace/filter.h"
#include "../../tools/render/rows/columns.h"
#include "../../tools/source/record/eventfilter.h"
#include "fuzz.h"

#define WORDS_MAX 100

static const struct event events[] = {
	{ .type = EVENT_REPARENT,
	  .reparent = { .child = 20,
			.child_comm = "a\xff*b",
			.parent_tgid = 3,
			.adopter_tgid = 1,
			.adopter_comm = "init",
			.level = 1,
			.decision = 2 } },
	{ .type = EVENT_WALK, .walk = { .parent_tgid = 7, .parent_comm = "[", .decision = 3 } },
	{ .type = EVENT_MARK, .mark = { .tgid = 9, .comm = "gr\xc3\xbcn" } },
	{ .type = EVENT_PROCESS, .process = { .pid = 1, .comm = "\\", .level = 3 } },
};

/* No text of the user's gets out of its quotes. */
static void check_eventfilter(const struct filter *filter)
{
	struct eventfilter made;
	struct message why;
	const char *at;
	bool quoted = false;

	must(!eventfilter_make(&made, filter, &why));
	for (at = made.reparent; *at; at++) {
		if (*at == '"')
			quoted = !quoted;
		else
			must(isalnum((unsigned char)*at) ||
			     strchr(quoted ? "*-_./:+@,=% " : "_ ()|&=~", *at));
	}
	must(!quoted);
}

static void parse_text(const char *text)
{
	struct filter filter = { 0 };
	struct columns columns;
	struct message why;
	size_t i;

	filter_add_pids(&filter, text, &why);
	filter_add_comm(&filter, text, &why);
	filter_add_adopter(&filter, text, &why);
	filter_add_decisions(&filter, text, &why);
	filter_add_levels(&filter, text, &why);
	check_eventfilter(&filter);
	moment_parse(&filter.since, text, false, &why);
	moment_parse(&filter.until, text, true, &why);
	moment_anchor(&filter.until, 1795521600000000000);
	for (i = 0; i < sizeof(events) / sizeof(events[0]); i++)
		filter_passes(&filter, &events[i], 1);
	columns_parse(&columns, text, &why);
}

/* What the options were set to is parsed, and set back for the next command line. */
static void take_value(const struct option_spec *spec)
{
	struct texts *texts = spec->value;
	size_t i;

	switch (spec->kind) {
	case OPTION_FLAG:
		*(bool *)spec->value = false;
		break;
	case OPTION_TEXT:
		if (*(const char **)spec->value)
			parse_text(*(const char **)spec->value);
		*(const char **)spec->value = NULL;
		break;
	case OPTION_TEXTS:
		must(texts->nr <= TEXTS_MAX);
		for (i = 0; i < texts->nr; i++)
			parse_text(texts->texts[i]);
		texts->nr = 0;
		break;
	case OPTION_NUMBER:
		must(*(int *)spec->value >= 0);
		*(int *)spec->value = 0;
		break;
	case OPTION_CHOICE:
		must(*(int *)spec->value >= 0);
		*(int *)spec->value = 0;
		break;
	}
}

static void take_values(option_tables tables)
{
	const struct option_spec *spec;

	for (; *tables; tables++) {
		for (spec = *tables; spec->name; spec++)
			take_value(spec);
	}
}

static void parse(int argc, char **argv)
{
	static const struct option_spec * const none[] = { NULL };
	const struct command *command = command_find(argv[0]);
	option_tables tables = command && command->options ? command->options : none;
	bool help = false;
	int first;

	if (!command) {
		command_unknown(argv[0]);
		return;
	}
	first = options_parse(tables, argc, argv, &help);
	must(first == -EX_MISUSE || (first >= 1 && first <= argc));
	take_values(tables);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	setenv("TZ", "UTC", 1);
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *argv[WORDS_MAX + 1];
	char *text = strndup((const char *)data, size);
	char *rest = text;
	int argc = 0;

	must(text);
	while (argc < WORDS_MAX && (argv[argc] = strsep(&rest, "\n")))
		argc++;
	argv[argc] = NULL;
	parse(argc, argv);
	free(text);
	return 0;
}
