# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh
#
# Several TAP streams made one; sourced by run-all (busybox sh) and suite.

merged=0
merge_failed=0

merge_report() {
	merged=$((merged + 1))
	if [ "$1" = 0 ]; then
		echo "ok $merged - $2"
	else
		echo "not ok $merged - $2"
		merge_failed=1
	fi
}

# merge FILE STATUS NAME PREFIX: the tests of a stream, which was printed by a program that ended
# with STATUS, each with PREFIX; and one more test: that NAME printed as many as it planned, and
# had no reason but failed ones to end with another status than 0.
merge() {
	planned=none seen=0 bad=0
	while read -r line; do
		case $line in
		1..*) planned=${line#1..} ;;
		'ok '*) seen=$((seen + 1)); merge_report 0 "$4${line#* - }" ;;
		'not ok '*) seen=$((seen + 1)); bad=1; merge_report 1 "$4${line#* - }" ;;
		'#'*) echo "$line" ;;
		*) echo "# $3: $line" ;;
		esac
	done <"$1"
	if [ "$planned" = "$seen" ] && [ "$2" = "$bad" ]; then
		merge_report 0 "$4$3 comes to its end"
	else
		merge_report 1 "$4$3 comes to its end"
		echo "# status $2, $seen tests of $planned planned"
	fi
}

merge_end() {
	echo "1..$merged"
	exit "$merge_failed"
}
