/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_GRANT_H
#define SOURCE_GRANT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "../../base/terminal/message.h"

/**
 * struct grantee - the user and group that may watch a machine
 * @group: may read only
 */
struct grantee {
	uid_t user;
	gid_t group;
};

#define GRANT_STEPS 6

int grantee_find(struct grantee *ret, const char *text, struct message *why);
int grant_possible(struct message *why);
int grant_step(size_t number, const struct grantee *grantee, bool *changed, struct message *what);
bool grant_function_tracing_is_given(void);

#endif /* SOURCE_GRANT_H */
