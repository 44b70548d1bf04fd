/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SCENARIOS_PAUSE_H
#define SCENARIOS_PAUSE_H

#include <stdbool.h>

bool pause_until(bool (*reached)(const void *subject), const void *subject);

#endif /* SCENARIOS_PAUSE_H */
