/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a picture says in words. */
#ifndef RENDER_TOLD_H
#define RENDER_TOLD_H

#include "picture.h"

#define TOLD_SIZE 4096

const char *told_time(const struct clock *clock, uint64_t time, char *room);
void told_decision(const struct hop *hop, char *ret, size_t size);
void told_briefly(const struct happening *happening, char *ret);
void told_happening(const struct picture *picture, const struct happening *happening, char *ret);
void told_life(const struct picture *picture, const struct life *life, char *ret);
void told_picture(const struct picture *picture, char *ret);
const char *told_role(const struct process *process);

#endif /* RENDER_TOLD_H */
