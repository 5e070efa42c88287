"""Says what edits this version of Gradio would send, for as long as standard input stays open.

A line in: a JSON list of the values of one output, as a generator gave them. A line out: for each value after the first, the edits that
make it of the one before; {"error": …} where Gradio fails at it; null where it knows no edits (before 4.17).
"""

import json
import os
import sys

# Gradio's own words, as it is imported, are no answers.
answers, sys.stdout = sys.stdout, sys.stderr

import gradio.utils

diff = getattr(gradio.utils, "diff", None)


def answer(values):
    if diff is None:
        return None
    try:
        return [diff(before, after) for before, after in zip(values, values[1:])]
    except Exception as error:
        return {"error": repr(error)}


for line in sys.stdin.buffer:
    print(json.dumps(answer(json.loads(line))), file=answers, flush=True)

# Not sys.exit: Gradio may have threads that never end.
os._exit(0)
