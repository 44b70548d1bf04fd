/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BENCH_LOOK_H
#define BENCH_LOOK_H

#define VIEWS "/sys/kernel/debug/subreaper/"

void look_whole(const char *path);
void look_cost(const char *name, const char *of, void (*look)(const char *path), const char *path);

#endif /* BENCH_LOOK_H */
