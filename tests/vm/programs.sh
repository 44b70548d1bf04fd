# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154
#
# How programs get into a guest with the libraries they need: sourced by initramfs, and by suites that
# bring some of their own. They come from $system, which is empty or a folder of another processor's
# programs, and go to $root.

# The libraries that $1 needs; of another processor's, where its loader would look for them.
libraries()
{
	if [ -z "$system" ]; then
		ldd "$1" 2>/dev/null | grep -oE '/[^ ]+'
		return
	fi
	readelf -ld "$1" 2>/dev/null |
		sed -nE 's/.*(Shared library: \[|program interpreter: )([^]]*)\].*/\2/p' |
		while read -r library; do
			ls -d "$system$library" "$system"/usr/lib/*-linux-gnu/"$library" 2>/dev/null || true
		done
}

# Copies $1 and its libraries to the same places in $root.
install_program()
{
	local library place=$root${1#"$system"}
	[ ! -e "$place" ] || return 0
	install -D "$1" "$place"
	while read -r library; do
		install_program "$library"
	done < <(libraries "$1")
}
