# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154 # `top` is the caller's
#
# Debian packages as files: found by name, downloaded once, verified, never installed. For programs
# that define say() and die(). Who takes packages from other lists than the machine's own reads
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

# Downloads package $1 ("NAME:PROCESSOR"), which will be file $2 of $3 bytes, into the cache.
download()
{
	local scratch=$cache/.partial
	rm -rf "$scratch"
	mkdir "$scratch"
	say "downloading ${1%:*} ($((($3 + 999999) / 1000000)) MB)"
	# As root, apt would warn that its unprivileged user cannot write here.
	if ! (cd "$scratch" && apt-get "${apt_options[@]}" -qq -o APT::Sandbox::User=root \
		download "$1" >log 2>&1); then
		tail -n 5 "$scratch/log" >&2
		return 1
	fi
	mv "$scratch/$2" "$cache/$2"
}

# Makes sure that the cache holds the packages $@; prints their files.
fetch()
{
	local file size sum processor
	mkdir -p "$cache"
	(
		flock 8
		while read -r file size sum; do
			if ! cached "$file" "$size" "$sum"; then
				processor=${file##*_}
				download "${file%%_*}:${processor%.deb}" "$file" "$size" || exit
				cached "$file" "$size" "$sum" || die 1 "$file arrived damaged"
			fi
			echo "$cache/$file"
		done < <(apt_files "$@")
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
