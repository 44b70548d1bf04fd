/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_MACHINE_H
#define SOURCE_MACHINE_H

#include "../../base/terminal/message.h"

enum machine_state {
	MACHINE_OK,
	MACHINE_LACKS,
	MACHINE_UNKNOWN,
};

/**
 * struct machine_part - something that this machine needs to have
 * @name: one word for it
 * @examine: finds out; sets the text to what is there, or to what is missing and what fixes it
 */
struct machine_part {
	const char *name;
	enum machine_state (*examine)(struct message *text);
};

/* The last has no name. */
extern const struct machine_part machine_parts[];

#endif /* SOURCE_MACHINE_H */
