// SPDX-License-Identifier: GPL-2.0-or-later
#include "../../model/trace/words.h"
#include "account.h"

/**
 * account_decision() - what a counter of decisions counts
 * @number: its place
 *
 * Return: the word
 */
const char *account_decision(size_t number)
{
	return word_of(decision_words, number);
}

/**
 * account_effect() - what a counter of effects counts
 * @bit: its place
 * @room: UNKNOWN_WORD_SIZE bytes, in which the word may be made
 *
 * Return: the word
 */
const char *account_effect(size_t bit, char *room)
{
	return word_or_number(effect_words, 1U << bit, room);
}

/**
 * account_host() - the host of an adopter
 * @account: which machines there are
 *
 * Return: the machine's name; "" if unknown
 */
const char *account_host(const struct account *account, const struct adopter *adopter)
{
	return account->clock->notes[adopter->host].host;
}
