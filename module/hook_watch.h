/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SUBREAPER_HOOK_WATCH_H
#define SUBREAPER_HOOK_WATCH_H

#include <linux/types.h>

struct seq_file;

int hook_watch_attach(void);
void hook_watch_detach(void);
bool hook_watch_sees(void);
int hook_watch_start(void);
void hook_watch_stop(void);
void hook_watch_announce(void);
void hook_watch_describe(struct seq_file *m);

#endif /* SUBREAPER_HOOK_WATCH_H */
