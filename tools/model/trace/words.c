// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>
#include <string.h>

#include "../../../tracing/vocabulary.h"
#include "event.h"
#include "words.h"

/* Versions of clang-format differ on such macros. */
/* clang-format off */
#define ENTRY(name, number, word, sentence) { number, word, sentence }
/* clang-format on */

/* No one can ask for it. */
static const struct word untold = {
	DECISION_UNTOLD, "unknown",
	"the flags that the probe saw allow more than one reason; only the module records it"
};

/* Each table ends with an entry without a word. */
const struct word decision_words[] = { SUBREAPER_DECISIONS(ENTRY, SUBREAPER_COMMA), { 0 } };
const struct word verdict_words[] = { SUBREAPER_VERDICTS(ENTRY, SUBREAPER_COMMA), { 0 } };
const struct word effect_words[] = { SUBREAPER_EFFECTS(ENTRY, SUBREAPER_COMMA), { 0 } };
const struct word release_words[] = { SUBREAPER_RELEASES(ENTRY, SUBREAPER_COMMA), { 0 } };
const struct word gap_words[] = { SUBREAPER_GAPS(ENTRY, SUBREAPER_COMMA), { 0 } };
const struct word sigchld_words[] = { SUBREAPER_SIGCHLD(ENTRY, SUBREAPER_COMMA), { 0 } };

static const struct word *find_number(const struct word *words, unsigned int number)
{
	if (words == decision_words && number == DECISION_UNTOLD)
		return &untold;
	while (words->word && words->number != number)
		words++;
	return words;
}

/**
 * word_of() - the word for a number
 * @words: one of the tables
 * @number: as recorded
 *
 * Return: the word, "unknown" for a number of some later version
 */
const char *word_of(const struct word *words, unsigned int number)
{
	words = find_number(words, number);
	return words->word ? words->word : "unknown";
}

/**
 * word_or_number() - the word for a number, where two numbers must never look alike
 * @words: one of the tables
 * @number: as recorded
 * @room: UNKNOWN_WORD_SIZE bytes, in which the word may be made
 *
 * Return: the word, such as unknown_9 for a number of some later version
 */
const char *word_or_number(const struct word *words, unsigned int number, char *room)
{
	words = find_number(words, number);
	if (words->word)
		return words->word;
	snprintf(room, UNKNOWN_WORD_SIZE, "unknown_%u", number);
	return room;
}

/**
 * sentence_of() - what a number means
 * @words: one of the tables
 * @number: as recorded
 *
 * Return: the sentence
 */
const char *sentence_of(const struct word *words, unsigned int number)
{
	words = find_number(words, number);
	return words->word ? words->sentence : "is not known to this version of subreaper-trace";
}

/**
 * number_of() - the number for a word
 * @words: one of the tables
 * @word: the word, which need not end with a zero
 * @length: its length
 *
 * Return: the number, 0 when there is no such word
 */
unsigned int number_of(const struct word *words, const char *word, size_t length)
{
	while (words->word && (strlen(words->word) != length || memcmp(words->word, word, length)))
		words++;
	return words->number;
}
