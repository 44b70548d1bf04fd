/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SCENARIOS_FILES_H
#define SCENARIOS_FILES_H

int file_write(const char *path, const char *text);
char *file_read(const char *path);

#endif /* SCENARIOS_FILES_H */
