// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The tables and views that do not follow from the columns of events. The file gets its name only
 * when it is complete, so it needs no journal.
 */
#include "database_sql.h"

/* clang-format off */
const char database_begin_sql[] =
	"PRAGMA journal_mode=OFF;"
	"PRAGMA synchronous=OFF;"
	"PRAGMA cache_size=-16384;"
	"PRAGMA encoding='UTF-8';"
	"BEGIN;"
	"CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;"
	"CREATE TABLE trace(id INTEGER PRIMARY KEY, host TEXT, boot_id TEXT, wall_offset INTEGER);"
	"CREATE TABLE step(walk INTEGER NOT NULL, number INTEGER NOT NULL, pid INTEGER NOT NULL,"
	" comm TEXT, verdict TEXT NOT NULL);"
	"CREATE TABLE effect(reparent INTEGER NOT NULL, effect TEXT NOT NULL);";

/*
 * Processes are put together from the rows that name them, as these come. A pid and an ordinal are
 * one process in all tables, also where its time of birth is unknown.
 */
#define INTO "INSERT INTO process(trace, pid, ordinal, start, comm"
#define KNOWN(pid, ordinal) " WHERE new." pid " > 0 AND new." ordinal " IS NOT NULL"
#define AGAIN " ON CONFLICT(trace, pid, ordinal) DO UPDATE SET start = coalesce(start, excluded.start),"
#define NAMED(pid, ordinal, start, comm)                                                       \
	INTO ") SELECT new.trace, new." pid ", new." ordinal ", new." start ", " comm           \
	KNOWN(pid, ordinal) AGAIN " comm = coalesce(excluded.comm, comm)"                       \
	" WHERE (start IS NULL AND excluded.start IS NOT NULL) OR comm IS NOT excluded.comm;"
#define MET(pid, ordinal, start)                                                               \
	INTO ") SELECT new.trace, new." pid ", new." ordinal ", new." start ", NULL"            \
	KNOWN(pid, ordinal) AGAIN " comm = comm WHERE start IS NULL AND excluded.start IS NOT NULL;"
/* The name of a thread is not that of its process. */
#define OF_LEADER(of) "iif(new." of "_tid = new." of "_pid, new." of "_comm, NULL)"
#define PARTY(of) NAMED(of "_pid", of "_ordinal", of "_start", OF_LEADER(of))
#define ITSELF NAMED("pid", "ordinal", "start", "new.comm")
#define PARENT MET("parent_pid", "parent_ordinal", "parent_start")
#define THIS " WHERE trace = new.trace AND pid = new.pid AND ordinal = new.ordinal;"
#define ON(table, statements) "CREATE TEMP TRIGGER on_" table " AFTER INSERT ON " table " BEGIN " statements " END;"

const char database_watch_sql[] =
	"CREATE TABLE process(trace INTEGER NOT NULL, pid INTEGER NOT NULL,"
	" ordinal INTEGER NOT NULL, start INTEGER, comm TEXT, born REAL, first_parent_pid INTEGER,"
	" first_parent_ordinal INTEGER, exited REAL, exit_code INTEGER, exit_status INTEGER,"
	" killed_by INTEGER, exit_code_why TEXT, gone REAL, adoptions INTEGER NOT NULL DEFAULT 0,"
	" adopted INTEGER NOT NULL DEFAULT 0, PRIMARY KEY(trace, pid, ordinal)) WITHOUT ROWID;"
	ON("reparent", ITSELF PARTY("parent") PARTY("adopter")
		"UPDATE process SET adopted = adopted + 1" THIS
		"UPDATE process SET adoptions = adoptions + 1 WHERE trace = new.trace"
		" AND pid = new.adopter_pid AND ordinal = new.adopter_ordinal"
		" AND (pid, ordinal) <> (new.parent_pid, new.parent_ordinal);")
	ON("walk", PARTY("parent") PARTY("adopter"))
	ON("mark", NAMED("pid", "ordinal", "start", "iif(new.tid = new.pid, new.comm, NULL)"))
	ON("listing", ITSELF PARENT
		"UPDATE process SET exit_code = new.exit_code, exit_status = new.exit_status,"
		" killed_by = new.killed_by WHERE new.exit_code IS NOT NULL AND exit_code IS NULL"
		" AND trace = new.trace AND pid = new.pid AND ordinal = new.ordinal;")
	ON("reap", ITSELF MET("reaper_pid", "reaper_ordinal", "reaper_start")
		"UPDATE process SET exit_code = new.exit_code, exit_status = new.exit_status,"
		" killed_by = new.killed_by, gone = new.time" THIS)
	ON("birth", ITSELF PARENT
		"UPDATE process SET born = new.time, first_parent_pid = new.parent_pid,"
		" first_parent_ordinal = new.parent_ordinal" THIS)
	ON("exec", ITSELF)
	ON("exit", ITSELF
		"UPDATE process SET exited = new.time, exit_code = new.exit_code,"
		" exit_status = new.exit_status, killed_by = new.killed_by" THIS)
	ON("free", MET("pid", "ordinal", "start")
		"UPDATE process SET gone = new.time" THIS);

const char database_end_sql[] =
	"UPDATE process SET exit_code_why = CASE WHEN exited IS NULL AND gone IS NULL"
	" THEN 'no_exit_recorded' WHEN EXISTS (SELECT 1 FROM lost) THEN 'events_lost'"
	" WHEN EXISTS (SELECT 1 FROM reap) THEN 'not_reaped' ELSE 'reaps_not_recorded' END"
	" WHERE exit_code IS NULL;"

	"CREATE INDEX reparent_of ON reparent(trace, pid, ordinal);"
	"CREATE INDEX reparent_by ON reparent(trace, adopter_pid, adopter_ordinal);"
	"CREATE INDEX walk_of ON walk(trace, parent_tid, number);"
	"CREATE INDEX birth_of ON birth(trace, pid, ordinal);"
	"CREATE INDEX exit_of ON \"exit\"(trace, pid, ordinal);"
	"CREATE INDEX step_of ON step(walk, number);"
	"CREATE INDEX effect_of ON effect(reparent);"

	"CREATE VIEW named_process AS SELECT *, coalesce(comm, '') || '[' || pid ||"
	" iif(ordinal > 1, '#' || ordinal, '') || ']' AS name FROM process;"
	"CREATE VIEW hop AS SELECT r.id, r.trace, t.host, t.boot_id, r.time,"
	" (r.ns + t.wall_offset) / 1e9 AS wall, c.name AS child,"
	" o.name AS old_parent, n.name AS new_parent, r.decision, r.doubtful, r.inferred,"
	" o.exit_code AS old_parent_exit_code,"
	" (SELECT group_concat(effect, '|') FROM effect WHERE reparent = r.id) AS effects,"
	" r.pid, r.ordinal, r.parent_pid, r.parent_ordinal, r.adopter_pid, r.adopter_ordinal,"
	" (SELECT max(w.id) FROM walk AS w WHERE w.trace = r.trace AND w.parent_tid = r.parent_tid"
	"  AND w.number IS r.number AND w.id < r.id) AS walk FROM reparent AS r JOIN trace AS t ON t.id = r.trace"
	" LEFT JOIN named_process AS c ON c.trace = r.trace AND c.pid = r.pid"
	"  AND c.ordinal = r.ordinal"
	" LEFT JOIN named_process AS o ON o.trace = r.trace AND o.pid = r.parent_pid"
	"  AND o.ordinal = r.parent_ordinal"
	" LEFT JOIN named_process AS n ON n.trace = r.trace AND n.pid = r.adopter_pid"
	"  AND n.ordinal = r.adopter_ordinal;"
	"CREATE VIEW event AS"
	" SELECT id, trace, ns, time, 'reparent' AS event, pid, ordinal FROM reparent"
	" UNION ALL SELECT id, trace, ns, time, 'walk', parent_pid, parent_ordinal FROM walk"
	" UNION ALL SELECT id, trace, ns, time, 'mark', pid, ordinal FROM mark"
	" UNION ALL SELECT id, trace, ns, time, 'process', pid, ordinal FROM listing"
	" UNION ALL SELECT id, trace, ns, time, 'reap', pid, ordinal FROM reap"
	" UNION ALL SELECT id, trace, ns, time, 'birth', pid, ordinal FROM birth"
	" UNION ALL SELECT id, trace, ns, time, 'exec', pid, ordinal FROM exec"
	" UNION ALL SELECT id, trace, ns, time, 'exit', pid, ordinal FROM exit"
	" UNION ALL SELECT id, trace, ns, time, 'free', pid, ordinal FROM free"
	" UNION ALL SELECT id, trace, ns, time, 'lost', NULL, NULL FROM lost"
	" UNION ALL SELECT id, trace, ns, time, 'gap', NULL, NULL FROM gap;"
	"COMMIT;";
/* clang-format on */
