// SPDX-License-Identifier: GPL-2.0-or-later
/* Offsets of struct members in the running kernel, from its BTF. */
#include <string.h>

#include <bpf/btf.h>

#include "kerneltypes.h"

/* Structs without a name lie within others, but not deeper than this. */
#define DEPTH_MAX 8

static bool find_in(const struct btf *types, const struct btf_type *structure, const char *name,
		    unsigned int bits, unsigned int depth, struct member_place *ret)
{
	const struct btf_member *members = btf_members(structure);
	unsigned int i;

	for (i = 0; i < btf_vlen(structure); i++) {
		unsigned int at = bits + btf_member_bit_offset(structure, i);
		const char *found = btf__name_by_offset(types, members[i].name_off);
		const struct btf_type *type = btf__type_by_id(types, members[i].type);

		if (found && !strcmp(found, name)) {
			bool is_bit = btf_member_bitfield_size(structure, i);

			ret->offset = is_bit ? at / 32 * 4 : at / 8;
			ret->bit = is_bit ? at % 32 : 0;
			return true;
		}
		if (found && !*found && type && btf_is_composite(type) && depth < DEPTH_MAX &&
		    find_in(types, type, name, at, depth + 1, ret))
			return true;
	}
	return false;
}

/**
 * kerneltypes_find() - find a member of a struct
 * @types: of the kernel
 * @structure: name of the struct
 * @member: name of the member, which may be in a struct without a name there
 * @ret: set to its place
 *
 * Return: false if there is none
 */
bool kerneltypes_find(const struct btf *types, const char *structure, const char *member,
		      struct member_place *ret)
{
	int id = btf__find_by_name_kind(types, structure, BTF_KIND_STRUCT);

	return id > 0 && find_in(types, btf__type_by_id(types, id), member, 0, 0, ret);
}
