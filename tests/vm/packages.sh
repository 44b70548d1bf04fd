# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154 # `top` is the caller's
#
# Debian packages as files: found by name, downloaded once, verified, never installed. For programs
# that define say() and die(). What takes packages from other lists than the machine's own reads
# lists.sh too.

cache=${XDG_CACHE_HOME:-$HOME/.cache}/subreaper-trace/debs
apt_options=()

refresh_lists()
{
	"$top/scripts/need" --update
}

# Lines "FILE SIZE SHA256", as apt would name and verify the packages $@.
apt_files()
{
	apt-get "${apt_options[@]}" download --print-uris "$@" |
		sed -n "s/^'[^']*' \([^ ]*\) \([0-9]*\) SHA256:\([0-9a-f]*\)$/\1 \2 \3/p"
}

# Whether the cache has file $1 with size $2 and checksum $3.
cached()
{
	[ "$(stat -c %s "$cache/$1" 2>/dev/null)" = "$2" ] &&
		echo "$3  $cache/$1" | sha256sum --check --status
}

# Downloads the packages $2... ("NAME:PROCESSOR"), of $1 bytes in all, into the cache.
download()
{
	local size=$1 scratch=$cache/.partial
	shift
	rm -rf "$scratch"
	mkdir "$scratch"
	say "downloading $(((size + 999999) / 1000000)) MB"
	# As root, apt would warn that its unprivileged user cannot write here.
	if ! (cd "$scratch" && apt-get "${apt_options[@]}" -qq -o APT::Sandbox::User=root \
		download "$@" >log 2>&1); then
		tail -n 5 "$scratch/log" >&2
		return 1
	fi
	mv "$scratch"/*.deb "$cache"
}

# Downloads those of the packages on stdin, as apt_files() prints them, that the cache lacks.
download_missing()
{
	local file size sum processor total=0 missing=()
	while read -r file size sum; do
		! cached "$file" "$size" "$sum" || continue
		processor=${file##*_}
		missing+=("${file%%_*}:${processor%.deb}")
		total=$((total + size))
	done
	[ ${#missing[@]} = 0 ] || download "$total" "${missing[@]}"
}

# Makes sure that the cache holds the packages $@; prints their files.
fetch()
{
	local files file size sum
	mkdir -p "$cache"
	(
		flock 8
		files=$(apt_files "$@") && download_missing <<<"$files" || exit
		while read -r file size sum; do
			cached "$file" "$size" "$sum" || die 1 "$file arrived damaged"
			echo "$cache/$file"
		done <<<"$files"
	) 8>"$cache/.lock"
}

# A mirror drops old packages: when one is gone, the lists are out of date.
fetch_or_refresh()
{
	local files
	if files=$(fetch "$@"); then
		echo "$files"
		return
	fi
	refresh_lists
	fetch "$@" || die 3 "the packages cannot be downloaded"
}

# The lines of tests/vm/dropped for the packages $@: Debian's archive still has them, and its lists
# have dropped them. Fails if one is not there.
dropped()
{
	local name
	for name; do
		grep -F "/${name}_" "$top/tests/vm/dropped" ||
			{ say "$name is in no list and not in tests/vm/dropped"; return 1; }
	done
}

# Makes sure that the cache holds the files of the lines on stdin, as dropped() prints them, taken
# from the archive $1; prints the files.
fetch_dropped()
{
	local file size sum path
	mkdir -p "$cache"
	while read -r size sum path; do
		file=${path##*/}
		if ! cached "$file" "$size" "$sum"; then
			say "downloading $file"
			/usr/lib/apt/apt-helper -qq -o APT::Sandbox::User=root download-file \
				"$1/$path" "$cache/$file.$$" "SHA256:$sum" ||
				die 3 "Debian's archive no longer has $file"
			mv "$cache/$file.$$" "$cache/$file"
		fi
		echo "$cache/$file"
	done
}
