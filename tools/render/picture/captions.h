/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a picture says in words. */
#ifndef RENDER_CAPTIONS_H
#define RENDER_CAPTIONS_H

#include "picture.h"

#define CAPTION_SIZE	  4096
/* What happened to all lives of a fold. */
#define CAPTION_FOLD_SIZE 192

const char *caption_time(const struct clock *clock, uint64_t time, char *room);
void caption_decision(const struct hop *hop, char *ret, size_t size);
void caption_brief(const struct scene_event *scene_event, char *ret);
void caption_event(const struct picture *picture, const struct scene_event *scene_event, char *ret);
void caption_life(const struct picture *picture, const struct life *life, char *ret);
void caption_fold(const struct picture *picture, const struct life *life, bool left, char *ret);
void caption_picture(const struct picture *picture, char *ret);
const char *caption_role(const struct process *process);

#endif /* RENDER_CAPTIONS_H */
