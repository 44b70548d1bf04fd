// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdarg.h>
#include <stdio.h>

#include "../scenarios/lib/words.h"
#include "tally.h"

#define JUST_WORD(name, number, word, sentence) word

/* More of a kind would show nothing new. */
#define COMPLAINTS_MAX 20

struct tally tally;

static void complain(const char *kind, unsigned int number, const char *format, va_list arguments)
{
	if (number > COMPLAINTS_MAX)
		return;
	printf("# %s, round %u: ", kind, tally.rounds);
	vprintf(format, arguments);
	putchar('\n');
}

/**
 * tally_wrong() - count, and print, a contradiction
 * @format: what contradicts what, as for printf()
 */
void tally_wrong(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	complain("wrong", ++tally.wrong, format, arguments);
	va_end(arguments);
}

/**
 * tally_missing() - count, and print, what no event showed
 * @format: what, as for printf()
 */
void tally_missing(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	complain("missing", ++tally.missing, format, arguments);
	va_end(arguments);
}

/**
 * tally_plan() - note a deed of the plan (FNV-1a)
 * @subject: of which, as a place in the world behind the test's own
 * @argument: of it, likewise
 */
void tally_plan(unsigned int deed, int subject, long argument)
{
	const uint64_t words[] = { deed, subject, argument };

	for (unsigned int i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		tally.plan = (tally.plan ^ words[i]) * 0x100000001b3;
}

static void print_decisions(void)
{
	for (unsigned int i = 1; i < DECISIONS_END; i++)
		printf("# %-17s %7u walks %7u reparents\n", decision_word(i), tally.walks[i],
		       tally.moves[i]);
}

static void print_effects(void)
{
	static const char * const words[] = { SUBREAPER_EFFECTS(JUST_WORD, SUBREAPER_COMMA) };

	for (unsigned int i = 0; i < EFFECTS_END; i++)
		printf("# %-17s %7u reparents\n", words[i], tally.effects[i]);
}

/**
 * tally_moves() - how many reparent events there were
 */
unsigned int tally_moves(void)
{
	unsigned int moves = 0;

	for (unsigned int i = 0; i < DECISIONS_END; i++)
		moves += tally.moves[i];
	return moves;
}

/**
 * tally_print() - print all of it, as TAP comments
 */
void tally_print(void)
{
	unsigned int moves = tally_moves();

	printf("# %u rounds, %u processes, %u more threads, plan %016llx\n", tally.rounds,
	       tally.processes, tally.threads, (unsigned long long)tally.plan);
	printf("# %u orphans; dead when they were handed over: %u\n", tally.orphans, tally.dead);
	printf("# to a subreaper whose first thread has exited: %u\n", tally.by_later_thread);
	print_decisions();
	print_effects();
	printf("# %u reparents; where they ended: by getppid() %u, by a children file %u\n", moves,
	       tally.own_word, tally.children_file);
	printf("# moved on, or dead and gone, when one could look, so by the chain alone: %u\n",
	       moves + tally.unseen + tally.missing - tally.children_file);
	printf("# asked again at the end of a round: %u; marks: %u; unseen by the hook: %u\n",
	       tally.asked_again, tally.marks, tally.unseen);
	printf("# wrong %u, missing %u\n", tally.wrong, tally.missing);
}
