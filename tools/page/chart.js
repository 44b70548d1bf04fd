// SPDX-License-Identifier: GPL-2.0-or-later
/* The lanes, drawn on a canvas as large as what is in sight of them. Names stand on top of it. */

const ROW = 26, AXIS = 30, BAR = 7, MIDDLE = 17, INDENT = 14;
/* So far apart are those that are drawn as such. */
const ARROW = 8;
const TURN = 6, TAIL = 12;

const chart = {
	canvas: null, context: null, width: 0, height: 0, names: 260, scroll: 0,
	colours: {}, hovered: -1, selected: -1, step: -1, deepest: 0,
};

const widths = new Map();

function widthOf(text)
{
	if (!widths.has(text))
		widths.set(text, chart.context.measureText(text).width);
	return widths.get(text);
}

const xOf = (place) => chart.names + (place - timeView.from) / (timeView.to - timeView.from) *
	(chart.width - chart.names);
const placeAt = (x) => timeView.from + (x - chart.names) / (chart.width - chart.names) *
	(timeView.to - timeView.from);
const yOf = (row) => AXIS + row * ROW + MIDDLE - chart.scroll;
const rowAt = (y) => Math.floor((y + chart.scroll - AXIS) / ROW);
const xOfTime = (time) => xOf(placeOf(time));

/* Called when the way from moments to places has changed. */
function placeEvents()
{
	for (const event of hops)
		event.place = placeOf(event.time);
	for (const event of events)
		event.place = placeOf(event.time);
}

function readColours()
{
	const style = getComputedStyle(document.documentElement);
	for (const name of ['back', 'text', 'faint', 'line', 'lane', 'own', 'subreaper', 'init', 'parentless',
		'own-text', 'subreaper-text', 'init-text', 'parentless-text', 'mark', 'hover', 'selected', 'axis'])
		chart.colours[name] = style.getPropertyValue('--' + name).trim();
}

const indentOf = () => Math.min(INDENT, chart.names * 0.35 / Math.max(chart.deepest, 1));

function line(x1, y1, x2, y2)
{
	chart.context.moveTo(x1, y1);
	chart.context.lineTo(x2, y2);
}

function stroke(colour, width, dashes, draw)
{
	const context = chart.context;
	context.beginPath();
	context.strokeStyle = colour;
	context.lineWidth = width;
	context.setLineDash(dashes);
	draw();
	context.stroke();
	context.setLineDash([]);
}

function drawBand(row, colour)
{
	if (row < 0)
		return;
	chart.context.fillStyle = colour;
	chart.context.fillRect(0, yOf(row) - MIDDLE, chart.width, ROW);
}

function drawGrid(ticks)
{
	stroke(chart.colours.line, 1, [], () => {
		for (const tick of ticks)
			line(Math.round(xOf(tick.place)) + 0.5, AXIS, Math.round(xOf(tick.place)) + 0.5,
				chart.height);
	});
}

function drawBars(row, y)
{
	const right = chart.width;
	row.stretches.forEach((stretches, kind) => {
		chart.context.fillStyle = chart.colours[KINDS[kind]];
		for (const [begin, end] of stretches) {
			const from = Math.max(xOfTime(begin), chart.names - 4);
			const to = Math.min(xOfTime(end), right + 4);
			if (to >= chart.names && from <= right)
				chart.context.fillRect(from, y - BAR / 2, Math.max(to - from, 1.5), BAR);
		}
	});
}

/* Where a life comes from or goes on outside of what was recorded, and how it ended. */
function drawEnds(life, y)
{
	const begin = xOfTime(life.begin), end = xOfTime(life.end);
	const faint = chart.colours.faint;
	if (!is(life, BORN))
		stroke(faint, 2, [2, 3], () => line(begin - TAIL, y, begin - 1, y));
	if (!is(life, ENDED))
		stroke(faint, 2, [2, 3], () => line(end + 2, y, end + TAIL, y));
	else
		stroke(chart.colours.axis, 2, [], () => line(end, y - 6, end, y + 6));
	if (wasZombie(life))
		stroke(chart.colours.axis, 1.5, [1.5, 3], () => line(end + 3, y, xOfTime(life.gone), y));
}

function drawLanes(first, last)
{
	stroke(chart.colours.lane, 1, [], () => {
		for (let row = first; row <= last; row++)
			line(chart.names, yOf(row), chart.width, yOf(row));
	});
	for (let row = first; row <= last; row++) {
		drawBars(shown.rows[row], yOf(row));
		if (!shown.rows[row].members)
			drawEnds(shown.rows[row].life, yOf(row));
	}
}

/* The first of them that is not before a place. */
function firstFrom(list, place)
{
	let low = 0, high = list.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (list[middle].place < place)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const rowOfLife = (number) => number < 0 ? -1 : shown.rowOf[number];

/* The changes of parent in sight: their time is, and a row between the child's and another's. */
function hopsInSight(first, last)
{
	const found = [];
	for (let i = firstFrom(shown.hops, timeView.from); i < shown.hops.length; i++) {
		const hop = shown.hops[i];
		if (hop.place > timeView.to)
			break;
		const child = rowOfLife(hop.child);
		const adopter = rowOfLife(hop.adopter), parent = rowOfLife(hop.parent);
		if (child < 0)
			continue;
		if ((child < first && adopter < first && parent < first) ||
			(child > last && (adopter < 0 || adopter > last) && (parent < 0 || parent > last)))
			continue;
		found.push(hop);
	}
	return found;
}

function drawArrow(hop)
{
	const context = chart.context, x = xOf(hop.place);
	const from = yOf(rowOfLife(hop.child)), to = yOf(rowOfLife(hop.adopter));
	const turn = to > from ? TURN : -TURN;
	context.moveTo(x + 4, from);
	context.lineTo(x + 6, from);
	context.quadraticCurveTo(x + 6 + TURN, from, x + 6 + TURN, from + turn);
	context.lineTo(x + 6 + TURN, to - turn);
	context.quadraticCurveTo(x + 6 + TURN, to, x + 6, to);
	context.lineTo(x + 4, to);
}

function drawHead(hop)
{
	const context = chart.context, x = xOf(hop.place), y = yOf(rowOfLife(hop.adopter));
	context.beginPath();
	context.fillStyle = chart.colours[KINDS[hop.kind]];
	context.moveTo(x - 2, y);
	context.lineTo(x + 6, y - 5);
	context.lineTo(x + 6, y + 5);
	context.fill();
}

const hasArrow = (hop) => rowOfLife(hop.adopter) >= 0 && rowOfLife(hop.adopter) !== rowOfLife(hop.child);

function drawWay(hop, width)
{
	const x = xOf(hop.place), parent = rowOfLife(hop.parent);
	if (parent >= 0 && hop.parent !== hop.adopter)
		stroke(chart.colours.axis, width, [1.5, 2.5],
			() => line(x, yOf(parent), x, yOf(rowOfLife(hop.child))));
	if (!hasArrow(hop))
		return;
	stroke(chart.colours[KINDS[hop.kind]], width + 0.5, [], () => drawArrow(hop));
	drawHead(hop);
}

/* Of each kind, one line in each column of the screen. */
function drawCrowd(found)
{
	const columns = KINDS.map(() => new Map());
	for (const hop of found) {
		if (!hasArrow(hop))
			continue;
		const x = Math.round(xOf(hop.place));
		const one = rowOfLife(hop.child), other = rowOfLife(hop.adopter);
		const span = columns[hop.kind].get(x);
		if (!span) {
			columns[hop.kind].set(x, [Math.min(one, other), Math.max(one, other)]);
		} else {
			span[0] = Math.min(span[0], one, other);
			span[1] = Math.max(span[1], one, other);
		}
	}
	chart.context.globalAlpha = 0.4;
	columns.forEach((spans, kind) => stroke(chart.colours[KINDS[kind]], 1, [], () => {
		for (const [x, [low, high]] of spans)
			line(x + 0.5, Math.max(yOf(low), 0), x + 0.5, Math.min(yOf(high), chart.height));
	}));
	chart.context.globalAlpha = 1;
}

/* An arrow has a head where the next one is not in its way. */
function drawWays(first, last)
{
	const found = hopsInSight(first, last).filter((hop) => hasArrow(hop) || rowOfLife(hop.parent) >= 0);
	const x = found.map((hop) => xOf(hop.place));
	const isFree = (i) => (!i || x[i] - x[i - 1] >= ARROW) &&
		(i + 1 === found.length || x[i + 1] - x[i] >= ARROW);
	drawCrowd(found.filter((hop, i) => !isFree(i)));
	found.filter((hop, i) => isFree(i)).forEach((hop) => drawWay(hop, 1));
}

function drawDot(event, x, y)
{
	const context = chart.context;
	context.beginPath();
	context.fillStyle = chart.colours.back;
	if (isHop(event)) {
		context.arc(x, y, 3.6, 0, 2 * Math.PI);
		context.strokeStyle = chart.colours[KINDS[event.kind]];
		context.lineWidth = 2;
	} else {
		context.moveTo(x, y - 6);
		context.lineTo(x + 6, y);
		context.lineTo(x, y + 6);
		context.lineTo(x - 6, y);
		context.closePath();
		context.strokeStyle = event.kind === 0 ? chart.colours.parentless : chart.colours.mark;
		context.lineWidth = 1.5;
		if (event.kind === MARK)
			context.fillStyle = chart.colours.mark;
	}
	context.fill();
	context.stroke();
}

function colourOfWords(event)
{
	if (isHop(event))
		return chart.colours[KINDS[event.kind] + '-text'];
	return event.kind === 0 ? chart.colours['parentless-text'] : chart.colours.mark;
}

/* Where there is no room, the tooltip has the words. */
function drawWords(event, x, y, room)
{
	if (widthOf(event.brief) + 8 > room)
		return;
	const from = isHop(event) ? x + 15 : x + 8;
	chart.context.lineWidth = 3;
	chart.context.strokeStyle = chart.colours.back;
	chart.context.strokeText(event.brief, from, y - 7);
	chart.context.fillStyle = colourOfWords(event);
	chart.context.fillText(event.brief, from, y - 7);
}

function eventsOf(row)
{
	if (!row.events) {
		const members = row.members || [row.life];
		row.events = members.flatMap((life) => life.events)
			.filter((event) => !isHop(event) || passes(event))
			.sort((one, other) => one.time - other.time);
	}
	return row.events;
}

/* Where dots would lie on each other they are strokes. */
function drawStroke(x, y)
{
	chart.context.fillStyle = chart.colours.back;
	chart.context.fillRect(x - 0.5, y - 3, 1.2, 6);
}

function drawEvents(row, y)
{
	const list = eventsOf(row), words = !row.members;
	let before = -Infinity;
	for (let i = firstFrom(list, timeView.from); i < list.length && list[i].place <= timeView.to; i++) {
		const x = xOf(list[i].place);
		if (x - before < 3)
			continue;
		if (isHop(list[i]) && x - before < 8)
			drawStroke(x, y);
		else
			drawDot(list[i], x, y);
		before = x;
		if (words)
			drawWords(list[i], x, y, (i + 1 < list.length ? xOf(list[i + 1].place) : Infinity) - x - 16);
	}
}

function drawLosses()
{
	const context = chart.context;
	for (const loss of losses) {
		const x = xOf(loss.place);
		if (x < chart.names || x > chart.width)
			continue;
		stroke(chart.colours.parentless, 1, [4, 3], () => line(x, AXIS, x, chart.height));
		context.fillStyle = chart.colours['parentless-text'];
		context.fillText(loss.brief, x + 4, chart.height - 6);
	}
}

function drawBranch(row, y)
{
	const above = rowOfLife(row.life.above);
	if (above < 0)
		return;
	const x = 10 + (row.depth - 1) * indentOf() + 3, from = Math.max(yOf(above) + 7, 0);
	line(x, from, x, y);
	line(x, y, x + Math.max(indentOf() - 6, 3), y);
}

function drawNames(first, last)
{
	const context = chart.context;
	context.fillStyle = chart.colours.back;
	context.fillRect(0, 0, chart.names, chart.height);
	context.save();
	context.beginPath();
	context.rect(0, 0, chart.names, chart.height);
	context.clip();
	drawBand(chart.hovered, chart.colours.hover);
	drawBand(chart.selected, chart.colours.selected);
	stroke(chart.colours.faint, 1, [], () => {
		for (let row = first; row <= Math.min(last + 1, shown.rows.length - 1); row++)
			drawBranch(shown.rows[row], yOf(row) - 4);
	});
	context.restore();
	stroke(chart.colours.line, 1, [], () => line(chart.names - 0.5, 0, chart.names - 0.5, chart.height));
}

function drawAxis(ticks)
{
	const context = chart.context;
	context.fillStyle = chart.colours.back;
	context.fillRect(0, 0, chart.width, AXIS);
	context.fillStyle = chart.colours.axis;
	for (const tick of ticks) {
		const x = xOf(tick.place);
		if (x >= chart.names)
			context.fillText(tick.text, x + 3, 19);
	}
	stroke(chart.colours.line, 1, [], () => {
		line(0, AXIS - 0.5, chart.width, AXIS - 0.5);
		for (const tick of ticks)
			line(Math.round(xOf(tick.place)) + 0.5, 10, Math.round(xOf(tick.place)) + 0.5, AXIS);
	});
	context.fillStyle = chart.colours.back;
	context.fillRect(0, 0, chart.names - 1, AXIS - 1);
	context.fillStyle = chart.colours.axis;
	context.fillText(timeUnit, 10, 19, chart.names - 16);
}

function drawChart()
{
	const context = chart.context;
	const first = Math.max(0, rowAt(AXIS)), last = Math.min(shown.rows.length - 1, rowAt(chart.height));
	const ticks = ticksOf(chart.width - chart.names, 92);
	context.font = "11px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace";
	context.lineJoin = 'round';
	context.fillStyle = chart.colours.back;
	context.fillRect(0, 0, chart.width, chart.height);
	drawBand(chart.hovered, chart.colours.hover);
	drawBand(chart.selected, chart.colours.selected);
	drawGrid(ticks);
	drawLanes(first, last);
	drawWays(first, last);
	for (let row = first; row <= last; row++)
		drawEvents(shown.rows[row], yOf(row));
	if (chart.step >= 0 && rowOfLife(hops[chart.step].child) >= 0) {
		drawWay(hops[chart.step], 2.5);
		drawDot(hops[chart.step], xOf(hops[chart.step].place), yOf(rowOfLife(hops[chart.step].child)));
	}
	drawLosses();
	drawNames(first, last);
	drawAxis(ticks);
}

/* What is nearest to a point in a row, within a few pixels. */
function eventAt(x, row)
{
	const list = row >= 0 && row < shown.rows.length ? eventsOf(shown.rows[row]) : [];
	let best = null, distance = 9;
	for (let i = Math.max(0, firstFrom(list, placeAt(x - 9))); i < list.length; i++) {
		const away = Math.abs(xOf(list[i].place) - x);
		if (xOf(list[i].place) > x + 9)
			break;
		if (away < distance) {
			best = list[i];
			distance = away;
		}
	}
	return best;
}
