# SPDX-License-Identifier: GPL-2.0-or-later
# Read by suite and update: how a case of the file cases is run.
# shellcheck shell=bash

here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
top=$(realpath "$here/../..")
build=${BUILD:-$top/build}
tool=$build/tools/subreaper-trace

build_tool()
{
	mkdir -p "$build/tools"
	flock "$build/tools/.lock" make -C "$top/tools" O="$build/tools" >"$build/golden.log" 2>&1 ||
		{ cat "$build/golden.log" >&2; return 1; }
}

# Calls $1 NAME ENVIRONMENT WORDS for each case.
for_each_case()
{
	local name environment words
	while IFS='|' read -r name environment words; do
		case $name in
		'#'* | '') ;;
		*) "$1" "${name//[[:space:]]/}" "$environment" "$words" </dev/null ;;
		esac
	done <"$here/cases"
}

# What the command prints, first on stdout and then on stderr, and its exit code if it fails.
run_case()
{
	local status=0 errors
	errors=$(mktemp)
	# shellcheck disable=SC2086
	(cd "$here/data" && env -u COLUMNS -u NO_COLOR TERM=xterm $1 "$tool" $2 2>"$errors") || status=$?
	sed 's/^/stderr: /' "$errors"
	rm -f "$errors"
	[ "$status" = 0 ] || echo "exit code: $status"
}
