/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a trace proves about a process. All commands ask here, so they say the same, and none claims
 * what the trace does not show.
 */
#ifndef MODEL_EVIDENCE_H
#define MODEL_EVIDENCE_H

#include "forest.h"
#include "walk.h"

/* How a process became a child of its present parent, or of its last. */
enum origin {
	ORIGIN_UNKNOWN, /* it was so before the trace began */
	ORIGIN_OWN,	/* cloned by the parent, or as its child */
	ORIGIN_ADOPTED, /* in the trace */
	ORIGIN_EARLIER, /* adopted before the trace began, as the module recorded */
	ORIGIN_UNSEEN,	/* adopted in the trace, as a dump shows and no event */
	ORIGIN_PARENTLESS,
};

/* What is known of whether a process is there. */
enum being {
	BEING_UNKNOWN,
	BEING_ALIVE,
	BEING_LEADERLESS, /* its main thread has exited, others live */
	BEING_EXITING,	  /* all its threads are exiting, and it is no zombie yet */
	BEING_ZOMBIE,
	BEING_EXITED, /* and it is not known whether it was reaped */
	BEING_GONE,
};

/* Why a zombie was not reaped. */
enum holdup {
	HOLDUP_NONE,	    /* it is no zombie */
	HOLDUP_PARENT,	    /* its parent has not waited, for no reason that the trace shows */
	HOLDUP_STOPPED,	    /* its parent is stopped */
	HOLDUP_TRACER,	    /* its tracer has to wait first */
	HOLDUP_EXIT_SIGNAL, /* its parent gets no SIGCHLD, and a plain wait() does not find it */
	HOLDUP_EXITING,	    /* its parent is exiting itself */
	HOLDUP_UNKNOWN,	    /* its parent is not known */
};

/* Which thread, if any, waited for a process that is gone. */
enum way_out {
	OUT_UNKNOWN,
	OUT_WAITED,	/* recorded: a thread waited for it */
	OUT_UNWAITED,	/* recorded: the kernel released it, and nothing waited */
	OUT_AUTOREAPED, /* it was cloned with CLONE_AUTOREAP: nothing can wait for it */
	OUT_IGNORED,	/* inferred: its parent ignores SIGCHLD */
	OUT_COLLECTED,	/* inferred: its parent does not ignore SIGCHLD */
};

/* Whether a process became an orphan, and if it did not, or it is not known, why. */
enum orphaning {
	ORPHANED_IN_TRACE,
	ORPHANED_MOVED,		 /* in the trace, as a dump shows and no event */
	ORPHANED_EARLIER,	 /* before the trace began, as the module recorded */
	ORPHANED_NO_PARENT,	 /* it has none, or none is known */
	ORPHANED_NOT_FIRST,	 /* not in the trace: it ended before its parent */
	ORPHANED_WITH_NAMESPACE, /* never: its parent was the init of its namespace, which ended
				    with it */
	ORPHANED_PERHAPS,     /* unknown: it ended before its parent, and may have been a zombie */
	ORPHANED_UNSEEN,      /* its parent ended, and the adopter is unknown */
	ORPHANED_PARENT_GONE, /* unknown: how its parent ended is not in the trace */
	ORPHANED_BIRTH,	      /* unknown: it may be a thread, or the child of another process */
	ORPHANED_THREAD,      /* unknown: its parent may be a thread of another process */
	ORPHANED_UNTOLD,      /* unknown: the trace does not show changes of parent */
	ORPHANED_NOT,	      /* not in the trace: its parent is alive, or outlived it */
};

/* A flag of which something is known, or not. */
enum flag_known {
	FLAG_UNKNOWN,
	FLAG_NO,
	FLAG_YES,
	FLAG_YES_UNLESS, /* if no pid namespace lies between it and the subreaper */
};

/* Which process would be the parent if there were no subreapers. */
enum without {
	WITHOUT_NOTHING, /* it has no parent */
	WITHOUT_UNKNOWN, /* how it became a child of its parent is unknown */
	WITHOUT_SAME,
	WITHOUT_OTHER,
	WITHOUT_INIT, /* the init of its namespace, which is unknown */
};

enum orphaning evidence_orphaning(const struct forest *forest, const struct process *process);
const struct process *evidence_parent(const struct forest *forest, const struct process *process);
unsigned int evidence_parent_doubts(const struct forest *forest, const struct process *process);
unsigned int evidence_without_doubts(const struct forest *forest, const struct process *process);
bool evidence_may_be_no_escape(const struct forest *forest, const struct process *process);
bool evidence_birth_is_doubtful(const struct process *process);
bool evidence_parent_is_doubtful(const struct forest *forest, const struct process *process);
enum flag_known evidence_is_marked(const struct process *process);
enum flag_known evidence_has_subreaper(const struct forest *forest, const struct process *process);
enum without evidence_without(const struct forest *forest, const struct process *process);
bool evidence_next(const struct forest *forest, const struct process *process, struct walk *ret);
bool evidence_getppid(const struct forest *forest, const struct process *process, int32_t *ret);
const struct process *evidence_moved_from(const struct process *process);
enum origin evidence_origin(const struct process *process);
enum being evidence_being(const struct forest *forest, const struct process *process);
enum holdup evidence_holdup(const struct forest *forest, const struct process *process);
enum way_out evidence_way_out(const struct process *process);
const struct process *evidence_tracer(const struct forest *forest, const struct process *process);
bool evidence_is_stopped(const struct process *process);
bool evidence_autoreaps(const struct process *process);
bool evidence_ignores_children(const struct process *process);
const struct process *evidence_namespace_end(const struct forest *forest,
					     const struct process *process);
bool evidence_may_be_inside(const struct forest *forest, const struct process *process,
			    const struct process *init);
enum flag_known evidence_is_marked_at_end(const struct forest *forest,
					  const struct process *process);
bool evidence_is_listed_at_end(const struct forest *forest, const struct process *process);
bool evidence_may_have_moved(const struct forest *forest, const struct process *process);
bool evidence_is_kernel_thread(const struct process *process);

#endif /* MODEL_EVIDENCE_H */
