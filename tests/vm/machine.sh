# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2034,SC2054,SC2154 # the variables are shared with tests/vm/run
#
# Part of tests/vm/run: the QEMU command line, in the array `machine`.
#
# What a guest writes to a port is in QEMU's hands when its write() returns (ioeventfd=off), and in
# a plain file, which never makes QEMU wait. So nothing is lost, however abruptly the guest ends.

# A warning or a stall of RCU ends the guest; its text reaches the console, although that is quiet.
kernel_command_line=(
	quiet loglevel=5 panic=-1 panic_on_warn=1 oops=panic sysctl.kernel.panic_on_rcu_stall=1
	mitigations=off random.trust_cpu=on cryptomgr.notests
)

# /dev/kvm can open on a machine whose processor has no virtualisation; its guests die at once.
kvm_works()
{
	[ "$arch" = amd64 ] && grep -qwE 'svm|vmx' /proc/cpuinfo && (: <>/dev/kvm) 2>/dev/null
}

add_board()
{
	case $arch in
	amd64)
		machine+=(-M pc -bios qboot.rom)
		kernel_command_line+=(console=ttyS0 reboot=t tsc=reliable no_timer_check i8042.noaux)
		;;
	arm64)
		machine+=(-M virt,gic-version=3)
		kernel_command_line+=(console=ttyAMA0)
		;;
	esac
}

# An emulated time stamp counter counts what this machine's does, whatever uses the processor in
# between; measuring it by a timer that QEMU emulates, a guest on a busy host can be wrong by 70 times.
tell_tsc()
{
	[ "$arch" = amd64 ] || return 0
	local khz hz
	khz=$("$top/build/vm/tsc")
	hz=$(sed -n 's/^CONFIG_HZ=//p' "$top/build/kernels/$kernel/config")
	# A processor that starts late would measure its delay loop for seconds.
	kernel_command_line+=("tsc_early_khz=$khz" "lpj=$((khz * 1000 / hz))")
}

# QEMU 10.0 loses what a processor writes to a device if another one changes in that moment what
# is mapped where. Linux does so until its PCI drivers are loaded: one guest in 270 lost the end of
# a timer interrupt, and with it that processor's timer. So there is one processor until then.
start_others_late()
{
	kernel_command_line+=(maxcpus=1)
}

# A string instruction counts as many times as it repeats. A kernel that takes the processor to be
# quick at bytes clears a page by 4,096 of them, which no processor does; else by 512 words.
counting_processor()
{
	[ "$arch" != amd64 ] && echo max || echo max,erms=off,fsrm=off
}

add_accelerator()
{
	if [ "$icount" = yes ]; then
		machine+=(-accel tcg,thread=single -cpu "$(counting_processor)"
			-icount shift=0,sleep=off -rtc clock=vm)
	elif kvm_works; then
		machine+=(-accel kvm -cpu host)
	else
		machine+=(-accel tcg,thread=multi -cpu max)
		tell_tsc
		start_others_late
	fi
}

# The port org.subreaper.$1; QEMU puts what comes out of it into the file $1.
add_port()
{
	: >"$scratch/$1"
	machine+=(-chardev "file,id=$1,path=$scratch/$1"
		-device "virtserialport,chardev=$1,name=org.subreaper.$1")
}

# QEMU's own stdin goes to CMD: as a terminal, or as one more port.
add_ports()
{
	machine+=(-device virtio-serial-pci,ioeventfd=off)
	if [ "$terminal" = yes ]; then
		machine+=(-chardev stdio,id=stdin,signal=off,mux=on -echr 0x1d
			-device virtconsole,chardev=stdin)
	else
		machine+=(-chardev stdio,id=stdin,signal=off
			-device virtserialport,chardev=stdin,name=org.subreaper.stdin)
	fi
	for port in control stdout stderr out; do
		add_port "$port"
	done
}

describe_machine()
{
	[ "$races" = fatal ] || kernel_command_line+=(panic_on_warn=0)
	local files=$top/build/kernels/$kernel image=vmlinuz port
	[ ! -e "$files/vmlinux" ] || image=vmlinux
	machine=("$qemu_program")
	add_board
	add_accelerator
	machine+=(-nodefaults -no-user-config -display none
		-vga none -net none -no-reboot -m "$memory" -smp "$cpus"
		-kernel "$files/$image" -initrd "$scratch/initrd" -append "${kernel_command_line[*]}"
		-chardev "file,id=console,path=$scratch/console" -serial chardev:console)
	add_ports
	[ -z "$system" ] || machine+=(-drive "file=$system,format=raw,if=virtio,snapshot=on")
}
