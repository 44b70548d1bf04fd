/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_WORDS_H
#define MODEL_WORDS_H

#include <stddef.h>

/**
 * struct word - one entry of tracing/vocabulary.h
 * @number: as recorded
 * @word: the one word for it
 * @sentence: what it means, for a person
 */
struct word {
	unsigned int number;
	const char *word;
	const char *sentence;
};

/* Room for a word that is none. */
#define UNKNOWN_WORD_SIZE 24

extern const struct word decision_words[];
extern const struct word verdict_words[];
extern const struct word effect_words[];
extern const struct word release_words[];
extern const struct word gap_words[];
extern const struct word sigchld_words[];

const char *word_of(const struct word *words, unsigned int number);
const char *word_or_number(const struct word *words, unsigned int number, char *room);
const char *sentence_of(const struct word *words, unsigned int number);
unsigned int number_of(const struct word *words, const char *word, size_t length);

#endif /* MODEL_WORDS_H */
