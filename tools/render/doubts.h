/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_DOUBTS_H
#define RENDER_DOUBTS_H

#include "../model/forest.h"

/** struct doubts - what a decision that was inferred depends on */
struct doubts {
	char text[320];
};

struct doubts doubts_of(const struct forest *forest, unsigned int doubts);

#endif /* RENDER_DOUBTS_H */
