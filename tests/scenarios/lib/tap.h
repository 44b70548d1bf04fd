/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SCENARIOS_TAP_H
#define SCENARIOS_TAP_H

#include <stdbool.h>

void tap_plan(unsigned int scenario, unsigned int claims);
int tap_status(void);
void tap_bail(const char *format, ...) __attribute__((format(printf, 1, 2), noreturn));

void claim_begin(const char *format, ...) __attribute__((format(printf, 1, 2)));
void claim_expect(const char *what, long long expected, long long got);
void claim_expect_text(const char *what, const char *expected, const char *got);
bool claim_holds(void);
void claim_end(void);
void claim_skip(const char *why);
void claim_unheard(void);
void claim_skip_all(unsigned int claims, const char *what, const char *why);

#endif /* SCENARIOS_TAP_H */
