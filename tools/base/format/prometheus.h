/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BASE_PROMETHEUS_H
#define BASE_PROMETHEUS_H

#include "../terminal/writer.h"

/* All names of samples begin with it. */
#define PROMETHEUS_PREFIX "subreaper_trace_"

void prometheus_family(struct writer *writer, const char *name, const char *type, const char *help);
void prometheus_label(struct writer *writer, const char *name, const char *value, size_t length);
void prometheus_value(struct writer *writer, uint64_t value);
void prometheus_plain(struct writer *writer, const char *name, uint64_t value);
void prometheus_labelled(struct writer *writer, const char *name, const char *label,
			 const char *word, uint64_t value);

#endif /* BASE_PROMETHEUS_H */
