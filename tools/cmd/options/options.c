// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "../../base/terminal/message.h"
#include "../../base/terminal/nearest.h"
#include "complain.h"
#include "options.h"

#define OPTIONS_MAX  32
/* Long options without a letter have numbers that are no characters. */
#define FIRST_NUMBER 256

static const struct option_spec help_table[] = {
	{ 'h', "help", OPTION_FLAG, NULL, "print this help", NULL },
	{ 0 },
};

/* The tables of a command, in one list, and what getopt_long() wants to know of it. */
struct parser {
	const struct option_spec *specs[OPTIONS_MAX];
	struct option long_options[OPTIONS_MAX + 1];
	char letters[2 * OPTIONS_MAX + 3];
	size_t nr;
};

static void add_option(struct parser *parser, const struct option_spec *spec)
{
	bool takes_argument = spec->kind != OPTION_FLAG;
	size_t length = strlen(parser->letters);

	if (parser->nr == OPTIONS_MAX)
		abort();
	parser->long_options[parser->nr] = (struct option){
		.name = spec->name,
		.has_arg = takes_argument ? required_argument : no_argument,
		.val = FIRST_NUMBER + (int)parser->nr,
	};
	parser->specs[parser->nr++] = spec;
	if (!spec->letter)
		return;
	parser->letters[length++] = spec->letter;
	if (takes_argument)
		parser->letters[length] = ':';
}

static void add_table(struct parser *parser, const struct option_spec *table)
{
	for (; table->name; table++)
		add_option(parser, table);
}

static void init_parser(struct parser *parser, option_tables tables)
{
	/* Ends at the first word that is none, and reports a missing argument. */
	*parser = (struct parser){ .letters = "+:" };
	for (; *tables; tables++)
		add_table(parser, *tables);
	add_table(parser, help_table);
}

static const struct option_spec *find_spec(const struct parser *parser, int found)
{
	size_t i;

	if (found >= FIRST_NUMBER)
		return parser->specs[found - FIRST_NUMBER];
	for (i = 0; i < parser->nr; i++) {
		if (parser->specs[i]->letter == found)
			return parser->specs[i];
	}
	return NULL;
}

static int find_choice(const char *choices, const char *wanted)
{
	size_t length = strlen(wanted);
	int place;

	for (place = 0; *choices; place++) {
		size_t word = strcspn(choices, "|");

		if (word == length && !memcmp(choices, wanted, length))
			return place;
		choices += word + (choices[word] == '|');
	}
	return -1;
}

static int parse_count(const char *text, int *ret)
{
	char *end;
	long value;

	errno = 0;
	value = strtol(text, &end, 10);
	if (errno || end == text || *end || value < 1 || value > INT_MAX)
		return -EINVAL;
	*ret = value;
	return 0;
}

static int store_text(const struct option_spec *spec, const char *argument)
{
	struct texts *texts = spec->value;

	if (texts->nr == TEXTS_MAX)
		return misuse("--%s can be given %d times at most", spec->name, TEXTS_MAX);
	texts->texts[texts->nr++] = argument;
	return 0;
}

static bool is_empty_text(const struct option_spec *spec, const char *argument)
{
	return (spec->kind == OPTION_TEXT || spec->kind == OPTION_TEXTS) && !*argument;
}

static int store(const struct option_spec *spec, const char *argument)
{
	int place;

	if (is_empty_text(spec, argument))
		return misuse("--%s takes %s, not ''", spec->name, spec->argument);
	switch (spec->kind) {
	case OPTION_FLAG:
		*(bool *)spec->value = true;
		break;
	case OPTION_TEXT:
		*(const char **)spec->value = argument;
		break;
	case OPTION_TEXTS:
		return store_text(spec, argument);
	case OPTION_NUMBER:
		if (parse_count(argument, spec->value))
			return misuse("--%s takes a number above 0, not '%s'", spec->name,
				      argument);
		break;
	case OPTION_CHOICE:
		place = find_choice(spec->argument, argument);
		if (place < 0)
			return misuse("--%s is one of %s, not '%s'", spec->name, spec->argument,
				      argument);
		*(int *)spec->value = place;
		break;
	}
	return 0;
}

/* A long option may be abbreviated if no other begins like it. */
static size_t list_of_begun(const struct parser *parser, const char *name, struct message *ret)
{
	size_t i, nr = 0;

	ret->text[0] = '\0';
	for (i = 0; i < parser->nr; i++) {
		if (!strncmp(parser->specs[i]->name, name, strlen(name)))
			message_add(ret, "%s--%s", nr++ ? ", " : "", parser->specs[i]->name);
	}
	return nr;
}

static int complain_of_long(const struct parser *parser, const char *word)
{
	struct nearest nearest;
	struct message begun;
	char name[64];
	size_t i;

	snprintf(name, sizeof(name), "%.*s", (int)strcspn(word + 2, "="), word + 2);
	if (list_of_begun(parser, name, &begun) > 1)
		return misuse("'--%s' is ambiguous: %s", name, begun.text);
	nearest = nearest_to(name);
	for (i = 0; i < parser->nr; i++)
		nearest_consider(&nearest, parser->specs[i]->name);
	if (nearest.found)
		return misuse("'--%s' is not an option here; did you mean '--%s'?", name,
			      nearest.found);
	return misuse("'--%s' is not an option here", name);
}

/* What getopt_long() has left of the reason: the letter or number of the option, 0 for none. */
static int complain_of(const struct parser *parser, int found, const char *word)
{
	const struct option_spec *spec = optopt ? find_spec(parser, optopt) : NULL;

	if (spec && found == ':' && optopt == spec->letter)
		return misuse("'-%c' needs its argument, %s", optopt, spec->argument);
	if (spec && found == ':')
		return misuse("'--%s' needs its argument, %s", spec->name, spec->argument);
	if (spec)
		return misuse("'--%s' takes no argument", spec->name);
	if (optopt)
		return misuse("'-%c' is not an option here", optopt);
	return complain_of_long(parser, word);
}

/**
 * options_parse() - take the options from a command line
 * @tables: what there may be; the values are set
 * @argc: number of words, the name of the command first
 * @argv: the words
 * @help: set when --help is asked for
 *
 * Return: the index of the first word that is no option, or -EX_MISUSE after a message
 */
int options_parse(option_tables tables, int argc, char **argv, bool *help)
{
	struct parser parser;
	int found, err;

	init_parser(&parser, tables);
	opterr = 0;
	optind = 0;
	while ((found = getopt_long(argc, argv, parser.letters, parser.long_options, NULL)) >= 0) {
		const struct option_spec *spec;

		if (found == '?' || found == ':')
			return -complain_of(&parser, found, argv[optind > 1 ? optind - 1 : 1]);
		spec = find_spec(&parser, found);
		if (!spec->value) {
			*help = true;
			return optind;
		}
		err = store(spec, optarg);
		if (err)
			return -err;
	}
	return optind;
}

/**
 * options_are_pids() - is it a list of pids?
 * @text: what was given
 *
 * Return: whether it is numbers with commas between
 */
bool options_are_pids(const char *text)
{
	size_t digits = strspn(text, "0123456789");

	return digits && digits < 9 &&
	       (!text[digits] || (text[digits] == ',' && options_are_pids(text + digits + 1)));
}

static void print_option(const struct option_spec *spec, FILE *out)
{
	char text[64];

	if (spec->letter)
		snprintf(text, sizeof(text), "-%c, --%s", spec->letter, spec->name);
	else
		snprintf(text, sizeof(text), "    --%s", spec->name);
	if (spec->argument)
		snprintf(text + strlen(text), sizeof(text) - strlen(text), "=%s", spec->argument);
	if (strlen(text) > 24)
		fprintf(out, "  %s\n  %-24s  %s\n", text, "", spec->help);
	else
		fprintf(out, "  %-24s  %s\n", text, spec->help);
}

/**
 * options_print() - print the options part of a help text
 * @tables: the options
 */
void options_print(option_tables tables, FILE *out)
{
	const struct option_spec *spec;

	fputs("\nOptions:\n", out);
	for (; *tables; tables++) {
		for (spec = *tables; spec->name; spec++)
			print_option(spec, out);
	}
	print_option(help_table, out);
}
