// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * TAP, one line a claim. A claim is a sentence that holds when each of its expectations does;
 * what differed from one is in comments below the line.
 *
 * For the scenario's own process only: processes that it makes must not print.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tap.h"

static struct {
	char name[200];
	char complaints[4000];
	bool unheard;
} claim;

static unsigned int number, planned, ended, failed;

/**
 * tap_plan() - say how many claims will be made
 * @scenario: its number, which all of them begin with
 * @claims: that will be ended or skipped, no more and no less
 */
void tap_plan(unsigned int scenario, unsigned int claims)
{
	number = scenario;
	planned = claims;
	setvbuf(stdout, NULL, _IOLBF, 0);
	printf("1..%u\n", claims);
}

/**
 * tap_status() - the exit status of all claims so far
 *
 * Return: 0 when as many were made as planned, and all hold; else 1
 */
int tap_status(void)
{
	return failed || ended != planned;
}

/**
 * tap_bail() - give the scenario up, because it cannot even be played
 * @format: why, as for printf()
 */
void tap_bail(const char *format, ...)
{
	va_list arguments;

	fputs("Bail out! ", stdout);
	va_start(arguments, format);
	vprintf(format, arguments);
	va_end(arguments);
	putchar('\n');
	exit(1);
}

/**
 * claim_begin() - state what the following expectations show together
 * @format: the sentence, as for printf()
 */
void claim_begin(const char *format, ...)
{
	va_list arguments;

	claim.complaints[0] = '\0';
	claim.unheard = false;
	va_start(arguments, format);
	vsnprintf(claim.name, sizeof(claim.name), format, arguments);
	va_end(arguments);
}

static void __attribute__((format(printf, 1, 2))) complain(const char *format, ...)
{
	size_t used = strlen(claim.complaints);
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(claim.complaints + used, sizeof(claim.complaints) - used, format, arguments);
	va_end(arguments);
}

/**
 * claim_expect() - one number that the claim stands on
 * @what: its name in the complaint
 * @expected: what it must be
 * @got: what it is; a negative errno is a number too
 */
void claim_expect(const char *what, long long expected, long long got)
{
	if (expected != got)
		complain("# %s: expected %lld got %lld\n", what, expected, got);
}

/**
 * claim_expect_text() - one word that the claim stands on
 * @what: its name in the complaint
 * @expected: what it must be
 * @got: what it is
 */
void claim_expect_text(const char *what, const char *expected, const char *got)
{
	if (strcmp(expected, got))
		complain("# %s: expected '%s' got '%s'\n", what, expected, got);
}

/**
 * claim_holds() - has every expectation so far been fulfilled?
 *
 * For expectations that make no sense, or are not safe to look at, once an earlier one failed.
 */
bool claim_holds(void)
{
	return !claim.complaints[0];
}

/**
 * claim_unheard() - the claim, if one has begun, also stands on a witness that is not here
 */
void claim_unheard(void)
{
	claim.unheard = true;
}

/**
 * claim_end() - print the claim, and why it does not hold if so
 */
void claim_end(void)
{
	bool holds = claim_holds();

	if (claim.unheard) {
		claim_skip("there is no module");
		return;
	}
	failed += !holds;
	printf("%sok %u - S%u: %s\n%s", holds ? "" : "not ", ++ended, number, claim.name,
	       claim.complaints);
}

/**
 * claim_skip() - print the claim as one that nothing can be said about here
 * @why: what this machine lacks
 */
void claim_skip(const char *why)
{
	printf("ok %u - S%u: %s # SKIP %s\n", ++ended, number, claim.name, why);
}

/**
 * claim_skip_all() - skip claims that a scenario cannot even prepare for here
 * @what: what they show together
 * @why: what this machine lacks
 */
void claim_skip_all(unsigned int claims, const char *what, const char *why)
{
	for (unsigned int i = 0; i < claims; i++) {
		claim_begin("%s", what);
		claim_skip(why);
	}
}
