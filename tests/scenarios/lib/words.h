/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SCENARIOS_WORDS_H
#define SCENARIOS_WORDS_H

#include "../../../tracing/vocabulary.h"

const char *decision_word(unsigned int decision);
const char *verdict_word(unsigned int verdict);
const char *effect_word(unsigned int bit);
unsigned int decision_number(const char *word);
unsigned int verdict_number(const char *word);
unsigned int effects_number(const char *words);

#endif /* SCENARIOS_WORDS_H */
