# SPDX-License-Identifier: GPL-2.0-or-later
# Read by suite: pictures of a trace, as the programs read them that they are for.
# shellcheck shell=bash disable=SC2154 # tool is set in lib.sh

# picture FORMAT TRACE
picture()
{
	"$tool" export -f "$1" -i "$2" 2>/dev/null
}

# A trace of Perfetto's as text, or the reason why it is none; an unknown field has only a number.
decode_perfetto()
{
	picture perfetto "$1" | protoc --proto_path="$here" --decode=Trace perfetto.proto 2>&1
}

# One adoption with all that is told of it, which is kept in perfetto.txt.
perfetto_sample()
{
	"$tool" export -f perfetto --pid=914 -i "$here/data/nested.trace" |
		protoc --proto_path="$here" --decode=Trace perfetto.proto
}

# The traces of which the page is kept in TRACE-html.txt.
# shellcheck disable=SC2034 # read by suite and update
page_samples='gaps lives hostile'

# A page of trace $1, without script and styles, which are no business of the trace.
page_sample()
{
	local options=()
	case $1 in
	lives) options=(--time=mono) ;;
	hostile) options=(-o 'time,event,comm,lost') ;;
	esac
	LC_ALL=C "$tool" export -f html "${options[@]}" -i "$here/data/$1.trace" 2>/dev/null |
		sed -e '/<style>/,/<\/style>/d' -e '/^<script>/,/^<\/script>/d' -e "s/'sha256-[^']*'/.../g"
}

# What the readers of the formats have to say against the pictures of trace $1.
complaints()
{
	picture dot "$1" | { nop >/dev/null; } 2>&1
	picture svg "$1" | xmllint --noout - 2>&1
	picture html "$1" | xmllint --noout - 2>&1
	decode_perfetto "$1" | grep -vE '^ *([a-z_]+(: .*| \{)|\})$'
}

# rows TRACE EVENT: how many there are
rows()
{
	"$tool" export -i "$1" 2>/dev/null | jq -rs "map(select(.event == \"$2\")) | length"
}

# in_perfetto TRACE LINE: how often it is there
in_perfetto()
{
	decode_perfetto "$1" | grep -cE "^ *$2\$"
}

# perfetto_parent TRACE PROCESS: below which track that of the process stands.
perfetto_parent()
{
	decode_perfetto "$1" | awk -v wanted="\"$2\"" '
		$1 == "uuid:" { uuid = $2 }
		$1 == "name:" && uuid { names[uuid] = $2; name = $2; uuid = "" }
		$1 == "parent_uuid:" && name == wanted { print substr(names[$2], 2, length(names[$2]) - 2) }'
}

# differs WHAT COUNT EXPECTED
differs()
{
	[ "$2" = "$3" ] || echo "$1: $2, not $3"
}

# of_page TRACE FILTER: what jq finds in the data of its page.
of_page()
{
	picture html "$1" | sed -n '/id="data">/,/<\/script>/{ s/.*id="data">//; s/<\/script>.*//; p }' |
		jq -r "$2"
}

# Of a picture that folds some, or has no room for some, not all can be counted.
draws_all()
{
	! picture svg "$1" | grep -qE 'are folded into|There is no room'
}

# Whatever is in trace $1 is in each of its pictures as often.
miscounts()
{
	local orphans losses lives
	orphans=$(rows "$1" reparent)
	losses=$(rows "$1" lost)
	lives=$(of_page "$1" '.lives | length')
	differs 'losses in svg' "$(picture svg "$1" | grep -c 'class="st-lost"')" "$losses"
	differs 'losses in html' "$(of_page "$1" '[.events[] | select(.[1] < 0)] | length')" "$losses"
	differs 'orphans in html' "$(of_page "$1" '.hops | length')" "$orphans"
	if draws_all "$1"; then
		differs 'orphans in svg' "$(picture svg "$1" | grep -c 'class="st-way"')" "$orphans"
		differs 'lives in svg' "$(picture svg "$1" | grep -c 'class="st-life"')" "$lives"
		differs 'nodes in dot' "$(picture dot "$1" | grep -cE '^  p[0-9_]+ \[label=')" "$lives"
	fi
	differs 'losses in perfetto' "$(in_perfetto "$1" 'name: "lost .*(event|events) of.*"')" "$losses"
	differs 'orphans in perfetto' "$(in_perfetto "$1" 'name: "reparent"')" "$orphans"
	differs 'flows in perfetto' \
		"$(decode_perfetto "$1" | grep -w flow_ids: | sort -u | wc -l)" "$orphans"
	differs 'ends of slices in perfetto' "$(in_perfetto "$1" 'type: TYPE_SLICE_END')" \
		"$(in_perfetto "$1" 'type: TYPE_SLICE_BEGIN')"
}
