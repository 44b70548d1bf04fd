/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A stream for JSON that stands in a script element of a page. */
#ifndef BASE_INSCRIPT_H
#define BASE_INSCRIPT_H

#include "../terminal/writer.h"

FILE *inscript_open(struct writer *writer);

#endif /* BASE_INSCRIPT_H */
