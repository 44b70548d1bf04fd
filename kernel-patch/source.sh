# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154 # `top`, `here` and `linux` are the caller's
#
# Debian's Linux sources below `linux`, as they are or with patches of ours. For programs that define
# say() and die() and have read tests/vm/packages.sh and tests/vm/lists.sh.
#
#	$linux/VERSION-vanilla	Debian's source
#	$linux/VERSION-patched	the same, with a git repository of what patches may touch: its first
#				commit is Debian's, one more a patch of series/VERSION. Edit it freely:
#				kernel-patch/build builds it as it stands, kernel-patch/refresh makes
#				patches of it.
#	$linux/VERSION-stable	likewise, of stable/VERSION
#	$linux/VERSION-upstream	likewise, of upstream/VERSION
#
# Nothing here undoes an edit or a commit in any of them, wherever in the tree it is.

# What a patch may touch.
tracked=(MAINTAINERS include init kernel tools/testing/selftests)

# Where the patches of each kind of tree are.
declare -A folder=([patched]=series [stable]=stable [upstream]=upstream)

# The versions that there are patches of for trees of kind $1, the oldest first.
versions_of()
{
	(cd "$here/${folder[$1]}" && printf '%s\n' [0-9]*/) | tr -d / | sort -V
}

has_patches()
{
	[[ $2 =~ ^[0-9]+\.[0-9]+$ ]] && [ -d "$here/${folder[$1]}/$2" ]
}

# The patches for version $2 of trees of kind $1.
patches_of()
{
	printf '%s\n' "$here/${folder[$1]}/$2"/[0-9]*.patch
}

patches_key()
{
	patches_of "$1" "$2" | xargs -d '\n' cat | sha256sum | cut -c 1-16
}

# The suites of Debian that hold linux-source-$1, with commas between, for machines that run another.
suites_of()
{
	case $1 in
	6.1) echo bookworm,bookworm-security ;;
	6.12) echo trixie,trixie-security ;;
	*) echo trixie-backports ;;
	esac
}

# The version of linux-source-$1 in the lists in use, or nothing.
listed_version()
{
	{ apt-cache "${apt_options[@]}" show --no-all-versions "linux-source-$1" 2>/dev/null || true; } |
		sed -n 's/^Version: //p'
}

# The line of tests/vm/dropped on linux-source-$1, for fetch_dropped(); fails if there is none.
dropped_source()
{
	grep -F "/linux-source-$1_" "$top/tests/vm/dropped" 2>/dev/null
}

# Sets debian_version to the version of linux-source-$1 that apt would install, or that is in tests/vm/dropped.
# To be called in the shell itself, not in $(...), where die() would end nothing.
find_debian_version()
{
	local suites archives processor file
	debian_version=$(listed_version "$1")
	[ -z "$debian_version" ] || return 0
	if file=$(dropped_source "$1"); then
		debian_version=${file##*/linux-source-"$1"_}
		debian_version=${debian_version%_all.deb}
		return
	fi
	suites=$(suites_of "$1")
	archives=$(archives_of "$suites") || exit
	processor=$(dpkg --print-architecture)
	use_lists "lists/$suites-$processor" "$processor" <<<"$archives"
	debian_version=$(listed_version "$1")
	[ -z "$debian_version" ] || return 0
	refresh_lists
	debian_version=$(listed_version "$1")
	[ -n "$debian_version" ] ||
		die 3 "neither this machine's archives nor Debian's $suites have linux-source-$1"
}

# git in tree $1, without the user's configuration, and also if another user owns the tree. Where it finds no
# repository, it does not go on to the one that this program is in.
tree_git()
{
	local tree=$1
	shift
	GIT_CONFIG_GLOBAL=/dev/null GIT_CEILING_DIRECTORIES=$(realpath "$linux") git -C "$tree" \
		-c user.name=nobody -c user.email=nobody@localhost -c gc.auto=0 \
		-c advice.detachedHead=false -c safe.directory='*' "$@"
}

# Unpacks linux-source-$1, of version debian_version, into $2, or leaves what is there.
unpack_source()
{
	local version=$1 tree=$2 deb file archive
	if file=$(dropped_source "$version") && [[ $file = *_"$debian_version"_* ]]; then
		archive=$(own_archive Debian) || exit
		deb=$(fetch_dropped "$archive" <<<"$file") || exit
	else
		deb=$(fetch_or_refresh "linux-source-$version") || exit
	fi
	say "unpacking linux-source-$version $debian_version"
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
	echo "$debian_version" >"$tree.new/.debian-version"
	rm -rf "$tree"
	mv "$tree.new" "$tree"
}

# Makes $2 the unpatched source of version $1, as debian_version has it.
have_source()
{
	local version=$1 tree=$2
	[ "$(cat "$tree/.debian-version" 2>/dev/null)" = "$debian_version" ] ||
		unpack_source "$version" "$tree"
}

# Gives tree $1 its repository, complete or not at all: one that is there may hold work that is nowhere else.
have_base_commit()
{
	local tree=$1 new=$1/.git.new
	if [ -e "$tree/.git" ]; then
		tree_git "$tree" rev-parse --verify --quiet refs/tags/base >/dev/null ||
			die 1 "git finds no tag 'base' in ${tree#"$top/"}; move that tree away to start anew"
		return
	fi
	rm -rf "$new"
	tree_git "$tree" init --quiet --template= --initial-branch=series "$new"
	tree_git "$tree" --git-dir="$new/.git" --work-tree="$tree" add --force "${tracked[@]}"
	tree_git "$tree" --git-dir="$new/.git" --work-tree="$tree" \
		commit --quiet --message "linux-source $(cat "$tree/.debian-version")"
	tree_git "$tree" --git-dir="$new/.git" tag base
	# Debian's own list of what git ignores is for its packaging: it has all of Linux in it.
	rm -f "$tree/.gitignore"
	mkdir -p "$new/.git/info"
	printf '%s\n' '/*' '!/MAINTAINERS' '!/include' '!/init' '!/kernel' '!/tools' '/tools/*' \
		'!/tools/testing' '/tools/testing/*' '!/tools/testing/selftests' >"$new/.git/info/exclude"
	mv "$new/.git" "$tree/.git"
	rmdir "$new"
}

# The files of tree $1 that were changed or made since it was unpacked and that git knows nothing of: all of
# a tree without a repository, or what patches may not touch.
changed_elsewhere()
{
	local tree=$1 known=(-path ./.series -o -path ./.git.new) path
	if [ -e "$tree/.git" ]; then
		for path in .git "${tracked[@]}"; do
			known+=(-o -path "./$path")
		done
	fi
	(cd "$tree" && find . \( "${known[@]}" \) -prune -o -type f -newer .debian-version ! -name '*.pyc' \
		-printf '%P\n')
}

# Whether git in tree $1 holds work: changes, new files, or commits that are neither Debian's nor those that
# were last applied, also if they are stashed or on a branch that is not checked out.
# shellcheck disable=SC2086 # one word a commit
holds_work()
{
	local tree=$1 changes head ours commits
	if ! changes=$(tree_git "$tree" status --porcelain --untracked-files=all) ||
		! head=$(tree_git "$tree" rev-parse HEAD) ||
		! ours=$(tree_git "$tree" for-each-ref --format '%(objectname)' refs/tags/{base,applied}) ||
		! commits=$(tree_git "$tree" rev-list --max-count 1 --branches --glob='refs/stash*' \
			--not ${ours//$'\n'/ }); then
		die 1 "git cannot read ${tree#"$top/"}, which may hold edits; repair it or move it away"
	fi
	[ -n "$changes$commits" ] || [[ $ours != *$head* ]]
}

is_edited()
{
	local changes
	[ -e "$1/.debian-version" ] || return 1
	changes=$(changed_elsewhere "$1")
	[ -z "$changes" ] || return 0
	[ -e "$1/.git" ] && holds_work "$1"
}

# Notes that tree $3 is what the patches of kind $1 for version $2 make of it.
mark_applied()
{
	tree_git "$3" tag --force applied >/dev/null
	patches_key "$1" "$2" >"$3/.series"
}

# Applies the patches of kind $1 for version $2 to the source in tree $3: aside, and then goes over to the
# result, so that files that stay the same keep their times and are not compiled again.
apply_patches()
{
	local kind=$1 version=$2 tree=$3 aside=$3.am patches failed
	readarray -t patches < <(patches_of "$kind" "$version")
	tree_git "$tree" worktree remove --force "$aside" 2>/dev/null || rm -rf "$aside"
	tree_git "$tree" worktree prune
	tree_git "$tree" worktree add --quiet --detach "$aside" base
	if ! tree_git "$aside" am --quiet "${patches[@]}" >"$aside.log" 2>&1; then
		failed=$(sed -n 's/^Patch failed at \([0-9]*\) \(.*\)/patch \1 (\2)/p' "$aside.log")
		tree_git "$tree" worktree remove --force "$aside"
		die 1 "${failed:-a patch} of ${folder[$kind]}/$version does not apply to" \
			"linux-source-$version $(cat "$tree/.debian-version"); see ${aside#"$top/"}.log and" \
			"kernel-patch/README.md"
	fi
	tree_git "$tree" checkout --quiet -B series "$(tree_git "$aside" rev-parse HEAD)"
	tree_git "$tree" worktree remove --force "$aside"
	rm -f "$aside.log"
	mark_applied "$kind" "$version" "$tree"
}

# Makes $3 the source of version $2 as trees of kind $1 have it. A tree with edits of its own is left alone,
# also when Debian has a newer source.
have_source_of()
{
	local kind=$1 version=$2 tree=$3
	find_debian_version "$version"
	if is_edited "$tree"; then
		say "${tree#"$top/"} has edits and stays as it is"
		[ "$(cat "$tree/.debian-version")" = "$debian_version" ] ||
			say "it is of $(cat "$tree/.debian-version"), and Debian has $debian_version"
		return
	fi
	have_source "$version" "$tree"
	[ "$kind" != vanilla ] || return 0
	have_base_commit "$tree"
	[ "$(cat "$tree/.series" 2>/dev/null)" = "$(patches_key "$kind" "$version")" ] ||
		apply_patches "$kind" "$version" "$tree"
}

# The same, while no other program is at it.
have_tree()
{
	mkdir -p "$linux"
	(
		flock 7
		have_source_of "$@"
	) 7>"$linux/.$2-$1.lock"
}
