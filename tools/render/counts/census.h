/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_CENSUS_H
#define RENDER_CENSUS_H

#include "../../base/terminal/writer.h"
#include "../../model/trace/census.h"

void census_prometheus(struct writer *writer, const struct census *census);

#endif /* RENDER_CENSUS_H */
