/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MODEL_MOMENT_H
#define MODEL_MOMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "../../base/terminal/message.h"

enum moment_kind {
	MOMENT_NONE,
	MOMENT_KNOWN,
	/* A time of day, of a day that is yet to be found. */
	MOMENT_OF_DAY,
};

/**
 * struct moment - a time that a person named
 * @kind: what is known of it
 * @ns: on the clock that the person meant, or since midnight
 *
 * All zero is none.
 */
struct moment {
	enum moment_kind kind;
	uint64_t ns;
};

bool moment_parse_seconds(const char *text, uint64_t *ret);
int moment_parse(struct moment *ret, const char *text, bool by_wall, struct message *why);
void moment_anchor(struct moment *moment, uint64_t first);

#endif /* MODEL_MOMENT_H */
