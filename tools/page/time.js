// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Where a moment stands: to scale, or by order, where from each event to the next it is one step.
 * Places are ns or steps; the view is the stretch of places that is in sight.
 */

/* The children of one process are given away one after the other, which is one moment to people. */
function findKnots()
{
	const times = [0, raw.length];
	let last = null;
	for (const hop of hops) {
		if (!last || last.parentLabel !== hop.parentLabel || hop.time - last.time > 1e6)
			times.push(hop.time);
		last = hop;
	}
	for (const event of events)
		times.push(event.time);
	times.sort((one, other) => one - other);
	return times.filter((time, i) => !i || time !== times[i - 1]);
}

const knots = findKnots();
const timeView = { byOrder: true, from: 0, to: 1 };

/* The last knot that is not after a moment. */
function knotBefore(time)
{
	let low = 0, high = knots.length - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if (knots[middle] <= time)
			low = middle;
		else
			high = middle - 1;
	}
	return low;
}

function placeOf(time)
{
	if (!timeView.byOrder)
		return time;
	const i = knotBefore(time);
	if (i === knots.length - 1)
		return i;
	return i + (time - knots[i]) / (knots[i + 1] - knots[i]);
}

function timeOf(place)
{
	if (!timeView.byOrder)
		return place;
	const i = Math.max(0, Math.min(knots.length - 2, Math.floor(place)));
	if (knots.length < 2)
		return 0;
	return knots[i] + (place - i) * (knots[i + 1] - knots[i]);
}

const placesEnd = () => Math.max(timeView.byOrder ? knots.length - 1 : raw.length, 1);
const leastStretch = () => timeView.byOrder ? 0.5 : Math.min(1000, raw.length || 1);

/* A little room on either side, so that what happens first and last is not cut. */
function showAllTime()
{
	const margin = placesEnd() * 0.03;
	timeView.from = -margin;
	timeView.to = placesEnd() + margin * 2;
}

function setView(from, to)
{
	const end = placesEnd(), margin = end * 0.06;
	const stretch = Math.min(Math.max(to - from, leastStretch()), end + 2 * margin);
	const start = Math.min(Math.max(from, -margin), end + margin - stretch);
	timeView.from = start;
	timeView.to = start + stretch;
}

/* around: the place that stays where it is */
function zoom(factor, around)
{
	const { from, to } = timeView;
	setView(around - (around - from) * factor, around + (to - around) * factor);
}

function pan(places)
{
	setView(timeView.from + places, timeView.to + places);
}

function setByOrder(byOrder)
{
	if (timeView.byOrder === byOrder)
		return;
	const all = timeView.to - timeView.from >= placesEnd();
	const from = timeOf(timeView.from), to = timeOf(timeView.to);
	timeView.byOrder = byOrder;
	if (all)
		showAllTime();
	else
		setView(placeOf(from), placeOf(to));
}

/* Cut and not rounded, as the command does. Other clocks than these need a calendar, which only the command has; so they count from the begin. */
const countsFromBegin = raw.style !== 'rel' && raw.style !== 'mono';

function secondsText(time, digits)
{
	const ns = Math.round(countsFromBegin ? time : raw.begin + time);
	const unit = 10 ** (9 - digits);
	const cut = Math.floor(ns / unit) * unit;
	return (countsFromBegin ? '+' : '') + (cut / 1e9).toFixed(digits);
}

const timeText = (time) => secondsText(time, 6);
/* In a sentence, behind "at". */
const momentText = (time) => countsFromBegin ? timeText(time) + ' s after ' + raw.begin_text : timeText(time);
const timeUnit = countsFromBegin ? 'seconds since ' + raw.begin_text : 'seconds';

/* Moments for the axis, so far apart that their times have room. */
function ticksOf(width, apart)
{
	return timeView.byOrder ? ticksByOrder(width, apart) : ticksToScale(width, apart);
}

function ticksByOrder(width, apart)
{
	const steps = timeView.to - timeView.from;
	const every = Math.max(1, Math.ceil(steps * apart / width));
	const ticks = [];
	for (let i = Math.max(0, Math.ceil(timeView.from / every) * every);
		i <= timeView.to && i < knots.length; i += every)
		ticks.push({ place: i, text: timeText(knots[i]) });
	return ticks;
}

function ticksToScale(width, apart)
{
	const offset = countsFromBegin ? 0 : raw.begin;
	const least = (timeView.to - timeView.from) * apart / width;
	let step = 10 ** Math.ceil(Math.log10(Math.max(least, 1)));
	if (step / 5 >= least)
		step /= 5;
	else if (step / 2 >= least)
		step /= 2;
	const digits = Math.min(9, Math.max(0, 9 - Math.floor(Math.log10(step))));
	const ticks = [];
	for (let t = Math.ceil((timeView.from + offset) / step) * step; t <= timeView.to + offset; t += step)
		ticks.push({ place: t - offset, text: secondsText(t - offset, digits) });
	return ticks;
}
