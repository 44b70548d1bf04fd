/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_KERNELTYPES_H
#define SOURCE_KERNELTYPES_H

#include <stdbool.h>

struct btf;

/**
 * struct member_place - where a struct of the kernel has a member
 * @offset: in bytes; of a bit, of the 32 bits that it is one of
 * @bit: of a member of one bit, which of them
 */
struct member_place {
	unsigned int offset;
	unsigned int bit;
};

bool kerneltypes_find(const struct btf *types, const char *structure, const char *member,
		      struct member_place *ret);

#endif /* SOURCE_KERNELTYPES_H */
