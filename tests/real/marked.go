// SPDX-License-Identifier: GPL-2.0-or-later

// A Go program that becomes a subreaper and waits for its own child alone, as os/exec does.
package main

import (
	"os"
	"os/exec"
	"syscall"
)

const prSetChildSubreaper = 36

func main() {
	_, _, errno := syscall.RawSyscall(syscall.SYS_PRCTL, prSetChildSubreaper, 1, 0)
	if errno != 0 {
		os.Exit(1)
	}
	exec.Command(os.Args[1]).Run()
}
