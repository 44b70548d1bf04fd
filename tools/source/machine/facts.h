/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_FACTS_H
#define SOURCE_FACTS_H

/**
 * typedef fact_sink - takes one fact about this machine
 * @to: as given to facts_collect()
 * @name: one word
 * @value: what is so, or "unknown: " and why; may hold any bytes
 */
typedef void (*fact_sink)(void *to, const char *name, const char *value);

void facts_collect(fact_sink put, void *to);

#endif /* SOURCE_FACTS_H */
