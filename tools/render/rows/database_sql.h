/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_DATABASE_SQL_H
#define RENDER_DATABASE_SQL_H

extern const char database_begin_sql[];
extern const char database_watch_sql[];
extern const char database_end_sql[];

#endif /* RENDER_DATABASE_SQL_H */
