"""Sends files with Python's gradio_client and prints what came of it, as one JSON object: `python python_files.py OPEN LOCKED FOLDER`."""

import json
import os
import sys

from gradio_client import Client, handle_file

open_url, locked_url, folder = sys.argv[1:4]
NAME = "ü # 100% & co.txt"


def read(path):
    with open(path) as file:
        return file.read()


def here(name):
    return handle_file(os.path.join(folder, name))


def failure(work):
    try:
        return f"no failure: {work()}"
    except Exception as error:
        return str(error) or type(error).__name__


def asked(client):
    same = client.predict(here(NAME), api_name="/same")
    split = client.predict([here(NAME), here("b.txt")], api_name="/split")
    job = client.submit(here("p.png"), api_name="/picture")
    job.result()
    return {
        "same": [os.path.basename(same), read(same)],
        "look": client.predict(here(NAME), api_name="/look"),
        "none": client.predict(api_name="/look"),
        "split": [[os.path.basename(path), read(path)] for path in split],
        "pictures": [read(path) for path in job.outputs()],
        "large": failure(lambda: client.predict(here("large.bin"), api_name="/look")),
        "private": failure(lambda: client.predict(handle_file(f"{open_url}/config"), api_name="/look")),
    }


results = {
    "open": asked(Client(open_url, verbose=False)),
    "locked": asked(Client(locked_url, verbose=False, auth=("ann", "pw"))),
    "refused": [
        failure(lambda: Client(locked_url, verbose=False, auth=("ann", "no"))),
        failure(lambda: Client(locked_url, verbose=False)),
    ],
}
results["refused"] = [text for text in results["refused"] if not text.startswith("no failure")]
print(json.dumps(results))
