// SPDX-License-Identifier: GPL-2.0-or-later
/* The names beside the lanes: an element for each row in sight, and no more. */

const names = { box: null, pool: [], widest: 0 };

/* element('p', { class: 'note' }, 'text', other) */
function element(kind, attributes, ...children)
{
	const made = document.createElement(kind);
	for (const [name, value] of Object.entries(attributes || {})) {
		if (typeof value === 'function')
			made.addEventListener(name, value);
		else if (value !== false && value !== null)
			made.setAttribute(name, value === true ? '' : value);
	}
	made.append(...children.filter((child) => child !== null && child !== ''));
	return made;
}

function newName()
{
	const item = element('div', { class: 'name', role: 'treeitem', id: 'row' + names.pool.length });
	item.parts = ['fold', 'text', 'alarm', 'role'].map((name) => element('span', { class: name }));
	item.append(...item.parts);
	names.box.append(item);
	return item;
}

/* Whether its row, or that of the others of its fold, can be folded again. */
const isUnfolded = (row) => !row.members && row.life.fold === row.life.number && row.life.fold >= 0;

function fillName(item, row, number)
{
	const life = row.life;
	const name = nameOf(row);
	const about = row.members ? foldText(row) : life.role;
	item.row = number;
	const words = [row.members ? '\u25b8' : isUnfolded(row) ? '\u25be' : '', name,
		(row.members || [life]).some(isTrouble) ? '!' : '', about];
	words.forEach((text, i) => { item.parts[i].textContent = text; });
	item.className = 'name' + (isAlive(life) || row.members ? '' : ' gone') +
		(is(life, SUBREAPER) ? ' marked' : '') + (row.members ? ' folded' : '');
	item.style.paddingLeft = 10 + row.depth * indentOf() + 'px';
	item.setAttribute('aria-level', row.depth + 1);
	item.setAttribute('aria-posinset', number + 1);
	item.setAttribute('aria-setsize', shown.rows.length);
	item.setAttribute('aria-selected', number === chart.selected);
	item.setAttribute('aria-label', [name, about, adoptionOf(life), stateOf(life), words[2] && 'trouble']
		.filter((text, i) => text && (i < 2 || i > 3 || !row.members)).join(', '));
	if (row.members || isUnfolded(row))
		item.setAttribute('aria-expanded', !row.members);
	else
		item.removeAttribute('aria-expanded');
}

function showNames()
{
	const first = Math.max(0, rowAt(AXIS)), last = Math.min(shown.rows.length - 1, rowAt(chart.height));
	for (let i = 0; i <= last - first; i++) {
		if (!names.pool[i])
			names.pool.push(newName());
		const item = names.pool[i];
		item.hidden = false;
		fillName(item, shown.rows[first + i], first + i);
		item.style.transform = 'translateY(' + (yOf(first + i) - MIDDLE) + 'px)';
	}
	for (let i = Math.max(0, last - first + 1); i < names.pool.length; i++)
		names.pool[i].hidden = true;
}

/* Called when the rows have changed. */
function measureNames()
{
	names.widest = 0;
	chart.deepest = 0;
	for (const row of shown.rows) {
		const letters = nameOf(row).length + (row.members ? foldText(row) : row.life.role).length * 0.9;
		chart.deepest = Math.max(chart.deepest, row.depth);
		names.widest = Math.max(names.widest, row.depth * INDENT + letters * 7.3 + 54);
	}
}

/* As wide as the names need, if that leaves room for the lanes. */
function layOutNames(width)
{
	const most = width < 600 ? width * 0.42 : Math.min(width * 0.36, 460);
	chart.names = Math.round(Math.min(Math.max(names.widest, 120), most));
	names.box.style.width = chart.names + 'px';
}
