# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2034 # the variables are for the script that reads this
#
# What others call the processors that Debian calls amd64, arm64.

# Sets `gnu_name`, by which programs for processor $1 are named (uname -m, compilers, QEMU), and
# `qemu_package`, which has its emulator.
know_processor()
{
	case $1 in
	amd64) gnu_name=x86_64 qemu_package=qemu-system-x86 ;;
	arm64) gnu_name=aarch64 qemu_package=qemu-system-arm ;;
	esac
}
