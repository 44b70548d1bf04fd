/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_CGROUPS_H
#define SOURCE_CGROUPS_H

#include <stdint.h>

#include "../../model/trace/event.h"

uint64_t cgroup_pids_max(const struct event_text *path);

#endif /* SOURCE_CGROUPS_H */
