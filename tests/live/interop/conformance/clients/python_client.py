"""Makes calls of several apps with gradio_client, and prints the answers: `python python_client.py CALLS FOLDER URL LOCKED …`, as many pairs as there are apps."""

import json
import os
import sys

from gradio_client import Client, handle_file

calls, folder = json.loads(sys.argv[1]), sys.argv[2]


def given(value):
    if isinstance(value, dict) and list(value) == ["file"]:
        return handle_file(os.path.join(folder, value["file"]))
    return value


def shown(value):
    if isinstance(value, (list, tuple)):
        return [shown(item) for item in value]
    if isinstance(value, str) and os.path.isabs(value) and os.path.isfile(value):
        return {"file": os.path.basename(value), "bytes": os.path.getsize(value)}
    return value


def failure(error):
    return {"type": type(error).__name__, "message": str(error), "title": getattr(error, "title", None), "duration": getattr(error, "duration", None)}


def answer(client, endpoint, inputs):
    by_name = isinstance(inputs, dict)
    args = [] if by_name else [given(value) for value in inputs]
    job = client.submit(*args, api_name=endpoint, **(inputs if by_name else {}))
    try:
        return {"result": shown(job.result(timeout=60)), "outputs": shown(job.outputs())}
    except Exception as error:
        return {"error": failure(error), "outputs": shown(job.outputs())}


def login(url, auth):
    try:
        return Client(url, verbose=False, auth=auth).predict(api_name="/who")
    except Exception as error:
        return failure(error)


def answers(url, locked):
    client = Client(url, verbose=False)
    return {
        "api": client.view_api(return_format="dict", print_info=False)["named_endpoints"],
        "calls": {call["name"]: answer(client, call["endpoint"], call["inputs"]) for call in calls},
        "login": login(locked, ("ann", "pw")),
        "wrong login": login(locked, ("ann", "no")),
        "no login": login(locked, None),
    }


print(json.dumps([answers(*pair) for pair in zip(sys.argv[3::2], sys.argv[4::2])]))
