/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The data of a page, which its script draws. */
#ifndef RENDER_PAGE_H
#define RENDER_PAGE_H

#include "../../base/terminal/writer.h"
#include "picture.h"

/* The most that a page holds, and that is explained in it. */
#define PAGE_LIVES     30000
#define PAGE_HOPS      100000
#define PAGE_EXPLAINED 10000

int page_put(struct writer *writer, const struct picture *picture);

#endif /* RENDER_PAGE_H */
