// SPDX-License-Identifier: GPL-2.0-or-later
/* On paper: a table with a row for each lane, which breaks between rows and repeats its axis. */

const SVG = 'http://www.w3.org/2000/svg', WIDE = 1000;

function shape(kind, attributes)
{
	const made = document.createElementNS(SVG, kind);
	for (const [name, value] of Object.entries(attributes))
		made.setAttribute(name, value);
	return made;
}

const xOnPaper = (time) => placeOf(time) / placesEnd() * WIDE;

function paperLane(row)
{
	const lane = shape('svg', { viewBox: '-6 0 ' + (WIDE + 12) + ' 16', preserveAspectRatio: 'none' });
	row.stretches.forEach((stretches, kind) => {
		for (const [begin, end] of stretches)
			lane.append(shape('rect', { x: xOnPaper(begin), y: 5, height: 6, class: KINDS[kind],
				width: Math.max(xOnPaper(end) - xOnPaper(begin), 1.5) }));
	});
	if (!row.members && wasZombie(row.life))
		lane.append(shape('line', { x1: xOnPaper(row.life.end), x2: xOnPaper(row.life.gone), y1: 8, y2: 8,
			class: 'zombie' }));
	for (const event of eventsOf(row))
		lane.append(shape('ellipse', { cx: xOnPaper(event.time), cy: 8, rx: 3, ry: 4,
			class: isHop(event) ? KINDS[event.kind] : 'mark' }));
	return lane;
}

function paperWords(row)
{
	if (row.members)
		return foldText(row);
	const all = row.life.hops.filter(passes), last = all[all.length - 1];
	const others = row.life.events.filter((event) => !isHop(event)).map((event) =>
		event.brief + ' at ' + timeText(event.time));
	const times = all.length > 1 ? all.length + ' times, at last ' : '';
	return [...others, last ? 'adopted ' + times + 'by ' + last.adopterLabel + ' at ' + timeText(last.time) +
		': ' + last.brief : '', stateOf(row.life)].filter((text) => text).join('; ');
}

function paperAxis()
{
	const axis = element('div', { class: 'axis' });
	for (let i = 0; i <= 4; i++)
		axis.append(element('span', {}, timeText(timeOf(placesEnd() * i / 4))));
	return axis;
}

function paperRow(row)
{
	const name = element('td', {}, nameOf(row), row.members ? ''
		: element('small', {}, ' ' + row.life.role));
	name.style.paddingLeft = Math.min(row.depth, 12) * 7 + 'px';
	return element('tr', {}, name, element('td', { class: 'lane' }, paperLane(row)),
		element('td', {}, paperWords(row)));
}

function printPage()
{
	/* Those of one kind that stand behind the first stay behind it. */
	for (const finding of document.querySelectorAll('body > details.finding:not(.more)'))
		finding.open = true;
	document.getElementById('paper').replaceChildren(element('table', {},
		element('thead', {}, element('tr', {}, element('th', {}, 'process'),
			element('th', {}, paperAxis()), element('th', {}, 'what happened, and its state at the end'))),
		element('tbody', {}, ...shown.rows.map(paperRow))));
}

function endPrint()
{
	document.getElementById('paper').replaceChildren();
}

addEventListener('beforeprint', printPage);
addEventListener('afterprint', endPrint);
