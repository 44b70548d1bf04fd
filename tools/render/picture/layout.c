// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What stands in a table of what commands say to programs. As with the columns of events, one may
 * be added at the end, and no other change is made without a new SCHEMA_VERSION.
 */
#include <string.h>

#include "../../base/memory/array.h"
#include "layout.h"

/* Versions of clang-format differ on such tables. */
/* clang-format off */
#define IDENTITY(of) of "pid", of "ordinal", of "start", of "comm"
#define BASIS(of) of "evidence", of "from", of "unless", of "why"

static const char * const findings[] = {
	"kind", "finding", BASIS(""), "time",
	IDENTITY("process_"), "process_host", IDENTITY("example_"), IDENTITY("parent_"),
	IDENTITY("other_"), "count", "of", "early", "signal", "argument", "seconds", "comm_then",
	"found", "seen", "do", NULL,
};

static const char * const hops[] = {
	IDENTITY("process_"), "process_host", "hops_time", "hops_seconds_ago",
	IDENTITY("hops_old_parent_"), "hops_old_parent_unless", "hops_old_parent_thread_tid",
	"hops_old_parent_ended_status", "hops_old_parent_ended_signal",
	IDENTITY("hops_new_parent_"), "hops_new_parent_thread_tid", BASIS("hops_"),
	"hops_decision", "hops_decision_number", "hops_sentence", "hops_steps_pid",
	"hops_steps_verdict", "hops_nr_steps", "hops_effects", "hops_pdeath_signal", NULL,
};

static const char * const nodes[] = {
	IDENTITY("process_"), "process_host", "process_may_be_thread", IDENTITY("parent_"),
	"parent_doubtful", "parent_unless", "child_by_value", BASIS("child_by_"),
	"state_value", BASIS("state_"), "subreaper_value", BASIS("subreaper_"),
	BASIS("adopted_"), "adopted_decision", IDENTITY("adopted_was_child_of_"),
	"adopted_was_child_of_unless", "adopted_hops", "adopted_time",
	BASIS("without_subreapers_"), IDENTITY("without_subreapers_parent_"), NULL,
};

static const char * const tasks[] = {
	IDENTITY(""), IDENTITY("parent_"), "state", "level", "nspid", "subreaper",
	"has_subreaper", "tracer", "process_group", "session", "pdeath_signal", "adopted_by",
	"adopted_by_start", "adopted_monotonic_ns", "adopted_decision",
	"adopted_decision_number", "next_decision", IDENTITY("next_new_parent_"),
	"next_new_parent_thread_tid", NULL,
};

static const char * const reapers[] = {
	IDENTITY(""), "subreaper", "descendants", "adopted", "unreaped", NULL,
};

static const char * const adopters[] = {
	"host", "trace", IDENTITY(""), "adopted", "decisions_sibling_thread",
	"decisions_no_flag", "decisions_subreaper", "decisions_ns_boundary",
	"decisions_reached_root", "decisions_ns_init_handover", "decisions_ns_dying",
	"decisions_unknown", "effects_zombie", "effects_autoreaped", "effects_ptraced",
	"effects_pdeath", "effects_exit_signal_reset", "effects_pgrp_orphaned",
	"effects_autoreap", NULL,
};

static const char * const parts[] = { "part", "state", "text", "fix", NULL };
static const char * const facts[] = { "fact", "value", NULL };

static const struct {
	const char *content;
	struct sheet_layout layout;
} layouts[] = {
	{ "findings", { NULL, findings } },
	{ "explanations", { "hops", hops } },
	{ "nodes", { NULL, nodes } },
	{ "tasks", { NULL, tasks } },
	{ "reapers", { NULL, reapers } },
	{ "adopters", { NULL, adopters } },
	{ "parts", { NULL, parts } },
	{ "facts", { NULL, facts } },
};
/* clang-format on */

/**
 * layout_of() - the table for objects of a kind
 * @content: what they are, as of document_begin()
 *
 * Return: the table; NULL for objects that have none
 */
const struct sheet_layout *layout_of(const char *content)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(layouts); i++) {
		if (!strcmp(layouts[i].content, content))
			return &layouts[i].layout;
	}
	return NULL;
}
