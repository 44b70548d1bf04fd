# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154 # `cache` is packages.sh's
#
# Package lists beside the machine's own, which stay as they are: of another release, or for another
# processor. For programs that have read packages.sh.

lists=

# The archives that this machine takes Debian from, of security updates too: lines
# "URI RELEASE COMPONENT".
debian_archives()
{
	# shellcheck disable=SC2016 # the $ are apt's
	apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' \
		'Created-By: Packages' 'Origin: Debian' | sort -u
}

# use_lists NAME PROCESSOR...: from here on, apt knows the packages of the archives on stdin, lines
# "URI RELEASE COMPONENT", for these processors, as refresh_lists() last found them. A package
# is the first processor's, unless its name says another.
use_lists()
{
	local processor
	lists=$(dirname "$cache")/$1
	shift
	mkdir -p "$lists/lists/partial" "$lists/cache/archives/partial"
	sed 's|^|deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] |' >"$lists/sources.$$"
	mv "$lists/sources.$$" "$lists/sources.list"
	touch "$lists/status"
	apt_options=(-o "Dir::Etc::SourceList=$lists/sources.list" -o Dir::Etc::SourceParts=/dev/null
		-o "Dir::State::Lists=$lists/lists" -o "Dir::State::Status=$lists/status"
		-o "Dir::Cache=$lists/cache" -o Dir::Cache::PkgCache=pkgcache.bin
		-o "APT::Architecture=$1")
	for processor; do
		apt_options+=(-o "APT::Architectures::=$processor")
	done
}

# The packages of the names $@ and all that they depend on.
closure()
{
	apt-get "${apt_options[@]}" -s --no-install-recommends install "$@" |
		sed -n 's/^Inst \([^ ]*\).*/\1/p'
}

refresh_lists()
{
	if [ -z "$lists" ]; then
		"$top/scripts/need" --update
		return
	fi
	flock "$lists/lock" \
		apt-get "${apt_options[@]}" -qq -o APT::Sandbox::User=root update >"$lists/log" 2>&1 ||
		{ tail -n 5 "$lists/log" >&2; die 3 "Debian's package lists cannot be had"; }
}
