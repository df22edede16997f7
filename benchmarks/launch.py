"""Run a command and write what it cost: CPU seconds of user and system, most memory in kB, wall time, exit code.

A process starts with the memory of the one that started it as its peak, so that one has to be as small as this.
"""

import os
import sys
import time

told, *command = sys.argv[1:]
start = time.perf_counter()
process = os.posix_spawnp(command[0], command, os.environ)
_, status, used = os.wait4(process, 0)
wall = time.perf_counter() - start
with os.fdopen(os.open(told, os.O_WRONLY | os.O_CREAT), "w") as out:
    out.write(f"{used.ru_utime} {used.ru_stime} {used.ru_maxrss} {wall} {os.waitstatus_to_exitcode(status)}")
