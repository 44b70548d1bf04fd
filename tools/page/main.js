// SPDX-License-Identifier: GPL-2.0-or-later
/* What the reader does, and what comes of it. */

const LEAST_HEIGHT = 200;
let asked = false;

const byName = (id) => document.getElementById(id);

/* The page is what is scrolled: how far the lanes have gone up behind the bar. */
const scrolled = () => barHeight() - byName('tall').getBoundingClientRect().top;
const barHeight = () => isNarrow() ? 0 : byName('bar').offsetHeight;

/* There what is said of a process lies over the lower half. */
const isNarrow = () => innerWidth <= 760;

function draw()
{
	asked = false;
	chart.scroll = Math.max(0, Math.min(scrolled(), byName('tall').offsetHeight - chart.height));
	drawChart();
	showNames();
}

/* Once a frame is enough. */
function ask()
{
	if (!asked)
		requestAnimationFrame(draw);
	asked = true;
}

function layOut()
{
	const width = byName('scroller').clientWidth, bar = barHeight();
	const wanted = AXIS + shown.rows.length * ROW + (losses.length ? 22 : 6);
	const most = Math.max(LEAST_HEIGHT, isNarrow() && !byName('panel').hidden ? innerHeight * 0.44
		: innerHeight - bar - 8);
	const ratio = devicePixelRatio || 1;
	chart.height = Math.min(wanted, most);
	chart.width = width;
	document.documentElement.style.setProperty('--bar', bar + 'px');
	byName('tall').style.height = wanted + 'px';
	byName('stage').style.height = chart.height + 'px';
	chart.canvas.width = Math.round(width * ratio);
	chart.canvas.height = Math.round(chart.height * ratio);
	chart.canvas.style.width = width + 'px';
	chart.canvas.style.height = chart.height + 'px';
	chart.context.setTransform(ratio, 0, 0, ratio, 0, 0);
	layOutNames(width);
	ask();
}

function refresh()
{
	const life = chart.selected >= 0 ? shown.rows[chart.selected].life.number : -1;
	updateRows();
	measureNames();
	chart.selected = life >= 0 ? shown.rowOf[life] : -1;
	chart.hovered = -1;
	byName('count').textContent = plural(shown.rows.length, 'lane', 'lanes') + ', ' +
		plural(shown.hops.length, 'change of parent', 'changes of parent');
	layOut();
}

function refreshTime()
{
	placeEvents();
	byName('to-scale').setAttribute('aria-pressed', !timeView.byOrder);
	byName('by-order').setAttribute('aria-pressed', timeView.byOrder);
	ask();
}

/* Into the middle, if it is not in sight. */
function scrollToRow(row)
{
	const y = row * ROW, room = chart.height - AXIS, at = scrolled();
	const there = byName('stage').getBoundingClientRect();
	if (y < at || y + ROW > at + room || there.top < 0 || there.top + 2 * ROW > innerHeight)
		scrollBy(0, Math.max(y - room / 2, 0) - at);
}

function showRow(row)
{
	chart.selected = row;
	byName('scroller').setAttribute('aria-activedescendant', '');
	scrollToRow(row);
	ask();
	requestAnimationFrame(() => {
		const item = names.pool.find((one) => !one.hidden && one.row === row);
		byName('scroller').setAttribute('aria-activedescendant', item ? item.id : '');
	});
}

function dropFilters()
{
	wishes.decision = wishes.adopter = '';
	wishes.hideForkers = false;
	for (const id of ['decision', 'adopter'])
		byName(id).value = '';
	byName('hide-forkers').checked = false;
}

function unfold(fold)
{
	wishes.unfolded.add(fold);
	refresh();
	showRow(shown.rowOf[fold]);
	explain(lives[fold]);
}

function explain(life)
{
	chart.step = -1;
	showPanel(explanation(life), hopList(life));
	history.replaceState(null, '', '#' + idOf(life));
	layOut();
}

/* A process by its number, wherever it is now. */
function choose(number)
{
	const life = lives[number];
	if (shown.rowOf[number] < 0)
		dropFilters();
	if (isFolded(life))
		wishes.unfolded.add(life.fold);
	refresh();
	showRow(shown.rowOf[number]);
	explain(life);
}

function chooseRow(row)
{
	if (row < 0 || row >= shown.rows.length)
		return;
	showRow(row);
	if (shown.rows[row].members) {
		chart.step = -1;
		showPanel(foldPanel(shown.rows[row]));
		layOut();
	} else {
		explain(shown.rows[row].life);
	}
}

function toggleFold(row)
{
	const { life, members } = shown.rows[row];
	if (members)
		return unfold(life.fold);
	if (!isUnfolded(shown.rows[row]))
		return;
	wishes.unfolded.delete(life.fold);
	refresh();
	chooseRow(shown.rowOf[life.number]);
}

function goToStep(number)
{
	const hop = hops[number], place = hop.place;
	const stretch = timeView.to - timeView.from;
	if (!passes(hop)) {
		dropFilters();
		refresh();
	}
	chart.step = number;
	if (place < timeView.from || place > timeView.to)
		setView(place - stretch / 2, place + stretch / 2);
	showPanel(stepPanel(hop), explanation(lives[hop.child]));
	layOut();
	showRow(shown.rowOf[hop.child]);
}

/* To the next change of parent, or the one before. */
function step(by)
{
	if (!shown.hops.length)
		return;
	let at = chart.step >= 0 ? shown.hops.indexOf(hops[chart.step]) + by : by > 0 ? 0 : shown.hops.length - 1;
	if (chart.step < 0 && chart.selected >= 0 && shown.rows[chart.selected].life.hops.length)
		at = shown.hops.indexOf(shown.rows[chart.selected].life.hops[0]);
	at = Math.min(Math.max(at, 0), shown.hops.length - 1);
	goToStep(shown.hops[at].number);
}

function closePanel()
{
	byName('panel').hidden = true;
	byName('live').classList.remove('has-panel');
	chart.step = -1;
	history.replaceState(null, '', location.pathname + location.search);
	layOut();
	byName('scroller').focus();
}

const middle = () => (timeView.from + timeView.to) / 2;

function zoomBy(factor, around)
{
	zoom(factor, around === undefined ? middle() : around);
	ask();
}

const keys = {
	ArrowRight: () => step(1),
	ArrowLeft: () => step(-1),
	ArrowDown: () => showRow(Math.min(chart.selected + 1, shown.rows.length - 1)),
	ArrowUp: () => showRow(Math.max(chart.selected - 1, 0)),
	PageDown: () => showRow(Math.min(chart.selected + 20, shown.rows.length - 1)),
	PageUp: () => showRow(Math.max(chart.selected - 20, 0)),
	Home: () => showRow(0),
	End: () => showRow(shown.rows.length - 1),
	Enter: () => chooseRow(chart.selected),
	' ': () => chart.selected >= 0 && toggleFold(chart.selected),
	'+': () => zoomBy(0.6),
	'=': () => zoomBy(0.6),
	'-': () => zoomBy(1 / 0.6),
	'0': () => { showAllTime(); ask(); },
	'/': () => byName('search').focus(),
	Escape: closePanel,
};

function onKey(event)
{
	if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key])
		return;
	if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName))
		return;
	if (/^(BUTTON|A|SUMMARY)$/.test(event.target.tagName) && (event.key === 'Enter' || event.key === ' '))
		return;
	event.preventDefault();
	keys[event.key]();
}

function aboutEvent(event)
{
	if (!isHop(event))
		return event.about;
	return timeText(event.time) + ': ' + event.parentLabel + ' ended; ' + event.childLabel +
		' was ' + (event.perhaps ? 'perhaps ' : '') + 'its child. Adopted by ' + event.adopterLabel + '.\n' +
		event.brief + (event.why ? ': ' + event.why : '');
}

function aboutLife(life)
{
	const lines = [[life.label, life.role].filter((text) => text).join(', ')];
	if (is(life, BORN))
		lines.push('born at ' + momentText(life.begin));
	if (is(life, ENDED))
		lines.push('ended at ' + momentText(life.end));
	if (wasZombie(life))
		lines.push('zombie until ' + momentText(life.gone));
	if (is(life, LOST) && !is(life, THREAD))
		lines.push('gone at an unknown time');
	if (life.unit)
		lines.push('unit: ' + life.unit);
	return lines.join('\n');
}

function showTip(x, y, text)
{
	const tip = byName('tip');
	tip.textContent = text;
	tip.hidden = !text;
	if (!text)
		return;
	tip.style.left = Math.max(4, Math.min(x + 14, innerWidth - tip.offsetWidth - 8)) + 'px';
	tip.style.top = (y + 18 + tip.offsetHeight > innerHeight ? y - tip.offsetHeight - 10 : y + 18) + 'px';
}

/* Where in the stage a pointer is. */
function pointOf(event)
{
	const box = byName('stage').getBoundingClientRect();
	return { x: event.clientX - box.left, y: event.clientY - box.top };
}

function onHover(event)
{
	const { x, y } = pointOf(event), row = y < AXIS ? -1 : rowAt(y);
	const there = row >= 0 && row < shown.rows.length;
	chart.hovered = there ? row : -1;
	ask();
	if (event.pointerType === 'touch' || !there)
		return showTip(0, 0, '');
	const found = x > chart.names ? eventAt(x, row) : null;
	const { life, members } = shown.rows[row];
	showTip(event.clientX, event.clientY, found ? aboutEvent(found)
		: members ? nameOf(shown.rows[row]) + '\n' + foldText(shown.rows[row]) : aboutLife(life));
}

function onClick(x, y)
{
	const row = rowAt(y), found = x > chart.names ? eventAt(x, row) : null;
	byName('scroller').focus({ preventScroll: true });
	if (y < AXIS || row >= shown.rows.length)
		return;
	if (found && isHop(found))
		return goToStep(found.number);
	if (x < chart.names && x < 24 + shown.rows[row].depth * indentOf() &&
		(shown.rows[row].members || isUnfolded(shown.rows[row])))
		return toggleFold(row);
	chooseRow(row);
}

/* One pointer pans, two of them zoom; one that hardly moves clicks. */
const pointers = new Map();
let moved = 0;

function onDown(event)
{
	if (event.button !== 0)
		return;
	pointers.set(event.pointerId, pointOf(event));
	moved = pointers.size > 1 ? Infinity : 0;
	if (event.pointerType === 'mouse')
		byName('stage').setPointerCapture(event.pointerId);
}

function spread()
{
	const [one, other] = [...pointers.values()];
	return { apart: Math.max(Math.abs(one.x - other.x), 10), middle: (one.x + other.x) / 2 };
}

function onMove(event)
{
	const before = pointers.get(event.pointerId), now = pointOf(event);
	if (!before)
		return onHover(event);
	const old = pointers.size === 2 ? spread() : null;
	moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
	pointers.set(event.pointerId, now);
	if (moved < 5)
		return;
	showTip(0, 0, '');
	if (old)
		zoom(old.apart / spread().apart, placeAt(old.middle));
	else if (event.pointerType === 'mouse')
		scrollBy(0, before.y - now.y);
	if (!old)
		pan((before.x - now.x) / (chart.width - chart.names) * (timeView.to - timeView.from));
	ask();
}

function onUp(event)
{
	const there = pointers.get(event.pointerId);
	pointers.delete(event.pointerId);
	if (there && moved < 5 && event.type === 'pointerup')
		onClick(there.x, there.y);
}

function onWheel(event)
{
	const across = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
	if (event.ctrlKey || event.metaKey)
		zoomBy(Math.exp(Math.max(-100, Math.min(100, event.deltaY)) * 0.006), placeAt(pointOf(event).x));
	else if (Math.abs(across) > Math.abs(event.shiftKey ? 0 : event.deltaY))
		pan(across / (chart.width - chart.names) * (timeView.to - timeView.from));
	else
		return;
	event.preventDefault();
	ask();
}

function button(id, text, title, click)
{
	return element('button', { type: 'button', id, title, click }, text);
}

/* So many can be chosen from a list: those that occur most. */
const CHOICES_MAX = 60;

function choice(id, all, values)
{
	const counts = new Map();
	values.forEach((value) => counts.set(value, (counts.get(value) || 0) + 1));
	const sorted = [...counts].sort((one, other) => other[1] - one[1]).slice(0, CHOICES_MAX);
	return element('select', { id, 'aria-label': all,
		change: (event) => { wishes[id] = event.target.value; refresh(); } },
		element('option', { value: '' }, all),
		...sorted.map(([value, count]) => element('option', { value }, value + ' (' + numbers.format(count) + ')')),
		counts.size > CHOICES_MAX ? element('option', { disabled: true },
			numbers.format(counts.size - CHOICES_MAX) + ' others adopted fewer') : '');
}

function check(id, text, wish)
{
	return element('label', {}, element('input', { type: 'checkbox', id, checked: wishes[wish],
		change: (event) => { wishes[wish] = event.target.checked; refresh(); } }), text);
}

function searchBox()
{
	return element('div', { class: 'search' },
		element('input', { type: 'search', id: 'search', placeholder: 'pid, name or unit', role: 'combobox',
			'aria-label': 'Search by pid, name, executable or unit', 'aria-expanded': 'false',
			'aria-controls': 'results', autocomplete: 'off', spellcheck: 'false',
			input: updateSearch, keydown: onSearchKey, blur: hideResults, focus: showResults }),
		element('ul', { id: 'results', role: 'listbox', 'aria-label': 'Processes found', hidden: true }));
}

function setOrder(byOrder)
{
	setByOrder(byOrder);
	refreshTime();
}

function toolBar()
{
	return element('div', { id: 'bar', role: 'toolbar', 'aria-label': 'View' },
		searchBox(),
		element('div', { class: 'group', role: 'group', 'aria-label': 'Time' },
			button('by-order', 'by order', 'Each event takes the same width', () => setOrder(true)),
			button('to-scale', 'to scale', 'Time is to scale', () => setOrder(false))),
		element('div', { class: 'group', role: 'group', 'aria-label': 'Zoom' },
			button('zoom-out', '\u2212', 'Zoom out (-)', () => zoomBy(1 / 0.6)),
			button('fit', 'fit', 'Show all (0)', () => { showAllTime(); ask(); }),
			button('zoom-in', '+', 'Zoom in (+)', () => zoomBy(0.6))),
		element('div', { class: 'group', role: 'group', 'aria-label': 'Changes of parent' },
			button('step-back', '\u25c0', 'Change of parent before (left arrow)', () => step(-1)),
			button('step-on', 'step \u25b6', 'Next change of parent (right arrow)', () => step(1))),
		choice('decision', 'all decisions', hops.map((hop) => hop.decision)),
		choice('adopter', 'all adopters', hops.map((hop) => hop.adopterLabel)),
		lives.some((life) => life.fold >= 0) ? check('fold', 'fold equal siblings', 'folded') : '',
		element('span', { class: lives.some(isForker) ? '' : 'none' },
			check('hide-forkers', 'hide forkers that exited', 'hideForkers')));
}

function stage()
{
	chart.canvas = element('canvas', { 'aria-hidden': 'true' });
	chart.context = chart.canvas.getContext('2d');
	names.box = element('div', { class: 'names' });
	return element('div', { id: 'scroller', tabindex: '0', role: 'tree', 'aria-label': 'Processes' },
		element('div', { id: 'tall' }, element('div', { id: 'stage', pointerdown: onDown,
			pointermove: onMove, pointerup: onUp, pointercancel: onUp,
			pointerleave: () => { chart.hovered = -1; showTip(0, 0, ''); ask(); } },
			chart.canvas, names.box)));
}

function legend()
{
	const item = (kind, text) => element('span', {}, element('i', { class: kind }), text);
	return element('p', { class: 'legend' },
		item('bar own', 'not adopted'), item('bar subreaper', 'adopted by a subreaper'),
		item('bar init', 'adopted by the init of a pid namespace'), item('dot', 'orphaned and adopted'),
		item('mark', 'marked as a subreaper'), item('zombie', 'zombie (not yet reaped)'),
		element('span', { id: 'count' }));
}

function leftOut()
{
	const left = raw.left_out, parts = [];
	if (left.processes)
		parts.push(plural(left.processes, 'process', 'processes'));
	if (left.changes)
		parts.push(plural(left.changes, 'change of parent', 'changes of parent'));
	if (left.explanations)
		parts.push('the explanations of ' + plural(left.explanations, 'process', 'processes'));
	if (!parts.length)
		return '';
	return element('p', { class: 'left-out' }, 'This page has no room for ' + parts.join(', ') +
		'. The command has them all; --pid, --comm, --adopter, --since and --until choose other ones.');
}

const HELP = 'Left and right arrow step through the changes of parent, up and down through the lanes, Enter ' +
	'explains, space unfolds, + and \u2212 zoom, 0 shows all, / searches. Drag to move, Ctrl and wheel to zoom.';

/* The rows of the table are markup that is not read before they are asked for. */
function fillTable(event)
{
	const box = event.target.querySelector('.table'), source = document.querySelector('#without table');
	if (!event.target.open || box.firstChild)
		return;
	const text = document.getElementById('without').textContent;
	const page = source ? document : new DOMParser().parseFromString(text, 'text/html');
	box.append(document.importNode(page.querySelector('.table'), true));
}

function onHash()
{
	const life = byId.get(location.hash.slice(1));
	if (life)
		choose(life.number);
}

function start()
{
	const live = byName('live');
	live.append(leftOut(),
		element('details', { class: 'rows', toggle: fillTable }, element('summary', {}, 'Events as a table'),
			element('div', { class: 'table' })),
		element('p', { class: 'help' }, HELP), legend(), toolBar(), element('div', { class: 'view' }, stage(),
			element('aside', { id: 'panel', hidden: true, 'aria-live': 'polite', 'aria-label': 'Explanation' })),
		element('div', { id: 'paper' }), element('div', { id: 'tip', hidden: true }));
	live.hidden = false;
	document.documentElement.classList.add('scripted');
	readColours();
	showAllTime();
	refresh();
	refreshTime();
	addEventListener('scroll', ask, { passive: true });
	byName('scroller').addEventListener('wheel', onWheel, { passive: false });
	document.addEventListener('keydown', onKey);
	addEventListener('resize', layOut);
	addEventListener('hashchange', onHash);
	matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { readColours(); ask(); });
	if (location.hash)
		onHash();
}

start();
