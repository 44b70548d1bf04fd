// SPDX-License-Identifier: GPL-2.0-or-later
/* The vocabulary's words and numbers, looked up both ways. */
#include <stddef.h>
#include <string.h>

#include "words.h"

struct word {
	unsigned int number;
	const char *word;
};

static const struct word decisions[] = {
	SUBREAPER_DECISIONS(SUBREAPER_NUMBER_WORD, SUBREAPER_COMMA),
	{ 0, NULL },
};

static const struct word verdicts[] = {
	SUBREAPER_VERDICTS(SUBREAPER_NUMBER_WORD, SUBREAPER_COMMA),
	{ 0, NULL },
};

static const struct word effects[] = {
	SUBREAPER_EFFECTS(SUBREAPER_NUMBER_WORD, SUBREAPER_COMMA),
	{ 0, NULL },
};

static const char *word_of(const struct word *list, unsigned int number)
{
	for (; list->word; list++) {
		if (list->number == number)
			return list->word;
	}
	return "?";
}

static unsigned int number_of(const struct word *list, const char *word, size_t length)
{
	for (; list->word; list++) {
		if (strlen(list->word) == length && !memcmp(list->word, word, length))
			return list->number;
	}
	return 0;
}

/**
 * decision_word() - the word of a decision
 * @decision: SUBREAPER_DECISION_*
 *
 * Return: "?" when there is no such decision
 */
const char *decision_word(unsigned int decision)
{
	return word_of(decisions, decision);
}

/**
 * verdict_word() - the word of a step's verdict
 * @verdict: SUBREAPER_VERDICT_*
 *
 * Return: "?" when there is no such verdict
 */
const char *verdict_word(unsigned int verdict)
{
	return word_of(verdicts, verdict);
}

/**
 * effect_word() - the word of an effect on a child
 * @bit: one SUBREAPER_EFFECT_*
 *
 * Return: "?" when there is no such effect
 */
const char *effect_word(unsigned int bit)
{
	return word_of(effects, bit);
}

/**
 * decision_number() - the decision that is called @word
 * @word: a whole word
 *
 * Return: 0 when there is none
 */
unsigned int decision_number(const char *word)
{
	return number_of(decisions, word, strlen(word));
}

/**
 * verdict_number() - the step verdict that is called @word
 * @word: a whole word
 *
 * Return: 0 when there is none
 */
unsigned int verdict_number(const char *word)
{
	return number_of(verdicts, word, strlen(word));
}

/**
 * effects_number() - the bits of SUBREAPER_EFFECT_* of some words
 * @words: separated by "|"; may be empty
 *
 * Return: all ones when one of the words is unknown
 */
unsigned int effects_number(const char *words)
{
	unsigned int bits = 0;
	unsigned int bit;
	size_t length;

	while (*words) {
		length = strcspn(words, "|");
		bit = number_of(effects, words, length);
		if (!bit)
			return ~0u;
		bits |= bit;
		words += length + (words[length] == '|');
	}
	return bits;
}
