// SPDX-License-Identifier: GPL-2.0-or-later
/* Scripts that complete command lines in shells, made from the option tables when it is built. */
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "output.h"

#define PROGRAM "subreaper-trace"

struct shell {
	const char *name;
	void (*begin)(void);
	void (*command)(const struct command *command);
	void (*option)(const struct command *command, const struct option_spec *spec);
	void (*end_command)(const struct command *command);
	void (*end)(void);
};

static void for_each_option(const struct command *command, const struct shell *shell)
{
	const struct option_spec * const *table;
	const struct option_spec *spec;

	for (table = command->options; table && *table; table++) {
		for (spec = *table; spec->name; spec++)
			shell->option(command, spec);
	}
}

static void print_script(const struct shell *shell)
{
	size_t i;

	shell->begin();
	for (i = 0; commands[i]; i++) {
		if (!commands[i]->summary)
			continue;
		shell->command(commands[i]);
		for_each_option(commands[i], shell);
		shell->end_command(commands[i]);
	}
	shell->end();
}

/* In single quotes, and with a backslash before each of @special. */
static void print_quoted(const char *text, const char *special)
{
	for (; *text; text++) {
		if (*text == '\'')
			fputs("'\\''", stdout);
		else
			printf("%s%c", strchr(special, *text) ? "\\" : "", *text);
	}
}

/* The words of a choice, separated by @separator. */
static void print_choices(const struct option_spec *spec, char separator)
{
	const char *text;

	for (text = spec->argument; *text; text++)
		putchar(*text == '|' ? separator : *text);
}

static void print_verbs(void)
{
	size_t i;

	for (i = 0; commands[i]; i++) {
		if (commands[i]->summary)
			printf(" %s", commands[i]->name);
	}
}

static void bash_begin(void)
{
	fputs("_subreaper_trace()\n{\n"
	      "\tlocal current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n"
	      "\tlocal verb=${COMP_WORDS[1]} words= choices=\n"
	      "\t[ \"$before\" != = ] || before=${COMP_WORDS[COMP_CWORD - 2]}\n"
	      "\t[ \"$current\" != = ] || current= before=${COMP_WORDS[COMP_CWORD - 1]}\n"
	      "\tif [ \"$COMP_CWORD\" = 1 ]; then\n\t\twords='",
	      stdout);
	print_verbs();
	fputs("'\n\tfi\n\t[ \"$COMP_CWORD\" = 1 ] || case $verb in\n", stdout);
}

static void bash_command(const struct command *command)
{
	printf("\t%s)\n\t\tcase $before in\n", command->name);
}

static void bash_option(const struct command *command, const struct option_spec *spec)
{
	(void)command;
	if (spec->kind != OPTION_CHOICE)
		return;
	printf("\t\t--%s) choices='", spec->name);
	print_choices(spec, ' ');
	fputs("' ;;\n", stdout);
}

static void bash_name_option(const struct command *command, const struct option_spec *spec)
{
	(void)command;
	printf(" --%s%s", spec->name, spec->kind == OPTION_FLAG ? "" : "=");
}

static void bash_end_command(const struct command *command)
{
	static const struct shell names = { .option = bash_name_option };

	fputs("\t\tesac\n\t\twords='--help", stdout);
	for_each_option(command, &names);
	if (!strcmp(command->name, "help"))
		print_verbs();
	fputs("'\n\t\t;;\n", stdout);
}

static void bash_end(void)
{
	fputs("\tesac\n"
	      "\tif [ -n \"$choices\" ]; then\n"
	      "\t\tmapfile -t COMPREPLY < <(compgen -W \"$choices\" -- \"$current\")\n"
	      "\telif [[ $current == -* || $COMP_CWORD == 1 || $verb == help ]]; then\n"
	      "\t\tmapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
	      "\t\t[[ ${COMPREPLY[0]} != *= ]] || compopt -o nospace\n"
	      "\telse\n"
	      "\t\tmapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n"
	      "\tfi\n}\ncomplete -o filenames -F _subreaper_trace " PROGRAM "\n",
	      stdout);
}

static void zsh_begin(void)
{
	size_t i;

	fputs("#compdef " PROGRAM "\n\nlocal -a verbs=(\n", stdout);
	for (i = 0; commands[i]; i++) {
		if (!commands[i]->summary)
			continue;
		printf("\t'%s:", commands[i]->name);
		print_quoted(commands[i]->summary, ":");
		fputs("'\n", stdout);
	}
	fputs(")\nif (( CURRENT == 2 )); then\n\t_describe verb verbs\n\treturn\nfi\n"
	      "local verb=$words[2]\nshift words\n(( CURRENT-- ))\ncase $verb in\n",
	      stdout);
}

static void zsh_command(const struct command *command)
{
	printf("%s)\n\t_arguments '--help[print help]'", command->name);
}

static void zsh_spec(const struct option_spec *spec, const char *dashes, const char *name)
{
	printf(" \\\n\t\t'%s%s%s%s[", spec->kind == OPTION_TEXTS ? "*" : "", dashes, name,
	       spec->kind == OPTION_FLAG ? ""
	       : dashes[1]		 ? "="
					 : "+");
	print_quoted(spec->help, "[]:");
	putchar(']');
	if (spec->kind == OPTION_CHOICE) {
		fputs(":choice:(", stdout);
		print_choices(spec, ' ');
		putchar(')');
	} else if (spec->kind != OPTION_FLAG) {
		putchar(':');
		print_quoted(spec->argument, ":");
		fputs(strcmp(spec->argument, "FILE") ? ":" : ":_files", stdout);
	}
	putchar('\'');
}

static void zsh_option(const struct command *command, const struct option_spec *spec)
{
	char letter[2] = { spec->letter };

	(void)command;
	zsh_spec(spec, "--", spec->name);
	if (spec->letter)
		zsh_spec(spec, "-", letter);
}

static void zsh_end_command(const struct command *command)
{
	if (!strcmp(command->name, "record"))
		fputs(" \\\n\t\t'*::command:_normal'", stdout);
	else if (!strcmp(command->name, "help"))
		fputs(" \\\n\t\t'*:verb:{_describe verb verbs}'", stdout);
	fputs("\n\t;;\n", stdout);
}

static void zsh_end(void)
{
	fputs("esac\n", stdout);
}

static void fish_begin(void)
{
	fputs("complete -c " PROGRAM " -f\n", stdout);
}

static void fish_command(const struct command *command)
{
	printf("complete -c " PROGRAM " -n __fish_use_subcommand -a %s -d '", command->name);
	print_quoted(command->summary, "\\");
	fputs("'\n", stdout);
}

static void fish_option(const struct command *command, const struct option_spec *spec)
{
	printf("complete -c " PROGRAM " -n '__fish_seen_subcommand_from %s'", command->name);
	if (spec->letter)
		printf(" -s %c", spec->letter);
	printf(" -l %s", spec->name);
	if (spec->kind == OPTION_CHOICE) {
		fputs(" -x -a '", stdout);
		print_choices(spec, ' ');
		putchar('\'');
	} else if (spec->kind != OPTION_FLAG) {
		fputs(strcmp(spec->argument, "FILE") ? " -x" : " -r -F", stdout);
	}
	fputs(" -d '", stdout);
	print_quoted(spec->help, "\\");
	fputs("'\n", stdout);
}

static void fish_end_command(const struct command *command)
{
	printf("complete -c " PROGRAM " -n '__fish_seen_subcommand_from %s' -s h -l help"
	       " -d 'print help'\n",
	       command->name);
}

static void fish_end(void)
{
	fputs("complete -c " PROGRAM " -n '__fish_seen_subcommand_from help' -a '", stdout);
	print_verbs();
	fputs("'\n", stdout);
}

static const struct shell shells[] = {
	{ "bash", bash_begin, bash_command, bash_option, bash_end_command, bash_end },
	{ "zsh", zsh_begin, zsh_command, zsh_option, zsh_end_command, zsh_end },
	{ "fish", fish_begin, fish_command, fish_option, fish_end_command, fish_end },
	{ 0 },
};

static int run(int argc, char **argv)
{
	const struct shell *shell;

	for (shell = shells; argc == 1 && shell->name; shell++) {
		if (strcmp(shell->name, argv[0]))
			continue;
		print_script(shell);
		return output_close();
	}
	return misuse("__completion takes one of bash, zsh and fish");
}

const struct command completion_command = {
	.name = "__completion",
	.run = run,
};
