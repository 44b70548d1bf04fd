/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_PICTURE_SVG_H
#define RENDER_PICTURE_SVG_H

#include "../../base/format/xml.h"
#include "picture.h"

int put_svg(struct xml *xml, const struct picture *picture);

#endif /* RENDER_PICTURE_SVG_H */
