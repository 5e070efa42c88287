"""Asks several apps with `gradio info` and `gradio predict`, and prints the answers: `python command.py CALLS FOLDER URL …`."""

import json
import os
import sys

from hf_gradio.cli import app
from typer.testing import CliRunner

calls, folder = json.loads(sys.argv[1]), sys.argv[2]
run = CliRunner().invoke


def given(value):
    if isinstance(value, dict) and list(value) == ["file"]:
        return {"path": os.path.join(folder, value["file"]), "meta": {"_type": "gradio.FileData"}}
    return value


def named(inputs, parameters):
    if isinstance(inputs, dict):
        return inputs
    return {parameter["name"]: given(value) for parameter, value in zip(parameters, inputs)}


def shown(value):
    if isinstance(value, str) and os.path.isabs(value) and os.path.isfile(value):
        return {"file": os.path.basename(value), "bytes": os.path.getsize(value)}
    return value


def answer(url, info, endpoint, inputs):
    parameters = info.get(endpoint, {}).get("parameters", [])
    done = run(app, ["predict", url, endpoint, json.dumps(named(inputs, parameters))])
    if done.exit_code != 0:
        return {"error": str(done.exception) or done.output}
    printed = json.loads(done.output)
    return {"result": {key: shown(value) for key, value in printed.items()} if isinstance(printed, dict) else printed}


def answers(url):
    info = json.loads(run(app, ["info", url]).output)
    return {"info": info, "calls": {call["name"]: answer(url, info, call["endpoint"], call["inputs"]) for call in calls}}


print(json.dumps([answers(url) for url in sys.argv[3:]]))
