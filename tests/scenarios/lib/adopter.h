/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SCENARIOS_ADOPTER_H
#define SCENARIOS_ADOPTER_H

#include "actors.h"

/*
 * What gets orphans: subreapers, or on a kernel that has none, the init of the pid namespace in
 * which each of them lost its parent.
 */

struct actor *adopter_fork(struct actor *parent, const char *name);
const struct identity *adopter_instead_of(const struct identity *subreaper);
enum subreaper_decision adopter_decision(enum subreaper_decision decision);

#endif /* SCENARIOS_ADOPTER_H */
