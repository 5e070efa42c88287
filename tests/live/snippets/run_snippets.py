"""Run programs as they were pasted, one after the other, and tell as JSON what each printed."""

import json
import os
import sys

everything = []
for path in sys.argv[1:]:
    printed = []
    with open(path, encoding="utf-8") as file:
        code = file.read()
    try:
        exec(compile(code, path, "exec"), {"__name__": "__main__", "print": printed.append})
    except Exception as error:
        printed = [f"{type(error).__name__}: {error}"]
    everything.append(printed)

# A line of its own: the client prints where it has connected to.
print()
print(json.dumps(everything), flush=True)
# Its threads may wait for heartbeats.
os._exit(0)
