"""Loads several apps with gr.load, calls their functions, and prints the answers: `python gr_load.py CALLS FOLDER URL …`."""

import json
import os
import sys

import gradio as gr
from gradio.external import from_spaces_blocks
from gradio_client import handle_file

calls, folder = json.loads(sys.argv[1]), sys.argv[2]


def given(value):
    if isinstance(value, dict) and list(value) == ["file"]:
        return handle_file(os.path.join(folder, value["file"]))
    return value


def answer(function, inputs):
    # The values of slots that clients skip are there as well.
    values = iter(inputs)
    args = [None if isinstance(block, gr.State) else given(next(values)) for block in function.inputs]
    try:
        result = function.fn(*args)
        return {"result": list(result) if isinstance(result, tuple) else result}
    except Exception as error:
        return {"error": str(error)}


def answers(url):
    # Not src="spaces", which asks Hugging Face where the app is.
    loaded = gr.load(url, src=lambda name, token: from_spaces_blocks(name, token))
    functions = {f"/{function.api_name}": function for function in loaded.fns.values()}
    positional = [call for call in calls if isinstance(call["inputs"], list)]
    return {
        "endpoints": {
            name: [[type(block).__name__ for block in function.inputs], [type(block).__name__ for block in function.outputs]]
            for name, function in functions.items()
        },
        "calls": {call["name"]: answer(functions[call["endpoint"]], call["inputs"]) for call in positional},
    }


with open(os.devnull, "w") as nowhere:
    out, sys.stdout = sys.stdout, nowhere
    results = [answers(url) for url in sys.argv[3:]]
    sys.stdout = out
print(json.dumps(results, default=str))
