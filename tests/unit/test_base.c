// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>
#include <stdlib.h>

#include "../../tools/base/memory/arena.h"
#include "../../tools/base/memory/array.h"
#include "../../tools/base/format/escape.h"
#include "../../tools/base/memory/idmap.h"
#include "../../tools/base/terminal/nearest.h"
#include "../../tools/base/memory/runmap.h"
#include "tap.h"

static void check_escape(const char *text, size_t length, bool utf8, const char *wanted)
{
	char got[ESCAPED_SIZE(64)];
	char name[300];

	escape_for_terminal(text, length, utf8, got);
	snprintf(name, sizeof(name), "escape: %s in %s", wanted, utf8 ? "UTF-8" : "ASCII");
	check_text(got, wanted, name);
}

static void test_escape(void)
{
	check_escape("sh -c", 5, true, "sh -c");
	check_escape("\033[2J", 4, true, "\\x1b[2J");
	check_escape("a\nb\tc\x7f", 6, true, "a\\x0ab\\x09c\\x7f");
	check_escape("a\0b", 3, true, "a\\x00b");
	check_escape("back\\slash", 10, true, "back\\\\slash");
	check_escape("\\x1b", 4, true, "\\\\x1b");
	check_escape("grün", 5, true, "grün");
	check_escape("grün", 5, false, "gr\\xc3\\xbcn");
	check_escape("\xff\xfe", 2, true, "\\xff\\xfe");
	check_escape("\xc0\xaf", 2, true, "\\xc0\\xaf");
	check_escape("\xe0\x80\xaf", 3, true, "\\xe0\\x80\\xaf");
	check_escape("\xed\xa0\x80", 3, true, "\\xed\\xa0\\x80");
	check_escape("\xf4\x90\x80\x80", 4, true, "\\xf4\\x90\\x80\\x80");
	check_escape("cut\xe2\x82", 5, true, "cut\\xe2\\x82");
	check_escape("\xc2\x9b", 2, true, "\\xc2\\x9b");
	check_escape("x\xe2\x80\xaey", 5, true, "x\\xe2\\x80\\xaey");
	check_escape("\xf0\x9f\x8c\xb2", 4, true, "\xf0\x9f\x8c\xb2");
}

/* Any bytes must become printable, and two different texts two different results. */
static void test_escape_all_pairs(void)
{
	char got[ESCAPED_SIZE(2)];
	bool printable = true;
	bool fits = true;
	unsigned int pair;

	for (pair = 0; pair < 0x10000; pair++) {
		char text[2] = { pair >> 8, pair & 0xff };
		size_t length = escape_for_terminal(text, 2, false, got);
		size_t i;

		fits &= length < sizeof(got) && length == strlen(got);
		for (i = 0; i < length; i++)
			printable &= got[i] >= ' ' && got[i] < 0x7f;
	}
	check(printable, "escape: every pair of bytes becomes printable ASCII");
	check(fits, "escape: the result fits into ESCAPED_SIZE");
}

static void test_unescape(void)
{
	char got[SUBREAPER_COMM_LEN];

	check(unescape_octal("a\\040b\\134", 10, got, sizeof(got)), "octal: is accepted");
	check_text(got, "a b\\", "octal: blank and backslash");
	check(unescape_octal("\\377", 4, got, sizeof(got)) && got[0] == '\xff', "octal: 255");
	check(!unescape_octal("\\40", 3, got, sizeof(got)), "octal: two digits are refused");
	check(!unescape_octal("\\400", 4, got, sizeof(got)), "octal: 256 is refused");
	check(!unescape_octal("a\\", 2, got, sizeof(got)),
	      "octal: a backslash at the end is refused");
	check(unescape_octal("0123456789abcdefgh", 18, got, sizeof(got)), "octal: a long name");
	check_text(got, "0123456789abcde", "octal: is cut to the room there is");
}

static void test_width(void)
{
	check(text_width("abc") == 3, "width: ASCII");
	check(text_width("├─ä") == 3, "width: UTF-8");
	check(text_width("\033[1mab\033[0m") == 2, "width: colours take none");
	check(text_width("\xff"
			 "a") == 2,
	      "width: a malformed byte takes one");
}

static void test_nearest(void)
{
	check(edit_distance("report", "report") == 0, "distance: the same");
	check(edit_distance("reprot", "report") == 2, "distance: two letters swapped");
	check(edit_distance("", "tasks") == 5, "distance: from nothing");
	check(edit_distance("forest", "forrest") == 1, "distance: one letter more");
	check(edit_distance("a-word-that-is-longer-than-any-command-is", "a") == (size_t)-1,
	      "distance: too long a word is far from all");
}

static void test_idmap(void)
{
	static int values[5000];
	struct idmap map = { 0 };
	bool kept = true;
	size_t i;

	check(!idmap_get(&map, 1, 2), "idmap: an empty map has nothing");
	for (i = 0; i < ARRAY_SIZE(values); i++)
		kept &= !idmap_set(&map, i % 7, i, &values[i]);
	for (i = 0; i < ARRAY_SIZE(values); i++)
		kept &= idmap_get(&map, i % 7, i) == &values[i];
	check(kept, "idmap: keeps 5000 values");
	check(!idmap_get(&map, 1, 0), "idmap: has no other key");
	idmap_set(&map, 0, 0, &values[1]);
	check(idmap_get(&map, 0, 0) == &values[1], "idmap: a value is replaced");
	idmap_deinit(&map);
}

static void test_arena(void)
{
	struct arena arena = { 0 };
	char *pieces[1000];
	bool zero = true, apart = true;
	size_t i, at;

	for (i = 0; i < 1000; i++) {
		pieces[i] = arena_take(&arena, 5000);
		for (at = 0; at < 5000; at++)
			zero &= !pieces[i][at];
		memset(pieces[i], i % 100 + 1, 5000);
	}
	for (i = 0; i < 1000; i++)
		apart &= pieces[i][0] == (char)(i % 100 + 1) && pieces[i][4999] == pieces[i][0];
	check(zero, "arena: what is taken is all zero");
	check(apart, "arena: nothing is taken twice");
	arena_deinit(&arena);
}

/* Of every seventh number, so that runs have gaps, and of the last there is. */
static void test_runmap(void)
{
	static int values[5000];
	struct runmap map = { 0 };
	bool kept = true;
	uint32_t i;

	check(!runmap_get(&map, 7), "runmap: an empty map has nothing");
	for (i = 0; i < 5000; i++)
		kept &= !runmap_set(&map, i * 7, &values[i]);
	for (i = 0; i < 5000; i++)
		kept &= runmap_get(&map, i * 7) == &values[i] && !runmap_get(&map, i * 7 + 1);
	check(kept, "runmap: keeps 5000 values, and has no other");
	check(!runmap_set(&map, UINT32_MAX, &values[1]) &&
		      runmap_get(&map, UINT32_MAX) == &values[1],
	      "runmap: any number will do");
	runmap_set(&map, 7, NULL);
	check(!runmap_get(&map, 7), "runmap: a value is taken out");
	runmap_deinit(&map);
}

static void test_array(void)
{
	size_t capacity = 0;
	int *items = NULL;

	check(!array_reserve(&items, &capacity, 100, sizeof(*items)) && capacity >= 100,
	      "array: grows");
	check(array_reserve(&items, &capacity, (size_t)1 << 62, sizeof(*items)) && capacity < 200,
	      "array: too much is refused, and what is there stays");
	free(items);
}

void test_base(void)
{
	test_escape();
	test_escape_all_pairs();
	test_unescape();
	test_width();
	test_nearest();
	test_idmap();
	test_arena();
	test_runmap();
	test_array();
}
