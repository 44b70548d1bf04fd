/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BASE_DESCRIPTOR_H
#define BASE_DESCRIPTOR_H

int descriptor_raise(int fd);

#endif /* BASE_DESCRIPTOR_H */
