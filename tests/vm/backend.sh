# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash

# The module's parameters that make it use backend, or hook, $1.
parameters_for()
{
	case $1 in
	core | kprobe) echo "backend=$1" ;;
	*) echo "hook=$1" ;;
	esac
}
