// SPDX-License-Identifier: GPL-2.0-or-later
/* Processes by pid, name, executable or unit. */

const RESULTS_MAX = 50;
const search = { found: [], at: -1 };

const searchable = lives.map((life) => [life.comm, life.file, life.unit].join('\n').toLowerCase());

/* 0 is best; -1 does not match. */
function rank(life, query)
{
	const pid = String(life.pid), bracket = query.match(/\[(\d+(#\d+)?)\]$/);
	if (bracket)
		return pidOf(life) === bracket[1] ? 0 : -1;
	if (/^\d+(#\d+)?$/.test(query)) {
		if (pidOf(life) === query || pid === query)
			return 0;
		if (pid.startsWith(query))
			return 2;
	}
	if (life.comm.toLowerCase() === query)
		return 1;
	return searchable[life.number].includes(query) ? 3 : -1;
}

function findLives(text)
{
	const query = text.trim().toLowerCase();
	if (!query)
		return [];
	return lives.map((life) => ({ life, rank: rank(life, query) }))
		.filter((match) => match.rank >= 0)
		.sort((one, other) => one.rank - other.rank || one.life.number - other.life.number)
		.map((match) => match.life);
}

function resultItem(life, i)
{
	return element('li', { role: 'option', id: 'result' + i, 'aria-selected': i === search.at,
		pointerdown: (event) => { event.preventDefault(); pickResult(i); } },
		element('b', {}, life.label),
		element('span', {}, [life.unit, adoptionOf(life), stateOf(life)].filter((text) => text).join(', ')));
}

function showResults()
{
	const list = document.getElementById('results'), input = document.getElementById('search');
	const count = search.found.length;
	const items = search.found.slice(0, RESULTS_MAX).map(resultItem);
	if (count > RESULTS_MAX)
		items.push(element('li', { class: 'note' }, 'and ' + numbers.format(count - RESULTS_MAX) + ' more'));
	if (!count)
		items.push(element('li', { class: 'note' }, 'no process has that pid, name, executable or unit'));
	list.replaceChildren(...items);
	list.hidden = !input.value.trim();
	input.setAttribute('aria-expanded', !list.hidden);
	input.setAttribute('aria-activedescendant', search.at >= 0 ? 'result' + search.at : '');
}

function updateSearch()
{
	search.found = findLives(document.getElementById('search').value);
	search.at = -1;
	showResults();
}

function hideResults()
{
	document.getElementById('results').hidden = true;
	document.getElementById('search').setAttribute('aria-expanded', false);
}

function pickResult(i)
{
	if (!search.found[i])
		return;
	search.at = i;
	hideResults();
	choose(search.found[i].number);
}

/* Enter again goes on to the next. */
function onSearchKey(event)
{
	const last = Math.min(search.found.length, RESULTS_MAX) - 1;
	if (event.key === 'Enter') {
		const open = !document.getElementById('results').hidden;
		pickResult(open ? Math.max(search.at, 0) : (search.at + 1) % Math.max(search.found.length, 1));
	} else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
		search.at = Math.min(Math.max(search.at + (event.key === 'ArrowDown' ? 1 : -1), 0), last);
		showResults();
	} else if (event.key === 'Escape') {
		hideResults();
		document.getElementById('scroller').focus();
	} else {
		return;
	}
	event.preventDefault();
	event.stopPropagation();
}
