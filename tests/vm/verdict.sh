# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154 # the variables are shared with tests/vm/run
#
# Part of tests/vm/run: what became of the guest, once it has ended.

# Words that a kernel in order never says.
trouble='cut here|BUG:|WARNING:|Oops|Kernel panic|general protection fault'
trouble+='|possible circular locking|INFO: rcu|rcu:.*stall|soft lockup|blocked for more than'
trouble+='|KASAN:|KCSAN:|KFENCE:|UBSAN:|kmemleak: [1-9][0-9]* new'

# What it says of a process's own mistakes, as "traps: NAME[PID] general protection fault ip:ADDRESS":
# a name may be any word, but none stands before what the kernel says of itself.
excuse='^[0-9]+:(\[[ .0-9CT]*\] *)*(traps: )?.{0,15}\[[0-9]+\]:? [a-z ]*( ip:| at [0-9a-f]+ ip )'

# The number of the first line of the console that shows trouble; nothing if there is none.
first_trouble()
{
	local excused=$excuse
	[ "$races" = fatal ] || excused+='|BUG: KCSAN: data-race'
	{ grep -naE "$trouble" "$scratch/console" || true; } |
		{ grep -avE "$excused" || true; } | sed -n '1s/:.*//p'
}

# Prints the console from line $1 on, if not too much.
show_console()
{
	tail -n "+$1" "$scratch/console" | head -n 200 | tr -d '\r' >&2
}

show_end_of_console()
{
	tail -n 20 "$scratch/console" | tr -d '\r' >&2
}

keep_log()
{
	[ -z "$log" ] || return 0
	log=$top/build/vm/$kernel-$$.log
	cp "$scratch/console" "$log"
	say "the kernel's whole log is in ${log#"$top/"}"
}

give_up()
{
	keep_log
	exit "$1"
}

# The guest never said that it has ended.
explain_silence()
{
	if [ ! -s "$scratch/console" ] && [ -s "$scratch/qemu" ] && [ "$qemu_status" -lt 128 ]; then
		say "QEMU could not run the guest:"
		cat "$scratch/qemu" >&2
		exit 3
	fi
	if [ "$terminal" = yes ] && [ -n "$(said started)" ] && [ "$qemu_status" = 0 ]; then
		say "$kernel was stopped"
		exit 130
	fi
	if [ "$qemu_status" = 0 ]; then
		say "$kernel ended and did not say why; the last lines of QEMU and of its log:"
	else
		say "QEMU died, with status $qemu_status; its last lines, and those of $kernel:"
	fi
	tail -n 5 "$scratch/qemu" >&2
	show_end_of_console
	give_up 125
}

# Prints what the guest said last about $1.
said()
{
	sed -n "s/^$1 *//p" "$scratch/control" | tail -n 1
}

bring_out()
{
	[ -n "$out" ] || return 0
	[ -z "$(said out-failed)" ] || die 1 "the guest could not pack all of its /out"
	tar -x -p --no-same-owner --no-overwrite-dir -C "$out" -f "$scratch/out" ||
		die 1 "the guest's /out could not be unpacked in $out"
}

report_times()
{
	local started ended
	started=$(said started)
	ended=$(said ended)
	say "$kernel: $started s after the kernel started CMD was run," \
		"and it ended $ended s after; $SECONDS s in all"
}

conclude()
{
	local line
	[ -z "$log" ] || cp "$scratch/console" "$log" || die 1 "cannot write $log"
	line=$(first_trouble)
	if [ -n "$line" ]; then
		say "$kernel is in trouble:"
		show_console "$line"
		[ -z "$(said ended)" ] || (bring_out) || true
		give_up 125
	elif [ "$timed_out" = yes ]; then
		say "$kernel: stopped after $timeout s; the last lines of its log:"
		show_end_of_console
		give_up 124
	elif grep -q '^module-failed' "$scratch/control"; then
		exit 3
	elif [ -z "$(said ended)" ]; then
		explain_silence
	fi
	[ "$verbose" = no ] || report_times
	bring_out
	exit "$(said status)"
}
