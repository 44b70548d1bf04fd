/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A trace as a database of SQLite: a table for each kind of event, with its columns, and tables of
 * what other commands say. docs/queries.md asks it.
 */
#ifndef RENDER_DATABASE_H
#define RENDER_DATABASE_H

#include "../../base/terminal/message.h"
#include "../../base/format/sheet.h"
#include "../../model/trace/summary.h"
#include "column.h"

/* In the header of the file: it says which program made it. */
#define DATABASE_APPLICATION 0x73727472

struct database;

bool database_is_ours(const char *path);
int database_create(struct database **ret, const char *path, struct message *why);
void database_add(struct database *database, const struct row *row);
void database_traces(struct database *database, const struct clock *clock);
void database_say(struct database *database, const char *key, const char *text);
void database_count(struct database *database, const char *key, uint64_t number);
struct sheet_target database_table(struct database *database, const char *name);
int database_finish(struct database *database, struct message *why);
void database_destroy(struct database *database);

#endif /* RENDER_DATABASE_H */
