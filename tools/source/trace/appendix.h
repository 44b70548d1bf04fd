/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_APPENDIX_H
#define SOURCE_APPENDIX_H

#include <stdbool.h>
#include <stdio.h>

int appendix_write(const char *path, int from);
FILE *appendix_open(int fd, bool *damaged);

#endif /* SOURCE_APPENDIX_H */
