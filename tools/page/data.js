// SPDX-License-Identifier: GPL-2.0-or-later
/* What the page holds, as objects. render/picture/page.c writes it. */
'use strict';

const raw = JSON.parse(document.getElementById('data').textContent);
const texts = raw.texts;

/* What is true of a life, a bit each. */
const BORN = 1, ENDED = 2, LOST = 4, SUBREAPER = 8, INIT = 16, LEFT = 32, THREAD = 64, ZOMBIE = 128;
/* Of the kinds of a parent, in the order of the numbers. */
const KINDS = ['own', 'subreaper', 'init', 'parentless'];
const BY_BIRTH = 0;
/* What else happens: one of these, and 2 for a mark. */
const UNMARK = 1, MARK = 2;

const lives = raw.lives.map((row, number) => ({
	number, comm: row[0], pid: row[1], ordinal: row[2], above: row[3], depth: row[4],
	begin: row[5], end: row[6], gone: row[7], bits: row[8], fold: row[9], members: row[10],
	first: row[11], role: texts[row[12]], unit: row[13], file: row[14], foldText: texts[row[15]],
	label: row[0] + '[' + row[1] + (row[2] > 1 ? '#' + row[2] : '') + ']',
	hops: [], events: [], findings: [],
}));

const hops = raw.hops.map((row, number) => ({
	number, time: row[0], child: row[1], parent: row[2], adopter: row[3], kind: row[4],
	brief: texts[row[5]], why: texts[row[6]], childLabel: texts[row[7]],
	parentLabel: texts[row[8]], adopterLabel: texts[row[9]], perhaps: row[10],
	decision: texts[row[11]],
}));

const events = raw.events.map((row) => ({
	time: row[0], life: row[1], kind: row[2], brief: texts[row[3]], about: row[4],
}));
const losses = events.filter((event) => event.life < 0);

/* A change from one thread of a process to another leaves the kind as it was. */
for (const hop of hops) {
	const life = lives[hop.child];
	const before = life.hops.length ? life.hops[life.hops.length - 1].kind : BY_BIRTH;
	if (hop.adopter >= 0 && hop.adopter === hop.parent)
		hop.kind = before;
	life.hops.push(hop);
	life.events.push(hop);
}
for (const event of events) {
	if (event.life >= 0)
		lives[event.life].events.push(event);
}
for (const life of lives) {
	life.events.sort((one, other) => one.time - other.time);
}

const is = (life, bit) => (life.bits & bit) !== 0;
const isHop = (event) => event.child !== undefined;
const isAlive = (life) => !is(life, ENDED) && !is(life, LOST);
/* It may have been reaped since. */
const wasZombie = (life) => is(life, ENDED) && life.gone > life.end;

/* It ended, and others that it had forked live on. */
const isForker = (life) => is(life, LEFT) && is(life, ENDED) && !life.hops.length &&
	!is(life, SUBREAPER) && !is(life, INIT);

/* As in the address of a place in the page: p172, p172_2. */
const idOf = (life) => 'p' + life.pid + (life.ordinal > 1 ? '_' + life.ordinal : '');
const byId = new Map(lives.map((life) => [idOf(life), life]));

/* What diagnose found, at the process that it is about. */
for (const finding of raw.findings) {
	const life = finding.process && byId.get(idOf(finding.process));
	if (life)
		life.findings.push(finding);
}
const isTrouble = (life) => life.findings.some((finding) => finding.kind === 'trouble');

const numbers = new Intl.NumberFormat('en');
const plural = (count, one, many) => numbers.format(count) + ' ' + (count === 1 ? one : many);

/* What there is to say of a life in a word. */
function stateOf(life)
{
	if (is(life, LOST))
		return 'end unknown';
	if (is(life, ZOMBIE))
		return 'zombie';
	return is(life, ENDED) ? 'exited' : 'alive';
}

function adoptionOf(life)
{
	const last = life.hops[life.hops.length - 1];
	return last ? 'adopted by ' + last.adopterLabel : '';
}

function explanationOf(life)
{
	return (raw.explanations[life.number] || []).map((number) => texts[number]);
}
