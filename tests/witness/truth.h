/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WITNESS_TRUTH_H
#define WITNESS_TRUTH_H

#include "rules.h"
#include "world.h"

/*
 * What happens, written down for what compares it later with what the command says of a
 * recording. README.md has the lines. Nothing is written unless truth_open() was called.
 */
void truth_open(const char *path);
void truth_round(const struct world *world, unsigned int number);
void truth_begin(void);
void truth_end(const struct world *world);
void truth_tell(const char *format, ...) __attribute__((format(printf, 1, 2)));
void truth_move(const struct world *world, int child, const struct ruling *ruling);

#endif /* WITNESS_TRUTH_H */
