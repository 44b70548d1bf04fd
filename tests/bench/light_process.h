/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BENCH_LIGHT_PROCESS_H
#define BENCH_LIGHT_PROCESS_H

#include <sys/types.h>

#define LIGHT_PROCESSES_MAX 40000

pid_t light_process_start(int index, int (*live)(void *argument), void *argument);

#endif /* BENCH_LIGHT_PROCESS_H */
