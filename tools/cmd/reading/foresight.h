/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CMD_FORESIGHT_H
#define CMD_FORESIGHT_H

#include "../../model/process/life.h"

int foresight_read(struct fates *ret);
void foresight_deinit(struct fates *fates);

#endif /* CMD_FORESIGHT_H */
