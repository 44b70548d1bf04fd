// SPDX-License-Identifier: GPL-2.0-or-later
/* What there is to say of the process that was chosen: what explain prints. */

const INDENT_OF_TEXT = 10;

/* A line of explain: a heading and a sentence, a sentence that goes on, or a row of a table. */
function readLine(line)
{
	if (line.startsWith(' '.repeat(INDENT_OF_TEXT + 1)))
		return { cells: line.slice(INDENT_OF_TEXT + 2) };
	const end = line[INDENT_OF_TEXT - 1] === ' ' ? INDENT_OF_TEXT - 1 : line.indexOf(' ', INDENT_OF_TEXT);
	return { heading: line.slice(0, end).trim(), text: line.slice(end + 1) };
}

function explanationList(lines)
{
	const list = element('dl', { class: 'explanation' });
	let table = null;
	for (const line of lines.map(readLine)) {
		if (line.cells !== undefined) {
			if (!table) {
				table = element('pre', {});
				list.append(element('dd', {}, table));
			}
			table.append(line.cells + '\n');
			continue;
		}
		table = null;
		if (line.heading)
			list.append(element('dt', {}, line.heading));
		list.append(element('dd', {}, line.text));
	}
	return list;
}

const pidOf = (life) => life.pid + (life.ordinal > 1 ? '#' + life.ordinal : '');

function findingsOf(life)
{
	return life.findings.map((finding) => element('p', { class: 'found ' + finding.kind },
		element('b', {}, finding.kind), ' ' + finding.found.join(' ')));
}

function explanation(life)
{
	const lines = explanationOf(life);
	if (lines.length)
		return [element('p', { class: 'title' }, lines[0]), ...findingsOf(life),
			explanationList(lines.slice(1))];
	return [element('p', { class: 'title' }, life.label),
		element('p', { class: 'note' }, 'The page has no room for the explanation of this process. ' +
			'The command prints it: ', element('code', {}, 'subreaper-trace explain ' + pidOf(life)))];
}

function stepButton(hop)
{
	return element('button', { type: 'button', class: 'step-to ' + KINDS[hop.kind],
		click: () => goToStep(hop.number) },
		timeText(hop.time) + '  ' + hop.parentLabel + ' \u2192 ' + hop.adopterLabel);
}

function hopList(life)
{
	if (!life.hops.length)
		return '';
	return element('div', { class: 'steps' },
		element('h3', {}, plural(life.hops.length, 'new parent', 'new parents')),
		...life.hops.map(stepButton));
}

/* More would be a long way to scroll. */
const MEMBERS_MAX = 200;

function memberList(row)
{
	const left = countOf(row) - Math.min(row.members.length, MEMBERS_MAX);
	const hidden = countOf(row) - row.members.length;
	return element('div', { class: 'members' },
		...row.members.slice(0, MEMBERS_MAX).map((life) => element('button',
			{ type: 'button', click: () => choose(life.number) }, life.label)),
		left ? element('p', { class: 'note' }, 'and ' + numbers.format(left) + ' more' +
			(hidden ? ', of which ' + numbers.format(hidden) + ' are not in this page' : '')) : '');
}

function foldPanel(row)
{
	return [
		element('p', { class: 'title' }, nameOf(row)),
		element('p', { class: 'note' }, foldText(row) + '. Siblings to which the same happened, and ' +
			'which ended alike; they are folded into one lane.'),
		element('button', { type: 'button', class: 'do', click: () => unfold(row.life.fold) }, 'Unfold'),
		memberList(row),
	];
}

function showPanel(...content)
{
	const panel = document.getElementById('panel');
	panel.replaceChildren(element('button', { type: 'button', class: 'close', title: 'Close (Escape)',
		'aria-label': 'Close', click: closePanel }, '\u00d7'), ...content.flat().filter((part) => part));
	panel.hidden = false;
	panel.scrollTop = 0;
	document.getElementById('live').classList.add('has-panel');
}
