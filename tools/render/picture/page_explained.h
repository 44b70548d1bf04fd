/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What explain prints of each process, for a page. */
#ifndef RENDER_PAGE_EXPLAINED_H
#define RENDER_PAGE_EXPLAINED_H

#include "../../base/format/json.h"
#include "../../base/memory/memstream.h"
#include "../../base/memory/strings.h"
#include "../../model/story/adopter.h"
#include "picture.h"

/**
 * struct page_explained - explanations on their way into a page
 * @printed: of the latest process
 * @room: how many of each fold are explained
 * @climbs: how many ancestors of processes may still be explained on the way up
 * @memo: the latest adopter
 * @nr: how many were explained
 */
struct page_explained {
	const struct picture *picture;
	struct memstream printed;
	size_t room;
	size_t climbs;
	struct adopter_memo memo;
	size_t nr;
};

int page_explained_init(struct page_explained *explained, const struct picture *picture);
void page_explained_deinit(struct page_explained *explained);
int page_explained_put(struct page_explained *explained, struct process *process, struct json *json,
		       struct strings *texts);

#endif /* RENDER_PAGE_EXPLAINED_H */
