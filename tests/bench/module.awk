# SPDX-License-Identifier: GPL-2.0-or-later
#
# awk -v kernel=NAME -f module.awk: from "STATE NAME VALUE" lines of module_in_guest to lines of "bench
# NAME VALUE UNIT", a table, and one test in TAP for each bound. Ends with 1 if a bound is exceeded.

function give_up(reason)
{
	print "not ok - " kernel ": " reason
	gave_up = 1
	exit 1
}

# The median of what was measured of NAME in STATE. A program prints its least, as what disturbs it
# adds to it; but now and then one has the luck to need less than all of the others.
function cost(state, name,    count, i, j, value, values)
{
	count = times[state, name]
	if (!count)
		give_up(state " " name " was not measured")
	for (i = 1; i <= count; i++) {
		value = measured[state, name, i]
		for (j = i - 1; j >= 1 && values[j] > value; j--)
			values[j + 1] = values[j]
		values[j + 1] = value
	}
	least = values[1]
	most = values[count]
	return (values[int((count + 1) / 2)] + values[int(count / 2) + 1]) / 2
}

# The most that was measured, over the least.
function spread(state, name)
{
	cost(state, name)
	return most / least
}

# What a work costs without the module: before, and after everything else.
function base(name)
{
	return (cost("unloaded", name) + cost("unloaded_again", name)) / 2
}

function bench(name, value, unit)
{
	printf "bench %s_%s %.*f %s\n", kernel, name, unit == "ratio" ? 4 : 1, value, unit
}

function test(met, what)
{
	tests = tests (met ? "ok" : "not ok") " - " kernel ": " what "\n"
	bad += !met
}

# Tests a value against "at most" or "at least" a bound; returns the words for the table.
function judged(name, value, digits, sense, bound,    met)
{
	met = sense == "at most" ? value <= bound : value >= bound
	test(met, sprintf("%s %.*f, %s %s", name, digits, value, sense, bound))
	return "  " sense " " bound (met ? "" : ": NOT MET")
}

function line(text)
{
	table = table text "\n"
}

# One work in one state, against the same without the module.
function state_row(name, state, label, bound,    ratio, words)
{
	ratio = cost(state, name) / base(name)
	bench(name "_" state, cost(state, name), "instructions")
	bench(name "_" state "_ratio", ratio, "ratio")
	bench(name "_" state "_spread", spread(state, name), "ratio")
	words = bound ? judged(name " " state, ratio, 4, "at most", bound) : ""
	line(sprintf("  %-36s %12.1f %8.4f %8.4f%s", label, cost(state, name), ratio,
		     spread(state, name), words))
}

function states(title, name, idle_bound, recording_bound, reaping_bound)
{
	line(sprintf("\n%-38s %12s %8s %8s", title, "instructions", "ratio", "spread"))
	state_row(name, "unloaded", "without the module")
	state_row(name, "unloaded_again", "the same, after what is below")
	state_row(name, "idle", "loaded, nothing recorded", idle_bound)
	state_row(name, "recording", "recording its events", recording_bound)
	state_row(name, "reaping", "the same with the event reap", reaping_bound)
	state_row(name, "nameless", "the same, option record-cmd off")
	state_row(name, "usual", "recording five sched_process_* events")
	state_row(name, "kprobe_event", "recording a kprobe event")
	state_row(name, "probe", "recording by --hook=probe")
}

# What recording adds, of what the others' way adds that is measured as STATE.
function share_row(name, state, label, bound,    share, words)
{
	share = (cost("recording", name) - base(name)) / (cost(state, name) - base(name))
	bench(name "_of_" state, share, "ratio")
	words = judged(name " recording, of what " state " adds", share, 4, "at most", bound)
	line(sprintf("  %-36s %12s %8.4f %8s%s", label, "", share, "", words))
}

function value_row(name, label, value, unit, bound,    words)
{
	bench(name, value, unit)
	words = bound ? judged(name, value, 1, "at most", bound) : ""
	line(sprintf("  %-36s %12.1f %s%s", label, value, unit, words))
}

function more(state)
{
	return (cost(state, "thousand") - cost("unloaded", "thousand")) / 1000
}

function size(event)
{
	return cost("-", event "_bytes") / cost("-", event "_entries")
}

function thousand()
{
	line("\n1,000 children orphaned at once, for each of them")
	value_row("reparent_unloaded", "without the module", cost("unloaded", "thousand") / 1000,
		  "instructions")
	value_row("reparent_idle", "loaded, more than that", more("idle"), "instructions")
	value_row("reparent_recording", "recording, more than that", more("recording"), "instructions",
		  900)
	value_row("reparent_probe", "by --hook=probe, more than that", more("probe"), "instructions")
	value_row("reparent_size", "in the ring buffer, a reparent", size("reparent"), "bytes", 160)
	value_row("walk_size", "in the ring buffer, their one walk", size("walk"), "bytes")
	irqs_off(1000)
	irqs_off(40000)
}

# How long interrupts are off, and what recording adds to that: a probe is hit for each child, as the
# first shows which thread really adopts, and only so many of one parent have an event each.
function irqs_off(children,    name, alone)
{
	name = "irqs_off_" children
	alone = cost("unloaded", name)
	line("\n" children " children orphaned at once, interrupts off for")
	value_row(name "_unloaded", "without the module", alone, "instructions")
	value_row(name "_idle", "loaded, nothing recorded", cost("idle", name), "instructions",
		  2 * alone)
	value_row(name "_recording", "recording its events", cost("recording", name), "instructions",
		  2 * alone + children * 250 + 4096 * 900)
}

# A chain of so many processes against as many children of one.
function chain_row(name,    ratio)
{
	ratio = cost("-", name "_chain") / cost("-", name "_flat")
	bench(name "_chain_to_flat", ratio, "ratio")
	line(sprintf("  %-26s %14d %14d %8.2f%s", "view " name, cost("-", name "_flat"),
		     cost("-", name "_chain"), ratio,
		     judged(name ", a chain of 2,000 against 2,000 side by side:", ratio, 2,
			    "at most", 3)))
}

function growth_row(name, label, bound,    few, many)
{
	few = cost("-", name "_3000")
	many = cost("-", name "_30000")
	bench(name "_3000", few, "instructions")
	bench(name "_30000", many, "instructions")
	bench(name "_growth", many / few, "ratio")
	line(sprintf("  %-26s %14d %14d %8.2f%s", label, few, many, many / few,
		     bound ? judged(name " growth", many / few, 2, "at most", bound) : ""))
}

function crowd(    gain)
{
	line(sprintf("\n%-28s %14s %14s %8s", "looking at processes", "3,000", "30,000", "growth"))
	growth_row("status", "/proc/PID/status of each")
	growth_row("tasks", "view tasks", 11)
	growth_row("dump", "state dump", 11)
	growth_row("walks", "view walks, a walk for each", 11)
	growth_row("reapers", "view reapers", 11)
	growth_row("stats", "view stats", 11)
	gain = cost("-", "status_30000") / cost("-", "tasks_30000")
	bench("status_to_tasks", gain, "ratio")
	line(sprintf("  %-26s %14s %14.1f%9s%s", "status / tasks", "", gain, "",
		     judged("times that tasks is cheaper than status:", gain, 1, "at least", 20)))
	line(sprintf("\n%-28s %14s %14s %8s", "2,000 processes", "side by side", "in a chain", "ratio"))
	chain_row("tasks")
	chain_row("reapers")
}

$1 == "-" && ($2 == "hook" || $2 == "symbol") { took[$2] = $3; next }
$1 == "#" { comments = comments $0 "\n"; next }
$2 == "lost" { lost += $3; next }
{ measured[$1, $2, ++times[$1, $2]] = $3 }

END {
	if (gave_up)
		exit 1
	states("fork, exit and wait", "fork", 1.002, 1.005, 1.02)
	states("vfork, exit and wait", "vfork", 1.002)
	states("a parent and its 8 orphans", "cycle", 1.002, 1.01)
	# Of processes that cost so little the ring buffer alone takes more than a hundredth, at 570
	# instructions an event: what counts is the share of what others record.
	states("the same, sharing their memory", "light_cycle")
	share_row("light_cycle", "usual", "recording adds, of the five events", 0.4)
	share_row("light_cycle", "kprobe_event", "recording adds, of the kprobe event", 0.5)
	thousand()
	crowd()
	test(lost == 0, "lost no event")
	printf "\n%s, hook %s, symbol %s\n%s\n%s%s", kernel, took["hook"], took["symbol"], table,
		comments, tests
	exit bad > 0
}
