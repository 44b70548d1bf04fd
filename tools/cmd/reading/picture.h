/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CMD_PICTURE_H
#define CMD_PICTURE_H

#include "../../render/rows/columns.h"
#include "../../render/picture/picture.h"

int picture_draw(picture_format *format, const struct columns *columns);

#endif /* CMD_PICTURE_H */
