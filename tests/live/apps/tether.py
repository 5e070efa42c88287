"""Runs an app for as long as this program's standard input stays open: `python tether.py app.py [arguments]`.

A test run that is killed cannot stop the servers it started. The pipe it leaves behind closes, though.
"""

import os
import runpy
import sys
import threading


def end_with_standard_input():
    sys.stdin.buffer.read()
    # Not sys.exit: a graceful shutdown waits for open event streams.
    os._exit(0)


threading.Thread(target=end_with_standard_input, daemon=True).start()
del sys.argv[0]
sys.path[0] = os.path.dirname(os.path.abspath(sys.argv[0]))
runpy.run_path(sys.argv[0], run_name="__main__")
