/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SCENARIOS_PROC_H
#define SCENARIOS_PROC_H

#include <stdbool.h>
#include <sys/types.h>

#include "../../../tracing/vocabulary.h"

/**
 * struct identity - a thread, as the three witnesses name it
 * @pid: of its process, in the initial pid namespace, as all numbers but @nspid
 * @tid: of the thread
 * @nspid: of the process, in its own pid namespace
 * @level: how deep that namespace is; 0 is the initial one
 * @comm: the thread's name
 */
struct identity {
	pid_t pid;
	pid_t tid;
	pid_t nspid;
	int level;
	char comm[SUBREAPER_COMM_LEN];
};

int proc_identity(pid_t pid, pid_t tid, struct identity *ret);
long proc_status_number(pid_t pid, const char *key);
char proc_state(pid_t pid, pid_t tid);
long proc_syscall(pid_t pid, pid_t tid);
bool proc_is_exiting(pid_t pid, pid_t tid);
bool proc_has_child(const struct identity *parent, pid_t child);
pid_t proc_find_thread(pid_t pid, pid_t own_tid);

#endif /* SCENARIOS_PROC_H */
