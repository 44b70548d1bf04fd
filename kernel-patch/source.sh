# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154 # `top`, `here` and `linux` are the caller's
#
# Debian's Linux sources below `linux`, as they are or with our series. For programs that define
# say() and die() and have read tests/vm/packages.sh.
#
#	$linux/SERIES-vanilla	Debian's source
#	$linux/SERIES-patched	the same, with a git repository of what patches may touch: its first
#				commit is Debian's, one more a patch. Edit it freely: kernel-patch/build
#				builds it as it stands, kernel-patch/refresh makes patches of it.

# What a patch may touch.
tracked=(MAINTAINERS include init kernel tools/testing/selftests)

# The version of linux-source-$1 that apt would install.
source_version()
{
	local version
	version=$(apt-cache show --no-all-versions "linux-source-$1" 2>/dev/null |
		sed -n 's/^Version: //p')
	[ -n "$version" ] ||
		die 3 "apt knows no package linux-source-$1 (Debian 12 with its security updates has it)"
	echo "$version"
}

# Whether there is a series $1.
is_series()
{
	[[ $1 =~ ^[0-9]+\.[0-9]+$ ]] && [ -d "$here/$1" ]
}

patches_of()
{
	printf '%s\n' "$here/$1"/[0-9]*.patch | grep -v /0000-
}

# git in tree $1, whatever the user's configuration says.
tree_git()
{
	local tree=$1
	shift
	GIT_CONFIG_GLOBAL=/dev/null git -C "$tree" -c user.name=nobody -c user.email=nobody@localhost \
		-c gc.auto=0 -c advice.detachedHead=false "$@"
}

# Unpacks linux-source-$1 into $2, or leaves nothing there.
unpack_source()
{
	local series=$1 tree=$2 deb
	deb=$(fetch_or_refresh "linux-source-$series")
	say "unpacking linux-source-$series $(source_version "$series")"
	rm -rf "$tree.new"
	mkdir -p "$tree.new"
	# What no guest runs is left out: a third of the time and two thirds of the space.
	dpkg-deb --fsys-tarfile "$deb" | tar -xO --wildcards '*/linux-source-*.tar.xz' | xz -dc -T 0 |
		tar -x -C "$tree.new" --strip-components=1 --wildcards \
			--exclude='linux-source-*/Documentation/*/*' \
			--exclude='linux-source-*/drivers/gpu/drm/*/*.[ch]' \
			--exclude='linux-source-*/drivers/gpu/drm/*/*/*.[ch]' \
			--exclude='linux-source-*/drivers/net/*/*.[ch]' \
			--exclude='linux-source-*/drivers/media/*.[ch]' \
			--exclude='linux-source-*/sound/*.[ch]' \
			--exclude='linux-source-*/tools/perf/*/*'
	rm -rf "$tree"
	mv "$tree.new" "$tree"
}

# Makes $2 the unpatched source of series $1 as Debian has it today.
have_source()
{
	local series=$1 tree=$2 version
	version=$(source_version "$series")
	[ "$(cat "$tree/.debian-version" 2>/dev/null)" != "$version" ] || return 0
	unpack_source "$series" "$tree"
	echo "$version" >"$tree/.debian-version"
}

have_base_commit()
{
	local tree=$1
	! tree_git "$tree" rev-parse --verify --quiet refs/tags/base >/dev/null 2>&1 || return 0
	rm -rf "$tree/.git"
	tree_git "$tree" init --quiet --initial-branch=series
	tree_git "$tree" add --force "${tracked[@]}"
	tree_git "$tree" commit --quiet --message "linux-source $(cat "$tree/.debian-version")"
	tree_git "$tree" tag base
}

# Whether somebody has changed tree $1 since the series was applied to it.
is_edited()
{
	[ -n "$(tree_git "$1" status --porcelain --untracked-files=no)" ] ||
		[ "$(tree_git "$1" rev-parse HEAD)" != "$(tree_git "$1" rev-parse applied)" ]
}

series_key()
{
	patches_of "$1" | xargs -d '\n' cat | sha256sum | cut -c 1-16
}

# Notes that tree $2 is what the patches of series $1 make of it.
mark_applied()
{
	tree_git "$2" tag --force applied >/dev/null
	series_key "$1" >"$2/.series"
}

# Applies the patches of series $3 to the source of series $1 in tree $2: aside, and then goes over to
# the result, so that files that stay the same keep their times and are not compiled again.
apply_series()
{
	local series=$1 tree=$2 from=$3 aside=$2.am patches context=()
	[ "$from" = "$series" ] || context=(-C1)
	readarray -t patches < <(patches_of "$from")
	tree_git "$tree" worktree remove --force "$aside" 2>/dev/null || rm -rf "$aside"
	tree_git "$tree" worktree prune
	tree_git "$tree" worktree add --quiet --detach "$aside" base
	if ! tree_git "$aside" am --quiet "${context[@]}" "${patches[@]}" >"$aside.log" 2>&1; then
		die 1 "$(sed -n 's/^Patch failed at \([0-9]*\) \(.*\)/patch \1 (\2)/p' "$aside.log")" \
			"of series $from does not apply to linux-source-$series" \
			"$(cat "$tree/.debian-version"); see ${aside#"$top/"}.log and kernel-patch/README.md"
	fi
	tree_git "$tree" checkout --quiet -B series "$(tree_git "$aside" rev-parse HEAD)"
	tree_git "$tree" worktree remove --force "$aside"
	rm -f "$aside.log"
	mark_applied "$series" "$tree"
}

# Makes $2 the source of series $1 with our patches. A tree with edits of its own is left alone.
have_patched_source()
{
	local series=$1 tree=$2
	have_source "$series" "$tree"
	have_base_commit "$tree"
	if [ -e "$tree/.series" ] && is_edited "$tree"; then
		say "building ${tree#"$top/"} as it was edited; kernel-patch/refresh makes patches of it"
		return
	fi
	[ "$(cat "$tree/.series" 2>/dev/null)" = "$(series_key "$series")" ] ||
		apply_series "$series" "$tree" "$series"
}

# lock_source SERIES TREE-KIND COMMAND ...: runs the command while nobody else is at that tree.
lock_source()
{
	mkdir -p "$linux"
	(
		flock 7
		"${@:3}"
	) 7>"$linux/.$1-$2.lock"
}
