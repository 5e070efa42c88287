"""Makes calls with a version's own gradio_client and prints what came of it, as one JSON object: `python python_calls.py URL CALLS`.

CALLS is a JSON array of {endpoint, inputs}. {"file": path} among the inputs is a file to upload; a file in an output
is printed as {"file": name, "text": content}.
"""

import json
import os
import sys

import gradio_client


def given(argument):
    if isinstance(argument, dict) and list(argument) == ["file"]:
        # Up to 4.x every path is taken for a file.
        return gradio_client.handle_file(argument["file"]) if hasattr(gradio_client, "handle_file") else argument["file"]
    return [given(item) for item in argument] if isinstance(argument, list) else argument


def shown(value):
    if isinstance(value, (list, tuple)):
        return [shown(item) for item in value]
    if isinstance(value, dict):
        return {key: shown(item) for key, item in value.items()}
    if isinstance(value, str) and os.path.isabs(value) and os.path.isfile(value):
        with open(value, encoding="utf-8") as file:
            text = file.read()
        name = os.path.basename(value)
        # Up to 3.x the client puts every JSON value into a temporary file, and gives its path.
        return json.loads(text) if name.startswith("tmp") and name.endswith(".json") else {"file": name, "text": text}
    return value


def outcome(client, endpoint, inputs):
    job = client.submit(*given(inputs), api_name=endpoint)
    try:
        return {"result": shown(job.result(timeout=20)), "outputs": shown(job.outputs())}
    except Exception as error:
        message = str(error).replace("The upstream Gradio app has raised an exception: ", "")
        return {"error": message or type(error).__name__, "outputs": shown(job.outputs())}


def outcomes(calls):
    """All of them in one session."""
    client = gradio_client.Client(sys.argv[1], verbose=False)
    return client, [outcome(client, **call) for call in calls]


def lost(results):
    return sum(result.get("error") == "CancelledError" for result in results)


calls = json.loads(sys.argv[2])
client, results = outcomes(calls)
# Clients of 4.x lose a call now and then on a busy machine, as cancelled by nobody; some calls they always lose.
if lost(results):
    again = outcomes(calls)
    if lost(again[1]) < lost(results):
        client, results = again
api = client.view_api(return_format="dict", print_info=False)["named_endpoints"]
print(
    json.dumps(
        {
            "api": {name: [len(endpoint["parameters"]), len(endpoint["returns"])] for name, endpoint in api.items()},
            "outcomes": results,
        }
    ),
    flush=True,
)
# Not by falling off the end, which waits for the threads of calls that never ended.
os._exit(0)
