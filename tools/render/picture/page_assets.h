/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What tools/page/pack makes of the files beside it, when the command is built. */
#ifndef RENDER_PAGE_ASSETS_H
#define RENDER_PAGE_ASSETS_H

#include <stddef.h>

extern const char page_script[];
extern const size_t page_script_length;
extern const char page_style[];
extern const size_t page_style_length;
extern const char picture_style[];
extern const size_t picture_style_length;
extern const char page_policy[];

#endif /* RENDER_PAGE_ASSETS_H */
