/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SUBREAPER_STATE_DUMP_H
#define SUBREAPER_STATE_DUMP_H

void state_dump(void);

#endif /* SUBREAPER_STATE_DUMP_H */
