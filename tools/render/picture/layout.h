/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_LAYOUT_H
#define RENDER_LAYOUT_H

#include "../../base/format/sheet.h"

const struct sheet_layout *layout_of(const char *content);

#endif /* RENDER_LAYOUT_H */
