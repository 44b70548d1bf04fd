// SPDX-License-Identifier: GPL-2.0-or-later
/* How sure findings are, and which problems cannot be found. */
#include "diagnosis.h"

const char * const level_words[] = {
	[LEVEL_TROUBLE] = "trouble",
	[LEVEL_NOTE] = "note",
};

const char * const finding_words[FINDING_KINDS] = {
	[FINDING_UNREAPED] = "unreaped",
	[FINDING_TRACER] = "tracer",
	[FINDING_NS_STUCK] = "namespace_stuck",
	[FINDING_EXIT_SIGNAL] = "exit_signal",
	[FINDING_STOPPED] = "stopped",
	[FINDING_NS_GONE] = "namespace_gone",
	[FINDING_IGNORES] = "ignores_sigchld",
	[FINDING_STATUS_LOST] = "status_lost",
	[FINDING_CAUGHT] = "double_fork_caught",
	[FINDING_INHERITED_MARK] = "inherited_mark",
	[FINDING_FLAG_LOST] = "flag_lost",
	[FINDING_NS_EDGE] = "namespace_edge",
	[FINDING_NS_KILLED] = "namespace_ended",
	[FINDING_PDEATH] = "pdeath_of_thread",
	[FINDING_PDEATH_LATE] = "pdeath_late",
	[FINDING_GROUP] = "group_orphaned",
	[FINDING_DYING] = "subreaper_dying",
	[FINDING_OUTLIVED] = "outlived_adopter",
	[FINDING_IO_WORKER] = "io_worker",
	[FINDING_ARGUMENT] = "argument",
	[FINDING_LEADER] = "main_thread_exited",
	[FINDING_OWN_UNREAPED] = "own_unreaped",
	[FINDING_SOME_UNREAPED] = "some_unreaped",
	[FINDING_CROWD] = "crowd",
	[FINDING_OUTSIDE] = "parent_outside",
	[FINDING_GETPPID] = "getppid",
};

const struct word limit_words[] = {
	{ LIMIT_DAMAGED, "trace_damaged", "The rest of the trace, which could not be read." },
	{ LIMIT_MISSED, "decisions_missed",
	  "Decisions that were not seen for a time (report shows when)." },
	{ LIMIT_LOST, "events_lost", "What the lost events would show." },
	{ LIMIT_DECISIONS, "decisions_not_recorded",
	  "Which process adopted each orphan: the trace holds no decisions of the kernel. "
	  "Adopters are inferred from births and exits." },
	{ LIMIT_PROBED, "recorded_by_probe",
	  "Walks, how processes ended, and some effects of adoptions: a probe recorded the trace, "
	  "without the module." },
	{ LIMIT_NO_MARKS, "prctl_not_recorded",
	  "Which processes are subreapers: the trace holds no prctl() calls." },
	{ LIMIT_MARKED_BEFORE, "marked_before_recording",
	  "Which processes were subreapers before the trace began, and which are in another pid "
	  "namespace." },
	{ LIMIT_ZOMBIES, "releases_not_recorded",
	  "Which processes are zombies: the trace holds no sched_process_free events." },
	{ 0 },
};

/**
 * diagnosis_has_trouble() - was any trouble found?
 * @diagnosis: concluded
 *
 * Return: the answer
 */
bool diagnosis_has_trouble(const struct diagnosis *diagnosis)
{
	size_t i;

	for (i = 0; i < diagnosis->nr; i++) {
		if (diagnosis->findings[i]->level == LEVEL_TROUBLE)
			return true;
	}
	return false;
}

/**
 * diagnosis_limits() - problems that cannot be found, because the trace does not show them
 * @forest: of the trace
 * @complete: whether it could be read to its end
 * @ret: set; room for LIMITS
 *
 * Return: how many there are
 */
size_t diagnosis_limits(const struct forest *forest, bool complete, enum limit *ret)
{
	size_t nr = 0;

	if (!complete)
		ret[nr++] = LIMIT_DAMAGED;
	if (forest->gaps)
		ret[nr++] = LIMIT_MISSED;
	else if (forest->lost)
		ret[nr++] = LIMIT_LOST;
	if (forest->heard & EVENTS_SUBREAPER && !forest_is_probed(forest))
		return nr;
	ret[nr++] = forest_is_probed(forest) ? LIMIT_PROBED : LIMIT_DECISIONS;
	ret[nr++] = forest_hears_marks(forest) ? LIMIT_MARKED_BEFORE : LIMIT_NO_MARKS;
	if (!(forest->heard & EVENT_BIT(EVENT_FREE)))
		ret[nr++] = LIMIT_ZOMBIES;
	return nr;
}

static struct basis inferred_from(enum ground ground)
{
	return (struct basis){ .evidence = EVIDENCE_INFERRED, .ground = ground };
}

static struct basis recorded(void)
{
	return (struct basis){ .evidence = EVIDENCE_RECORDED };
}

static struct basis basis_of_adoption(const struct forest *forest, const struct process *orphan)
{
	const struct hop *hop = orphan ? history_last(&orphan->history) : NULL;

	if (orphan && evidence_moved_from(orphan))
		return basis_of_move(orphan);

	return hop ? basis_of_hop(forest, hop) : recorded();
}

static struct basis basis_of_zombie(const struct forest *forest, const struct process *orphan)
{
	struct basis adoption = basis_of_adoption(forest, orphan);

	return adoption.evidence == EVIDENCE_RECORDED ? basis_of_being(forest, orphan) : adoption;
}

/**
 * finding_basis() - what a finding rests on
 * @forest: of the same trace, concluded
 *
 * Return: the basis, of which one part is the weakest
 */
struct basis finding_basis(const struct finding *finding, const struct forest *forest)
{
	switch (finding->kind) {
	case FINDING_UNREAPED:
		return finding->about->ended.known ? basis_of_adoption(forest, finding->example)
						   : basis_of_zombie(forest, finding->example);
	case FINDING_TRACER:
	case FINDING_EXIT_SIGNAL:
	case FINDING_STOPPED:
	case FINDING_OWN_UNREAPED:
	case FINDING_SOME_UNREAPED:
		return basis_of_being(forest, finding->example);
	case FINDING_CROWD:
		return inferred_from(GROUND_NO_EXIT);
	case FINDING_LEADER:
		return basis_of_being(forest, finding->about);
	case FINDING_NS_STUCK:
	case FINDING_FLAG_LOST:
		return inferred_from(GROUND_RULES);
	case FINDING_NS_GONE:
		return finding->about->stranded_forks ? recorded()
						      : inferred_from(GROUND_FIRST_CHILD);
	case FINDING_STATUS_LOST:
		return evidence_way_out(finding->example) == OUT_UNWAITED
			       ? recorded()
			       : inferred_from(GROUND_SIGCHLD);
	case FINDING_NS_KILLED:
	case FINDING_GROUP:
		return inferred_from(GROUND_TIMES);
	case FINDING_IO_WORKER:
		return inferred_from(GROUND_NAME);
	case FINDING_DYING:
		return forest->heard & EVENTS_SUBREAPER ? recorded() : inferred_from(GROUND_LIVES);
	case FINDING_ARGUMENT:
		return recorded();
	default:
		return basis_of_adoption(forest, finding->example);
	}
}
