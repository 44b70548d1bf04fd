# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh
#
# Test results, printed as TAP; sourced by suites and, in guests, by what they run there.

tap_count=0
tap_failed=0

# tap_report STATUS WHAT: one test, which has passed if STATUS is 0.
tap_report()
{
	tap_count=$((tap_count + 1))
	if [ "$1" = 0 ]; then
		echo "ok $tap_count - $2"
	else
		echo "not ok $tap_count - $2"
		tap_failed=1
	fi
}

# tap_merge FILE STATUS NAME PREFIX: the tests of a stream, which was printed by a program that ended
# with STATUS, each with PREFIX; and one more test: that NAME printed as many as it planned, and
# had no reason but failed ones to end with another status than 0.
tap_merge()
{
	planned=none seen=0 bad=0
	while read -r line; do
		case $line in
		1..*) planned=${line#1..} ;;
		'ok '*) seen=$((seen + 1)); tap_report 0 "$4${line#* - }" ;;
		'not ok '*) seen=$((seen + 1)); bad=1; tap_report 1 "$4${line#* - }" ;;
		'#'*) echo "$line" ;;
		*) echo "# $3: $line" ;;
		esac
	done <"$1"
	if [ "$planned" = "$seen" ] && [ "$2" = "$bad" ]; then
		tap_report 0 "$4$3 comes to its end"
	else
		tap_report 1 "$4$3 comes to its end"
		echo "# status $2, $seen tests of $planned planned"
	fi
}

# tap_guest FILE ARGUMENT...: tests/vm/run, for suites that set pipefail, with what the guest prints
# kept in FILE. What the runner has to say of its end becomes a part of the results: where nothing
# watches, standard error is lost.
tap_guest()
{
	tap_file=$1 tap_status=0
	shift
	# shellcheck disable=SC2154 # top is the suite's
	"$top/tests/vm/run" "$@" 2>&1 >"$tap_file" | { tee "$tap_file.err" >&2 || true; } ||
		tap_status=$?
	[ "$tap_status" = 0 ] || sed -n '/^vm: /,$s/^/# /p' "$tap_file.err" | head -n 50
	return "$tap_status"
}

tap_end()
{
	echo "1..$tap_count"
	exit "$tap_failed"
}
