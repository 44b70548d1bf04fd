# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154 # the caller sets `source`, `series`, `suites` and `own_arch`
#
# Which of Debian's packages hold a kernel today. For programs that have read packages.sh, lists.sh.
#
# A kernel was one package until 6.18. Since 6.19 linux-image depends on linux-binary (the kernel),
# linux-base (its configuration) and linux-modules.

# What field $2 of package $1 says; nothing when apt does not know the package.
field()
{
	apt-cache "${apt_options[@]}" show --no-all-versions "$1" 2>/dev/null |
		sed -n "s/^$2: //p" | sed -n 1p
}

# The releases of the images that are named like $1, where * stands for what has no hyphen; the
# newest comes last. Apt also knows names of images that are gone, which other packages mention.
releases_like()
{
	local pattern=${1//./\\.} image
	pattern=${pattern//+/\\+}
	apt-cache "${apt_options[@]}" pkgnames "${1%%\**}" |
		{ grep -xE "${pattern//\*/[^-]*}" || true; } |
		while read -r image; do
			[ -z "$(field "$image" Filename)" ] || echo "${image#linux-image-}"
		done | sort -V
}

# The release that `source` stands for in the lists at hand; nothing when there is none.
resolve()
{
	case $source in
	*\**) releases_like "$source" | sed -n '$p' ;;
	*) field "$source" Depends | sed -n 's/.*\blinux-image-\([^ ,]*\).*/\1/p' ;;
	esac
}

# Sets `release` to what `source` stands for today.
find_release()
{
	release=$(resolve)
	if [ -z "$release" ]; then
		refresh_lists
		release=$(resolve)
	fi
	[ -n "$release" ] || die 3 "Debian's $suites has no package $source"
	[[ $release == "$series".* ]] ||
		die 3 "$source is now Linux $release in $suites, and $series is wanted"
}

# The packages with names like $2 that package $1 depends on.
dependencies()
{
	field "$1" Depends | { grep -oE "\b($2)" || true; } | sort -u
}

# The packages that hold the kernel, as far as the lists name them; that of the modules is left out.
image_packages()
{
	local part
	echo "linux-image-$release"
	dependencies "linux-image-$release" "linux-(base|binary)-${release//+/\\+}" |
		while read -r part; do
			[ -z "$(field "$part" Filename)" ] || echo "$part"
		done
}

# The packages that hold the headers; linux-kbuild has programs that run here. None when the lists
# name the image only.
header_packages()
{
	local headers=linux-headers-$release
	[ -n "$(field "$headers" Filename)" ] || return 0
	echo "$headers"
	dependencies "$headers" 'linux-headers-[^ ,]*-common(-rt)?|linux-kbuild-[^ ,]*' |
		sed "s/^linux-kbuild.*/&:$own_arch/"
}

# Where the archive has them then: the lines of tests/vm/dropped.
dropped_headers()
{
	local version=${release%%-*}
	dropped "linux-headers-$release" "linux-headers-$version-common" "linux-kbuild-$version"
}
