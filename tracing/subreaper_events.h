/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The trace events of system "subreaper". Their fields are the contract with every reader of a
 * trace, and since 0.2.0 fields are only ever added.
 *
 * Pids and tids are those of the initial pid namespace; nspid is the pid in the process's own
 * namespace and level that namespace's depth. A *_start is a birth on CLOCK_BOOTTIME in ns, what
 * starttime of /proc/PID/stat is in clock ticks. (pid, start), both of the thread group leader,
 * identify a process; a comm is the thread's own, so that a reader sees which thread it was.
 */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM subreaper

#if !defined(SUBREAPER_EVENTS_H) || defined(TRACE_HEADER_MULTI_READ)
#define SUBREAPER_EVENTS_H

#include <linux/pid_namespace.h>
#include <linux/sched/signal.h>
#include <linux/tracepoint.h>

#include "subreaper_flags.h"
#include "vocabulary.h"

#define subreaper_print_decision(number) \
	__print_symbolic(number, SUBREAPER_DECISIONS(SUBREAPER_NUMBER_WORD, SUBREAPER_COMMA))
#define subreaper_print_effects(bits) \
	__print_flags(bits, "|", SUBREAPER_EFFECTS(SUBREAPER_NUMBER_WORD, SUBREAPER_COMMA))
#define subreaper_print_release(number) \
	__print_symbolic(number, SUBREAPER_RELEASES(SUBREAPER_NUMBER_WORD, SUBREAPER_COMMA))
#define subreaper_print_gap(number) \
	__print_symbolic(number, SUBREAPER_GAPS(SUBREAPER_NUMBER_WORD, SUBREAPER_COMMA))
#define subreaper_print_sigchld(number) \
	__print_symbolic(number, SUBREAPER_SIGCHLD(SUBREAPER_NUMBER_WORD, SUBREAPER_COMMA))

/*
 * One for each child that changes parent, in the context of its dying parent; for the first
 * children_told of the walk with the same number. adopter is the thread that really got the child.
 */
TRACE_EVENT_FN(reparent,

	TP_PROTO(struct task_struct *child, const struct reaper_walk *walk,
		 const struct child_effects *effects),

	TP_ARGS(child, walk, effects),

	TP_STRUCT__entry(
		__field(u64, child_start)
		__field(u64, parent_start)
		__field(u64, adopter_start)
		__field(u64, number)
		__array(char, child_comm, TASK_COMM_LEN)
		__array(char, parent_comm, TASK_COMM_LEN)
		__array(char, adopter_comm, TASK_COMM_LEN)
		__field(pid_t, child)
		__field(pid_t, child_nspid)
		__field(pid_t, parent_tid)
		__field(pid_t, parent_tgid)
		__field(pid_t, adopter_tid)
		__field(pid_t, adopter_tgid)
		__field(u8, level)
		__field(u8, decision)
		__field(u8, effects)
		__field(u8, pdeath_signal)
	),

	TP_fast_assign(
		struct pid *pid = task_pid(child);

		__entry->child_start = child->start_boottime;
		__entry->parent_start = walk->father->group_leader->start_boottime;
		__entry->adopter_start = walk->adopter->group_leader->start_boottime;
		__entry->number = walk->number;
		memcpy(__entry->child_comm, child->comm, TASK_COMM_LEN);
		memcpy(__entry->parent_comm, walk->father->comm, TASK_COMM_LEN);
		memcpy(__entry->adopter_comm, walk->adopter->comm, TASK_COMM_LEN);
		__entry->child = child->pid;
		__entry->child_nspid = pid->numbers[pid->level].nr;
		__entry->parent_tid = walk->father->pid;
		__entry->parent_tgid = walk->father->tgid;
		__entry->adopter_tid = walk->adopter->pid;
		__entry->adopter_tgid = walk->adopter->tgid;
		__entry->level = pid->level;
		__entry->decision = walk->decision;
		__entry->effects = effects->bits;
		__entry->pdeath_signal = effects->pdeath_signal;
	),

	TP_printk("child=%d comm=%s parent=%d tid=%d comm=%s adopter=%d tid=%d comm=%s decision=%s effects=%s pdeath_signal=%d nspid=%d level=%d number=%llu",
		  __entry->child, __entry->child_comm,
		  __entry->parent_tgid, __entry->parent_tid, __entry->parent_comm,
		  __entry->adopter_tgid, __entry->adopter_tid, __entry->adopter_comm,
		  subreaper_print_decision(__entry->decision),
		  subreaper_print_effects(__entry->effects),
		  __entry->pdeath_signal, __entry->child_nspid, __entry->level, __entry->number),

	hook_moves_use, hook_moves_unuse
);

/*
 * One for each dying thread that has children, before the reparents that follow from it. adopter
 * is NULL, and its fields 0, when the namespace dies. number counts decisions since load, as in
 * debugfs subreaper/walks. parent_exit_code is a wait status, as wait(2) gives it: of the process,
 * or of the thread alone while others of it live. children_told is how many of the children a
 * reparent shows; above SUBREAPER_CHILDREN_MAX they are counted only. steps holds
 * SUBREAPER_STEP() words, at most SUBREAPER_STEPS_MAX of nr_steps. (The print format says 4 where
 * C would say sizeof(u32), which libtraceevent does not resolve.)
 */
TRACE_EVENT_FN(walk,

	TP_PROTO(const struct reaper_walk *walk, unsigned int children,
		 unsigned int children_told),

	TP_ARGS(walk, children, children_told),

	TP_STRUCT__entry(
		__field(u64, parent_start)
		__field(u64, adopter_start)
		__field(u64, number)
		__array(char, parent_comm, TASK_COMM_LEN)
		__array(char, adopter_comm, TASK_COMM_LEN)
		__field(pid_t, parent_tid)
		__field(pid_t, parent_tgid)
		__field(pid_t, adopter_tid)
		__field(pid_t, adopter_tgid)
		__field(s32, parent_exit_code)
		__field(u32, children)
		__field(u32, children_told)
		__field(u32, nr_steps)
		__dynamic_array(u32, steps,
				min_t(unsigned int, walk->nr_steps, SUBREAPER_STEPS_MAX))
		__field(u8, level)
		__field(u8, has_flag)
		__field(u8, decision)
		__field(u8, truncated)
	),

	TP_fast_assign(
		unsigned int recorded = min_t(unsigned int, walk->nr_steps, SUBREAPER_STEPS_MAX);
		struct task_struct *adopter = walk->adopter;
		struct task_struct *father = walk->father;

		__entry->parent_start = father->group_leader->start_boottime;
		__entry->adopter_start = adopter ? adopter->group_leader->start_boottime : 0;
		__entry->number = walk->number;
		memcpy(__entry->parent_comm, father->comm, TASK_COMM_LEN);
		if (adopter)
			memcpy(__entry->adopter_comm, adopter->comm, TASK_COMM_LEN);
		else
			memset(__entry->adopter_comm, 0, TASK_COMM_LEN);
		__entry->parent_tid = father->pid;
		__entry->parent_tgid = father->tgid;
		__entry->adopter_tid = adopter ? adopter->pid : 0;
		__entry->adopter_tgid = adopter ? adopter->tgid : 0;
		__entry->parent_exit_code = subreaper_wait_status(father);
		__entry->children = children;
		__entry->children_told = children_told;
		__entry->nr_steps = walk->nr_steps;
		memcpy(__get_dynamic_array(steps), walk->steps, recorded * sizeof(u32));
		__entry->level = task_pid(father)->level;
		__entry->has_flag = subreaper_is_above(father);
		__entry->decision = walk->decision;
		__entry->truncated = recorded < walk->nr_steps;
	),

	TP_printk("parent=%d tid=%d comm=%s exit_code=0x%x level=%d has_flag=%d decision=%s adopter=%d tid=%d comm=%s children=%u told=%u nr_steps=%u truncated=%d steps=%s number=%llu",
		  __entry->parent_tgid, __entry->parent_tid, __entry->parent_comm,
		  __entry->parent_exit_code,
		  __entry->level, __entry->has_flag, subreaper_print_decision(__entry->decision),
		  __entry->adopter_tgid, __entry->adopter_tid, __entry->adopter_comm,
		  __entry->children, __entry->children_told,
		  __entry->nr_steps, __entry->truncated,
		  __print_array(__get_dynamic_array(steps), __get_dynamic_array_len(steps) / 4, 4),
		  __entry->number),

	hook_moves_use, hook_moves_unuse
);

/*
 * One for each prctl(PR_SET_CHILD_SUBREAPER, argument) that no security module refused, in the
 * context of the caller. descendants counts the processes that the call newly covered, -1 where
 * the hook cannot know.
 */
TRACE_EVENT(mark,

	TP_PROTO(struct task_struct *task, unsigned long argument, bool old, bool new,
		 int descendants),

	TP_ARGS(task, argument, old, new, descendants),

	TP_STRUCT__entry(
		__field(u64, start)
		__field(u64, argument)
		__array(char, comm, TASK_COMM_LEN)
		__field(pid_t, tid)
		__field(pid_t, tgid)
		__field(s32, descendants)
		__field(u8, old)
		__field(u8, new)
	),

	TP_fast_assign(
		__entry->start = task->group_leader->start_boottime;
		__entry->argument = argument;
		memcpy(__entry->comm, task->comm, TASK_COMM_LEN);
		__entry->tid = task->pid;
		__entry->tgid = task->tgid;
		__entry->descendants = descendants;
		__entry->old = old;
		__entry->new = new;
	),

	TP_printk("pid=%d tid=%d comm=%s argument=0x%llx old=%d new=%d descendants=%d",
		  __entry->tgid, __entry->tid, __entry->comm, __entry->argument,
		  __entry->old, __entry->new, __entry->descendants)
);

/*
 * One for each process, on request: what a reader of the trace must know of the time before it.
 * state is the letter that ps shows, as a string: libtraceevent does not print %c. tracer_tgid is 0
 * when the process is not traced; exit_code is a wait status, and means something once the process
 * is a zombie; threads_alive leaves out threads that have exited, the first one too. adopted_* say
 * by which process, when (CLOCK_MONOTONIC, ns) and in which decision (its number) the process was
 * last adopted, and are 0 when the module has not seen that or has forgotten it.
 */
TRACE_EVENT(process,

	TP_PROTO(const struct process_state *state),

	TP_ARGS(state),

	TP_STRUCT__entry(
		__field(u64, start)
		__field(u64, parent_start)
		__field(u64, cgroup)
		__field(u64, adopted_time)
		__field(u64, adopted_number)
		__field(u64, adopted_by_start)
		__array(char, comm, TASK_COMM_LEN)
		__field(pid_t, pid)
		__field(pid_t, nspid)
		__field(pid_t, parent_tid)
		__field(pid_t, parent_tgid)
		__field(pid_t, tracer_tgid)
		__field(pid_t, pgrp)
		__field(pid_t, session)
		__field(pid_t, adopted_by)
		__field(u32, threads_alive)
		__field(s32, exit_code)
		__field(s32, exit_signal)
		__field(u8, level)
		__field(u8, subreaper)
		__field(u8, has_subreaper)
		__field(u8, sigchld)
		__field(u8, pdeath_signal)
		__field(u8, adopted_decision)
		__array(char, state, 2)
	),

	TP_fast_assign(
		__entry->start = state->start;
		__entry->parent_start = state->parent_start;
		__entry->cgroup = state->cgroup;
		__entry->adopted_time = state->adoption.time;
		__entry->adopted_number = state->adoption.number;
		__entry->adopted_by_start = state->adoption.adopter_start;
		memcpy(__entry->comm, state->comm, TASK_COMM_LEN);
		__entry->pid = state->pid;
		__entry->nspid = state->nspid;
		__entry->parent_tid = state->parent_tid;
		__entry->parent_tgid = state->parent_tgid;
		__entry->tracer_tgid = state->tracer_tgid;
		__entry->pgrp = state->pgrp;
		__entry->session = state->session;
		__entry->adopted_by = state->adoption.adopter;
		__entry->threads_alive = state->threads_alive;
		__entry->exit_code = state->exit_code;
		__entry->exit_signal = state->exit_signal;
		__entry->level = state->level;
		__entry->subreaper = state->subreaper;
		__entry->has_subreaper = state->has_subreaper;
		__entry->sigchld = state->sigchld;
		__entry->pdeath_signal = state->pdeath_signal;
		__entry->adopted_decision = state->adoption.decision;
		__entry->state[0] = state->letter;
		__entry->state[1] = '\0';
	),

	TP_printk("pid=%d comm=%s state=%s parent=%d tid=%d subreaper=%d has_subreaper=%d nspid=%d level=%d threads_alive=%u tracer=%d exit_signal=%d exit_code=0x%x pgrp=%d session=%d sigchld=%s pdeath_signal=%d cgroup=%llu adopted_by=%d decision=%s number=%llu time=%llu",
		  __entry->pid, __entry->comm, __entry->state,
		  __entry->parent_tgid, __entry->parent_tid,
		  __entry->subreaper, __entry->has_subreaper, __entry->nspid, __entry->level,
		  __entry->threads_alive, __entry->tracer_tgid, __entry->exit_signal,
		  __entry->exit_code, __entry->pgrp, __entry->session,
		  subreaper_print_sigchld(__entry->sigchld), __entry->pdeath_signal,
		  __entry->cgroup, __entry->adopted_by,
		  subreaper_print_decision(__entry->adopted_decision),
		  __entry->adopted_number, __entry->adopted_time)
);

/*
 * One for each process that is released, in the context of the thread that releases it. release
 * says whether that thread has waited for it; if not, reaper is just where the kernel did it. A
 * thread that is not the last of its process is passed over.
 */
TRACE_EVENT_FN(reap,

	TP_PROTO(struct task_struct *task, struct task_struct *reaper, unsigned int release),

	TP_ARGS(task, reaper, release),

	TP_STRUCT__entry(
		__field(u64, start)
		__field(u64, parent_start)
		__field(u64, reaper_start)
		__array(char, comm, TASK_COMM_LEN)
		__array(char, reaper_comm, TASK_COMM_LEN)
		__field(pid_t, pid)
		__field(pid_t, parent_tgid)
		__field(pid_t, reaper_tid)
		__field(pid_t, reaper_tgid)
		__field(s32, exit_code)
		__field(u8, release)
	),

	TP_fast_assign(
		struct task_struct *parent;

		rcu_read_lock();
		parent = rcu_dereference(task->real_parent);
		__entry->parent_start = parent->group_leader->start_boottime;
		__entry->parent_tgid = parent->tgid;
		rcu_read_unlock();
		__entry->start = task->start_boottime;
		__entry->reaper_start = reaper->group_leader->start_boottime;
		memcpy(__entry->comm, task->comm, TASK_COMM_LEN);
		memcpy(__entry->reaper_comm, reaper->comm, TASK_COMM_LEN);
		__entry->pid = task->pid;
		__entry->reaper_tid = reaper->pid;
		__entry->reaper_tgid = reaper->tgid;
		__entry->exit_code = subreaper_wait_status(task);
		__entry->release = release;
	),

	TP_printk("pid=%d comm=%s exit_code=0x%x parent=%d reaper=%d tid=%d comm=%s release=%s",
		  __entry->pid, __entry->comm, __entry->exit_code, __entry->parent_tgid,
		  __entry->reaper_tgid, __entry->reaper_tid, __entry->reaper_comm,
		  subreaper_print_release(__entry->release)),

	hook_reap_use, hook_reap_unuse
);

/*
 * Decisions, marks or reaps that the module did not see or did not emit, as soon as it knows.
 * They happened between since and until (CLOCK_MONOTONIC, ns); until is 0 while that goes on.
 * count is how many they were, 0 if that is not known.
 */
TRACE_EVENT(gap,

	TP_PROTO(unsigned int gap, u64 since, u64 until, u64 count),

	TP_ARGS(gap, since, until, count),

	TP_STRUCT__entry(
		__field(u64, since)
		__field(u64, until)
		__field(u64, count)
		__field(u8, gap)
	),

	TP_fast_assign(
		__entry->since = since;
		__entry->until = until;
		__entry->count = count;
		__entry->gap = gap;
	),

	TP_printk("gap=%s since=%llu until=%llu count=%llu",
		  subreaper_print_gap(__entry->gap), __entry->since, __entry->until,
		  __entry->count)
);

#endif /* SUBREAPER_EVENTS_H */

#undef TRACE_INCLUDE_PATH
#define TRACE_INCLUDE_PATH .
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_FILE subreaper_events
#include <trace/define_trace.h>
