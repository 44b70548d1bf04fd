/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STRESS_KERNEL_LOG_H
#define STRESS_KERNEL_LOG_H

#include <stdbool.h>
#include <stddef.h>

int kernel_log_open(void);
const char *kernel_log_read(void);
const char *kernel_log_next_line(const char *log, const char *line, const char *word);
const char *kernel_log_next_frame(const char *log, const char *line, const char *function);
const char *kernel_log_next_trouble(const char *log, const char *line);
bool kernel_log_place(const char *line, char *ret, size_t size);

#endif /* STRESS_KERNEL_LOG_H */
