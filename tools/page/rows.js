// SPDX-License-Identifier: GPL-2.0-or-later
/* Which lives are shown, each in a row of its own or folded into that of others. */

const wishes = { folded: true, unfolded: new Set(), hideForkers: false, decision: '', adopter: '' };

/* rowOf: of each life, its row; -1 where it has none */
const shown = { rows: [], rowOf: new Int32Array(lives.length), hops: hops };

const passes = (hop) => (!wishes.decision || hop.decision === wishes.decision) &&
	(!wishes.adopter || hop.adopterLabel === wishes.adopter);

/* The lives that take part in the changes that pass, and all above them. */
function findWanted()
{
	const wanted = new Uint8Array(lives.length);
	const all = !wishes.decision && !wishes.adopter;
	if (all)
		return wanted.fill(1);
	for (const hop of shown.hops) {
		for (let number of [hop.child, hop.parent, hop.adopter]) {
			while (number >= 0 && !wanted[number]) {
				wanted[number] = 1;
				number = lives[number].above;
			}
		}
	}
	return wanted;
}

/* A forker below which others are shown is needed. */
function hideForkers(wanted)
{
	const needed = new Uint8Array(lives.length);
	for (let i = lives.length - 1; i >= 0; i--) {
		if (wanted[i] && isForker(lives[i]) && !needed[i])
			wanted[i] = 0;
		else if (wanted[i] && lives[i].above >= 0)
			needed[lives[i].above] = 1;
	}
}

const isFolded = (life) => life.fold >= 0 && wishes.folded && !wishes.unfolded.has(life.fold);

function addRow(life)
{
	shown.rowOf[life.number] = shown.rows.length;
	shown.rows.push({ life, members: null, depth: life.depth });
}

/* The row of a fold stands where its first member would. */
function addFolded(life, folds)
{
	let row = folds.get(life.fold);
	if (!row) {
		row = { life, members: [], depth: life.depth, number: shown.rows.length };
		folds.set(life.fold, row);
		shown.rows.push(row);
	}
	row.members.push(life);
	shown.rowOf[life.number] = row.number;
}

function updateRows()
{
	const folds = new Map();
	shown.hops = hops.filter(passes);
	const wanted = findWanted();
	if (wishes.hideForkers)
		hideForkers(wanted);
	shown.rows = [];
	shown.rowOf.fill(-1);
	for (const life of lives) {
		if (!wanted[life.number])
			continue;
		if (isFolded(life))
			addFolded(life, folds);
		else
			addRow(life);
	}
	for (const row of shown.rows)
		row.stretches = stretchesOf(row.members || [row.life]);
}

/* Of a fold there may be more than the page holds. */
const countOf = (row) => wishes.decision || wishes.adopter
	? row.members.length : lives[row.life.fold].members;

const foldText = (row) => lives[row.life.fold].foldText;

const nameOf = (row) => row.members
	? numbers.format(countOf(row)) + ' \u00d7 ' + row.life.comm : row.life.label;

/* Of each kind of parent, when any of the lives had one: what is drawn as bars. */
function stretchesOf(members)
{
	const stretches = [[], [], [], []];
	for (const life of members) {
		let kind = BY_BIRTH, begin = life.begin;
		for (const hop of life.hops) {
			if (hop.time > life.end)
				continue;
			if (hop.time > begin)
				stretches[kind].push([begin, hop.time]);
			kind = hop.kind;
			begin = hop.time;
		}
		stretches[kind].push([begin, life.end]);
	}
	return members.length > 1 ? stretches.map(unionOf) : stretches;
}

function unionOf(stretches)
{
	const united = [];
	stretches.sort((one, other) => one[0] - other[0]);
	for (const [begin, end] of stretches) {
		const last = united[united.length - 1];
		if (last && begin <= last[1])
			last[1] = Math.max(last[1], end);
		else
			united.push([begin, end]);
	}
	return united;
}
