# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154 # the caller sets the variables below
#
# Linux in `objects`, made of the source in `tree` with the configuration that the files in the array
# `fragments` describe, under `name`; what make says goes to `log`. For programs that define die().

# Without the flags of a make that may have called: -s would hide the progress.
kernel_make()
{
	env -u MAKEFLAGS make -C "$tree" O="$objects" LOCALVERSION="-${name%-[0-9]*}" KBUILD_BUILD_TIMESTAMP=@1 \
		KBUILD_BUILD_USER=subreaper KBUILD_BUILD_HOST=trace "$@"
}

# Every line of the fragments holds, or the kernel is not what its name says.
check_config()
{
	local line missing=()
	while read -r line; do
		case $line in
		CONFIG_*=n) ! grep -q "^${line%n}[ym]" "$objects/.config" || missing+=("$line") ;;
		CONFIG_*) grep -qxF "$line" "$objects/.config" || missing+=("$line") ;;
		esac
	done < <(cat "${fragments[@]}")
	[ ${#missing[@]} = 0 ] ||
		die 1 "Linux $version does not take these lines of kernel-patch/configs: ${missing[*]}"
}

# Configures anew each time: a source that is new or was edited may know other options. A .config that
# stays the same is left alone by make, and so is what was compiled with it.
configure()
{
	mkdir -p "$objects"
	cat "${fragments[@]}" >"$objects/.fragments"
	kernel_make KCONFIG_ALLCONFIG="$objects/.fragments" allnoconfig >"$log" 2>&1 ||
		die 1 "cannot be configured; see ${log#"$top/"}"
	check_config
}
