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

# The archive from which this machine takes Debian, or with $1 = Debian-Security its security updates:
# the first one's URI. Apt can say only once it has had the lists of it.
own_archive()
{
	# shellcheck disable=SC2016 # the $ are apt's
	apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' "Label: $1" | sed -n '1s|/$||p'
}

# The archives of the suites $1 (with commas between), be they this machine's or not, as use_lists()
# wants them.
archives_of()
{
	local suite uri main security
	main=$(own_archive Debian)
	if [ -z "$main" ]; then
		"$top/scripts/need" --update
		main=$(own_archive Debian)
		[ -n "$main" ] || die 3 "apt has no Debian archive, where there would be $1"
	fi
	security=$(own_archive Debian-Security)
	for suite in ${1//,/ }; do
		uri=$main
		[[ $suite != *-security ]] || uri=${security:-http://security.debian.org/debian-security}
		echo "$uri $suite main"
	done
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
	[ -s "$lists/sources.$$" ] || die 3 "apt has no Debian archive"
	mv "$lists/sources.$$" "$lists/sources.list"
	touch "$lists/status"
	apt_options=(-o "Dir::Etc::SourceList=$lists/sources.list" -o Dir::Etc::SourceParts=/dev/null
		-o "Dir::State::Lists=$lists/lists" -o "Dir::State::Status=$lists/status"
		-o "Dir::Cache=$lists/cache" -o Dir::Cache::PkgCache=pkgcache.bin
		-o "APT::Architecture=$1" -o Acquire::Languages=none)
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

# Unpacks the packages $2... and all that they depend on in the new directory $1, where everything
# lies in /usr, as Debian has it once all is installed.
unpack_closure()
{
	local root=$1 names debs folder deb
	shift
	names=$(closure "$@")
	[ -n "$names" ] || die 3 "apt cannot have all of $*"
	# shellcheck disable=SC2086 # one word a package
	debs=$(fetch_or_refresh $names)
	for folder in bin sbin lib lib64; do
		mkdir -p "$root/usr/$folder"
		ln -s "usr/$folder" "$root/$folder"
	done
	for deb in $debs; do
		dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$root" --keep-directory-symlink \
			--exclude='./usr/share/*'
	done
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
