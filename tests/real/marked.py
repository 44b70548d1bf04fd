# SPDX-License-Identifier: GPL-2.0-or-later
"""A Python program that becomes a subreaper and waits for whatever child ends."""
import ctypes
import os
import signal
import subprocess
import sys

PR_SET_CHILD_SUBREAPER = 36

ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
job = subprocess.Popen(sys.argv[1:])
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
while True:
    os.wait()
