/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STRESS_LOADING_H
#define STRESS_LOADING_H

#define SUBREAPER_VIEWS	 "/sys/kernel/debug/subreaper"
#define SUBREAPER_EVENTS "/sys/kernel/tracing/events/subreaper"

int module_load(int file, const char *arguments);
int module_unload(const char *name);
const char *module_leftover(void);
const char *module_lacks(const char *arguments);
const char *module_missing_event(void);
const char *module_fails(void);

#endif /* STRESS_LOADING_H */
