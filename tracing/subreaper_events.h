/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The trace events of system "subreaper". Their fields are the contract with every reader of a
 * trace, so fields are only ever added, at the end.
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

/* One for each child that changes parent, in the context of its dying father. */
TRACE_EVENT(reparent,

	TP_PROTO(struct task_struct *child, struct task_struct *father,
		 struct task_struct *adopter, unsigned int decision, unsigned int effects,
		 int pdeath_signal),

	TP_ARGS(child, father, adopter, decision, effects, pdeath_signal),

	TP_STRUCT__entry(
		__field(u64, child_start)
		__field(u64, father_start)
		__field(u64, adopter_start)
		__array(char, child_comm, TASK_COMM_LEN)
		__array(char, father_comm, TASK_COMM_LEN)
		__array(char, adopter_comm, TASK_COMM_LEN)
		__field(pid_t, child)
		__field(pid_t, child_nspid)
		__field(pid_t, father_tid)
		__field(pid_t, father_tgid)
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
		__entry->father_start = father->group_leader->start_boottime;
		__entry->adopter_start = adopter->group_leader->start_boottime;
		memcpy(__entry->child_comm, child->comm, TASK_COMM_LEN);
		memcpy(__entry->father_comm, father->comm, TASK_COMM_LEN);
		memcpy(__entry->adopter_comm, adopter->comm, TASK_COMM_LEN);
		__entry->child = child->pid;
		__entry->child_nspid = pid->numbers[pid->level].nr;
		__entry->father_tid = father->pid;
		__entry->father_tgid = father->tgid;
		__entry->adopter_tid = adopter->pid;
		__entry->adopter_tgid = adopter->tgid;
		__entry->level = pid->level;
		__entry->decision = decision;
		__entry->effects = effects;
		__entry->pdeath_signal = pdeath_signal;
	),

	TP_printk("child=%d comm=%s father=%d tid=%d comm=%s adopter=%d tid=%d comm=%s decision=%s effects=%s pdeath_signal=%d nspid=%d level=%d",
		  __entry->child, __entry->child_comm,
		  __entry->father_tgid, __entry->father_tid, __entry->father_comm,
		  __entry->adopter_tgid, __entry->adopter_tid, __entry->adopter_comm,
		  subreaper_print_decision(__entry->decision),
		  subreaper_print_effects(__entry->effects),
		  __entry->pdeath_signal, __entry->child_nspid, __entry->level)
);

/*
 * One for each dying thread that has children, before the reparents that follow from it. adopter
 * is NULL, and its fields 0, when the namespace dies. steps holds SUBREAPER_STEP() words, at most
 * SUBREAPER_STEPS_MAX of nr_steps. (The print format says 4 where C would say sizeof(u32), which
 * libtraceevent does not resolve.)
 */
TRACE_EVENT(walk,

	TP_PROTO(struct task_struct *father, struct task_struct *adopter, unsigned int decision,
		 unsigned int children, const u32 *steps, unsigned int nr_steps),

	TP_ARGS(father, adopter, decision, children, steps, nr_steps),

	TP_STRUCT__entry(
		__field(u64, father_start)
		__field(u64, adopter_start)
		__array(char, father_comm, TASK_COMM_LEN)
		__array(char, adopter_comm, TASK_COMM_LEN)
		__field(pid_t, father_tid)
		__field(pid_t, father_tgid)
		__field(pid_t, adopter_tid)
		__field(pid_t, adopter_tgid)
		__field(u32, children)
		__field(u32, nr_steps)
		__dynamic_array(u32, steps, min_t(unsigned int, nr_steps, SUBREAPER_STEPS_MAX))
		__field(u8, level)
		__field(u8, has_flag)
		__field(u8, decision)
		__field(u8, truncated)
	),

	TP_fast_assign(
		unsigned int recorded = min_t(unsigned int, nr_steps, SUBREAPER_STEPS_MAX);

		__entry->father_start = father->group_leader->start_boottime;
		__entry->adopter_start = adopter ? adopter->group_leader->start_boottime : 0;
		memcpy(__entry->father_comm, father->comm, TASK_COMM_LEN);
		if (adopter)
			memcpy(__entry->adopter_comm, adopter->comm, TASK_COMM_LEN);
		else
			memset(__entry->adopter_comm, 0, TASK_COMM_LEN);
		__entry->father_tid = father->pid;
		__entry->father_tgid = father->tgid;
		__entry->adopter_tid = adopter ? adopter->pid : 0;
		__entry->adopter_tgid = adopter ? adopter->tgid : 0;
		__entry->children = children;
		__entry->nr_steps = nr_steps;
		memcpy(__get_dynamic_array(steps), steps, recorded * sizeof(u32));
		__entry->level = task_pid(father)->level;
		__entry->has_flag = subreaper_is_above(father);
		__entry->decision = decision;
		__entry->truncated = recorded < nr_steps;
	),

	TP_printk("father=%d tid=%d comm=%s level=%d has_flag=%d decision=%s adopter=%d tid=%d comm=%s children=%u nr_steps=%u truncated=%d steps=%s",
		  __entry->father_tgid, __entry->father_tid, __entry->father_comm,
		  __entry->level, __entry->has_flag, subreaper_print_decision(__entry->decision),
		  __entry->adopter_tgid, __entry->adopter_tid, __entry->adopter_comm,
		  __entry->children, __entry->nr_steps, __entry->truncated,
		  __print_array(__get_dynamic_array(steps), __get_dynamic_array_len(steps) / 4, 4))
);

/*
 * One for each prctl(PR_SET_CHILD_SUBREAPER, argument), in the context of the caller. descendants
 * counts the processes that the call newly covered, -1 where the hook cannot know.
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
 * state is the letter that ps shows, as a string: libtraceevent does not print %c.
 */
TRACE_EVENT(task,

	TP_PROTO(struct task_struct *task, struct task_struct *parent, struct pid *pid),

	TP_ARGS(task, parent, pid),

	TP_STRUCT__entry(
		__field(u64, start)
		__field(u64, parent_start)
		__array(char, comm, TASK_COMM_LEN)
		__field(pid_t, pid)
		__field(pid_t, nspid)
		__field(pid_t, parent_tid)
		__field(pid_t, parent_tgid)
		__field(u8, level)
		__field(u8, subreaper)
		__field(u8, has_subreaper)
		__array(char, state, 2)
	),

	TP_fast_assign(
		__entry->start = task->start_boottime;
		__entry->parent_start = parent->group_leader->start_boottime;
		memcpy(__entry->comm, task->comm, TASK_COMM_LEN);
		__entry->pid = task->pid;
		__entry->nspid = pid->numbers[pid->level].nr;
		__entry->parent_tid = parent->pid;
		__entry->parent_tgid = parent->tgid;
		__entry->level = pid->level;
		__entry->subreaper = subreaper_is_marked(task);
		__entry->has_subreaper = subreaper_is_above(task);
		__entry->state[0] = task_state_to_char(task);
		__entry->state[1] = '\0';
	),

	TP_printk("pid=%d comm=%s state=%s parent=%d tid=%d subreaper=%d has_subreaper=%d nspid=%d level=%d",
		  __entry->pid, __entry->comm, __entry->state,
		  __entry->parent_tgid, __entry->parent_tid,
		  __entry->subreaper, __entry->has_subreaper, __entry->nspid, __entry->level)
);

#endif /* SUBREAPER_EVENTS_H */

#undef TRACE_INCLUDE_PATH
#define TRACE_INCLUDE_PATH .
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_FILE subreaper_events
#include <trace/define_trace.h>
