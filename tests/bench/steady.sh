# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh
#
# Sourced in a guest that counts instructions: sees to it that the same work costs the same.

# Where a process has its memory says how many page tables a fork of it copies.
echo 0 >/proc/sys/kernel/randomize_va_space
# Pids are kept in a tree that is one level higher from 4096 to 262143.
echo 4194304 >/proc/sys/kernel/pid_max
echo 100000 >/proc/sys/kernel/threads-max
/in/programs/orphans pids
