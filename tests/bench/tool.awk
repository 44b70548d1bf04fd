# SPDX-License-Identifier: GPL-2.0-or-later
# From "NAME SECONDS CPU-SECONDS KIB" lines, what the command costs; for tests/bench/tool.

function seconds(name) { return least[name] }

function ratio(one, other) { return seconds(other) ? seconds(one) / seconds(other) : 0 }

function row(name,  line) {
	line = sprintf("%-24s %8.2f %8.2f %10.1f %12.2f %10.1f", name, least[name], cpu[name],
		ratio("trace-cmd", name), ratio(name, "iterate"), kib[name] / 1024)
	print line
}

# A bound is kept, or not, and either is printed.
function bound(what, value, kind, limit,  good) {
	good = kind == "at most" ? value <= limit : value >= limit
	printf "bench tool_%s %.2f %s\n", name_of(what), value, "ratio"
	tests[++nr] = sprintf("%s - %s: %.2f, %s %s", good ? "ok" : "not ok", what, value, kind, limit)
	failed += !good
}

function name_of(what) {
	what = tolower(what)
	gsub(/[^a-z]+/, "_", what)
	return what
}

{
	if (!($1 in least) || $2 < least[$1]) least[$1] = $2
	if (!($1 in cpu) || $3 < cpu[$1]) cpu[$1] = $3
	if ($4 > kib[$1]) kib[$1] = $4
	if (!($1 in seen)) { seen[$1] = 1; names[++count] = $1 }
}

END {
	printf "%d events, %d of them reparents\n\n", events, reparents
	printf "%-24s %8s %8s %10s %12s %10s\n", "", "seconds", "CPU", "times", "iterations", "MiB"
	printf "%-24s %8s %8s %10s\n", "", "", "seconds", "trace-cmd"
	for (i = 1; i <= count; i++)
		row(names[i])
	print ""
	bound("events", events, "at least", 1200000)
	bound("reparents", reparents, "at least", 80000)
	bound("trace-cmd report over report", ratio("trace-cmd", "report"), "at least", 8)
	bound("report over a bare iteration", ratio("report", "iterate"), "at most", 1.6)
	bound("trace-cmd report over export", ratio("trace-cmd", "export"), "at least", 4)
	bound("forest over report", ratio("forest", "report"), "at most", 1)
	bound("stat over report", ratio("stat", "report"), "at most", 1)
	bound("diagnose over report", ratio("diagnose", "report"), "at most", 1)
	bound("MiB of report", kib["report"] / 1024, "at most", 64)
	bound("MiB of report, six times as long", kib["report-long"] / kib["report"], "at most", 1.1)
	bound("MiB of forest for each process, with six times as many",
		kib["forest-long"] / kib["forest"] / 6, "at most", 1.1)
	bound("explain, six times as long, over a bare iteration",
		ratio("explain-long", "iterate-long"), "at most", 1)
	bound("explain, six times as long, over report", ratio("explain-long", "report-long"),
		"at most", 1)
	for (i = 1; i <= nr; i++)
		print tests[i]
	exit failed > 0
}
