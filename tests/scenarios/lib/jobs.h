/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SCENARIOS_JOBS_H
#define SCENARIOS_JOBS_H

/*
 * What actors are asked to do. All return 0 or more, or a negative errno; pids are those of the
 * actor's own pid namespace.
 */

long job_mark(long argument);
long job_get_mark(long unused);
long job_getppid(long unused);
long job_reap(long pid);
long job_try_to_reap(long pid);
long job_take_signal(long signal);
long job_ignore_signal(long signal);
long job_set_pdeath_signal(long signal);
long job_enter_pid_namespace(long pid);

#endif /* SCENARIOS_JOBS_H */
