// SPDX-License-Identifier: GPL-2.0-or-later
/* The tree before a change of parent and after it, as far as the change is about it. */

/* The parent of a life after so many changes in all. */
function parentAt(life, changes)
{
	let parent = life.first;
	for (const hop of life.hops) {
		if (hop.number >= changes)
			break;
		parent = hop.adopter;
	}
	return parent;
}

/* More ancestors than these are left out. A forged trace can make a circle of them. */
const PATH_MAX = 30;

function pathOf(number, changes)
{
	const path = [];
	while (number >= 0 && path.length < PATH_MAX && !path.includes(number)) {
		path.push(number);
		number = parentAt(lives[number], changes);
	}
	return path;
}

const isThere = (life, time) => life.begin <= time && (life.gone >= time || is(life, LOST));

/* The children that those of the cast have at that time. */
function childrenAt(changes, time, cast)
{
	const children = new Map([...cast].map((number) => [number, []]));
	for (const life of lives) {
		const parent = parentAt(life, changes);
		if (cast.has(parent) && isThere(life, time))
			children.get(parent).push(life);
	}
	return children;
}

function foldedNames(list)
{
	const counts = new Map();
	for (const life of list)
		counts.set(life.comm, (counts.get(life.comm) || 0) + 1);
	return [...counts].map(([comm, count]) => count > 1 ? count + ' \u00d7 ' + comm : comm);
}

const OTHERS_MAX = 4;

function othersOf(children, cast)
{
	const others = children.filter((life) => !cast.has(life.number));
	const kinds = foldedNames(others);
	const items = kinds.slice(0, OTHERS_MAX).map((text) => element('li', { class: 'other' }, text));
	if (kinds.length > OTHERS_MAX)
		items.push(element('li', { class: 'other' }, 'and ' + (kinds.length - OTHERS_MAX) + ' other names'));
	return items;
}

/* cast: those with a place of their own; open: those of which the other children are shown */
function branch(number, scene)
{
	const { hop, after, children, cast, open } = scene;
	const life = lives[number];
	const below = children.get(number);
	const classes = [number === hop.child && 'child', number === hop.parent && 'parent',
		number === hop.adopter && 'adopter', KINDS[hop.kind]].filter((name) => name);
	const inner = below.filter((child) => cast.has(child.number) && !scene.drawn.has(child.number));
	inner.forEach((child) => scene.drawn.add(child.number));
	const items = [...inner.map((child) => branch(child.number, scene)),
		...(open.has(number) ? othersOf(below, cast) : [])];
	return element('li', { class: classes.join(' ') },
		element('span', {}, life.label, number === hop.parent && after && hop.parent !== hop.adopter
			? element('em', {}, ' exited') : ''),
		items.length ? element('ul', {}, ...items) : '');
}

function treeAt(hop, after, cast)
{
	const changes = hop.number + (after ? 1 : 0);
	const children = childrenAt(changes, hop.time, cast);
	const drawn = new Set();
	const scene = { hop, after, children, cast, drawn, open: new Set([hop.parent, hop.adopter, hop.child]) };
	const roots = [...cast].filter((number) => {
		const parent = parentAt(lives[number], changes);
		return parent < 0 || !cast.has(parent);
	});
	roots.forEach((number) => drawn.add(number));
	const cut = roots.some((number) => parentAt(lives[number], changes) >= 0);
	return element('ul', { class: 'tree' }, cut ? element('li', { class: 'other' }, '\u2026') : '',
		...roots.map((number) => branch(number, scene)));
}

function trees(hop)
{
	const cast = new Set();
	for (const changes of [hop.number, hop.number + 1]) {
		for (const number of [hop.child, hop.parent, hop.adopter])
			pathOf(number, changes).forEach((one) => cast.add(one));
	}
	return element('div', { class: 'trees' },
		element('div', {}, element('h4', {}, 'before'), treeAt(hop, false, cast)),
		element('div', {}, element('h4', {}, 'after'), treeAt(hop, true, cast)));
}

function stepPanel(hop)
{
	const place = shown.hops.indexOf(hop);
	const facts = [
		['orphan', hop.childLabel],
		['old parent', hop.parentLabel + (hop.perhaps ? ' (perhaps)' : '') +
			(hop.parent === hop.adopter ? ', a thread of which exited' : '')],
		['new parent', hop.adopterLabel],
		['decision', hop.brief + (hop.why ? ': ' + hop.why : '')],
	];
	return element('section', { class: 'step ' + KINDS[hop.kind] },
		element('p', { class: 'title' }, 'Step ' + numbers.format(place + 1) + ' of ' +
			numbers.format(shown.hops.length) + ', at ' + momentText(hop.time)),
		element('dl', { class: 'facts' }, ...facts.flatMap(([name, text]) =>
			[element('dt', {}, name), element('dd', {}, text)])),
		trees(hop));
}
