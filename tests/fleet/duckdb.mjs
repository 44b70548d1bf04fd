// SPDX-License-Identifier: GPL-2.0-or-later
// duckdb.mjs FLEET_MD ROWS: has DuckDB read the files, and prints what the page's questions find as lines
// "NAME SECONDS ROWS", and before that the counts that `stat` would have, as "count NAME NUMBER".
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const require = createRequire(`${process.env.FLEET_MODULES}/`);
const { DuckDBInstance } = require('@duckdb/node-api');
const [page, rows] = process.argv.slice(2);
const text = readFileSync(page, 'utf8');
const blocks = [...text.matchAll(/<!-- sql: (.*?) -->\n```sql\n([^]*?)```/g)];
const db = await (await DuckDBInstance.create(`${rows}/duckdb`)).connect();

async function ask(name, sql)
{
	const begin = performance.now();
	const found = await (await db.run(sql)).getRows();
	console.log(name, ((performance.now() - begin) / 1000).toFixed(2), found.length);
	return found;
}

process.chdir(rows);
await db.run(`SET threads = 1; SET memory_limit = '3GB';`);
for (const [, name, sql] of blocks) {
	if (name === 'duckdb events') {
		await db.run(sql.replace('rows/', ''));
		await ask('parquet', 'COPY events TO \'events.parquet\' (FORMAT parquet)');
		await db.run('DROP VIEW events; CREATE VIEW events AS FROM \'events.parquet\'');
	} else if (!/^(duckdb|clickhouse)/.test(name)) {
		await ask(name, sql);
	}
}
for (const [decision, count] of await ask('stat', `SELECT coalesce(decision, 'unknown'), count(*)
	FROM events WHERE event = 'reparent' GROUP BY ALL`))
	console.log('count', decision, String(count));
for (const [hosts, all] of await ask('all', 'SELECT count(DISTINCT host), count(*) FROM events')) {
	console.log('count hosts', String(hosts));
	console.log('count rows', String(all));
}
