// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>

#include "../command.h"
#include "completion.h"

/*
 * bash also splits words at "=". A command follows "--"; bash-completion completes it, if
 * installed. Only names of files are to be quoted.
 */
static void begin(void)
{
	fputs("_subreaper_trace()\n{\n"
	      "\tlocal current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n"
	      "\tlocal verb=${COMP_WORDS[1]} kind=words words='' i\n"
	      "\t[ \"$before\" != = ] || before=${COMP_WORDS[COMP_CWORD - 2]}\n"
	      "\t[ \"$current\" != = ] || current='' before=${COMP_WORDS[COMP_CWORD - 1]}\n"
	      "\tfor ((i = 2; i < COMP_CWORD; i++)); do\n"
	      "\t\t[ \"$verb ${COMP_WORDS[i]}\" = 'record --' ] || continue\n"
	      "\t\tif declare -F _command_offset >/dev/null; then\n"
	      "\t\t\t_command_offset $((i + 1))\n\t\t\treturn\n\t\tfi\n"
	      "\t\tverb=-- kind=files\n"
	      "\t\t[ $((i + 1)) != \"$COMP_CWORD\" ] || kind=commands\n"
	      "\t\tbreak\n\tdone\n"
	      "\tif [ \"$COMP_CWORD\" = 1 ]; then\n\t\tverb='' words='--help --version",
	      stdout);
	completion_verbs();
	fputs("'\n\tfi\n\tcase $verb in\n", stdout);
}

static void begin_command(const struct command *command)
{
	printf("\t%s)\n\t\tcase $before in\n", command->name);
}

static void option(const struct command *command, const struct option_spec *spec)
{
	static const char * const kinds[] = {
		[COMPLETE_NOTHING] = "nothing",
		[COMPLETE_FILE] = "files",
		[COMPLETE_DIRECTORY] = "directories",
		[COMPLETE_WORD] = "words",
		[COMPLETE_WORDS] = "list",
	};
	enum completion completion;

	(void)command;
	if (spec->kind == OPTION_FLAG)
		return;
	completion = completion_of(spec);
	fputs("\t\t", stdout);
	if (spec->letter)
		printf("-%c | ", spec->letter);
	printf("--%s) kind=%s", spec->name, kinds[completion]);
	if (completion == COMPLETE_WORD || completion == COMPLETE_WORDS) {
		fputs(" words='", stdout);
		completion_words(spec);
		putchar('\'');
	}
	fputs(" ;;\n", stdout);
}

static void name_option(const struct command *command, const struct option_spec *spec)
{
	(void)command;
	printf(" --%s%s", spec->name, spec->kind == OPTION_FLAG ? "" : "=");
}

static void end_command(const struct command *command)
{
	static const struct completion_shell names = { .option = name_option };

	fputs("\t\t*) ", stdout);
	if (command_takes_files(command))
		printf("[[ $current == -*%s ]] || kind=files\n\t\t\t",
		       command_takes_process(command) ? " || $COMP_CWORD == 2" : "");
	fputs("words='--help", stdout);
	completion_options(command, &names);
	if (completion_is_for(command, "help"))
		completion_verbs();
	fputs("' ;;\n\t\tesac\n\t\t;;\n", stdout);
}

static void end(void)
{
	fputs("\tesac\n\tCOMPREPLY=()\n"
	      "\tcase $kind in\n"
	      "\tfiles)\n\t\tcompopt -o filenames\n"
	      "\t\tmapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n\t\t;;\n"
	      "\tdirectories)\n\t\tcompopt -o filenames\n"
	      "\t\tmapfile -t COMPREPLY < <(compgen -d -- \"$current\")\n\t\t;;\n"
	      "\tcommands)\n"
	      "\t\tmapfile -t COMPREPLY < <(compgen -c -- \"$current\")\n\t\t;;\n"
	      "\tlist)\n\t\tcompopt -o nospace\n"
	      "\t\tmapfile -t COMPREPLY < <(compgen -P \"${current%\"${current##*,}\"}\" \\\n"
	      "\t\t\t-W \"$words\" -- \"${current##*,}\")\n\t\t;;\n"
	      "\twords)\n"
	      "\t\tmapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
	      "\t\t[[ ${COMPREPLY[0]} != *= ]] || compopt -o nospace\n\t\t;;\n"
	      "\tesac\n}\ncomplete -F _subreaper_trace " PROGRAM "\n",
	      stdout);
}

const struct completion_shell bash_completion = {
	"bash", begin, begin_command, option, end_command, end,
};
