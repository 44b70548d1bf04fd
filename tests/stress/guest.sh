# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh
#
# What the programs in_guest_* share.

# shellcheck disable=SC2034 # they use it
module=/in/subreaper_trace.ko
kmemleak=/sys/kernel/debug/kmemleak

# Two things that are most of a round's time on an emulated processor, and not what is tested:
# waiting for RCU, and patching the scheduler when the first event is enabled and the last disabled.
hurry()
{
	echo 1 >/sys/kernel/rcu_expedited
	mkdir /sys/kernel/tracing/instances/keeper
	echo 1 >/sys/kernel/tracing/instances/keeper/events/oom/mark_victim/enable
}

nothing_is_left()
{
	[ ! -e /sys/kernel/debug/subreaper ] && [ ! -e /sys/kernel/tracing/events/subreaper ] &&
		[ -z "$(cat /sys/kernel/debug/kprobes/list)" ] &&
		! grep -q '^subreaper_trace ' /proc/modules
}

forget_leaks()
{
	[ ! -e $kmemleak ] || echo clear >$kmemleak
}

# Kmemleak reports what it finds twice, some seconds apart.
no_leak_is_found()
{
	echo scan >$kmemleak || return 1
	sleep 6
	echo scan >$kmemleak || return 1
	! grep -A 20 unreferenced $kmemleak | sed 's/^/# /' | grep .
}
