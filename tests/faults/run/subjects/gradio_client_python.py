"""Python's gradio_client, as a process that is told what to do: the lines of task.ts."""

import json
import os
import sys
import tempfile
import threading
import time

from gradio_client import Client, handle_file

# What the client prints is no part of its answers.
answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)

TEXT = "grüße 😀"
STEPS = 4
LONG = 1000
LARGE = 4 * 1024 * 1024

struck = threading.Event()
going_on = threading.Event()


def connect(order):
    secrets = order["secrets"]
    return Client(
        order["url"],
        verbose=False,
        auth=(secrets["username"], secrets["password"]),
        token=secrets["token"],
        headers={"x-secret": secrets["header"]},
        analytics_enabled=False,
        download_files=tempfile.mkdtemp(),
    )


def look_at(client):
    with tempfile.NamedTemporaryFile(suffix=".txt", delete=False) as file:
        file.write(b"x" * 200_000)
    return client.submit(handle_file(file.name), api_name="/look_at").result()


def write(client):
    with open(client.submit(TEXT, api_name="/write").result(), encoding="utf-8") as file:
        return file.read()


def later_call(client):
    client.submit("before", api_name="/echo").result()
    return client.submit(STEPS, api_name="/grow").result()


def cancelled(client, is_moment):
    job = client.submit(LONG, api_name="/grow")
    while not is_moment(job) and not job.done():
        time.sleep(0.02)
    job.cancel()
    return job.result()


SCENARIOS = {
    "call": lambda client: client.submit(STEPS, api_name="/grow").result(),
    "direct": lambda client: client.submit(TEXT, api_name="/direct").result(),
    "large direct": lambda client: client.submit(LARGE, api_name="/large").result(),
    "upload": look_at,
    "download": write,
    "later call": later_call,
    "cancel": lambda client: cancelled(client, lambda job: job.outputs()),
    "cancel while joining": lambda client: cancelled(client, lambda job: struck.is_set()),
    "cancel while queued": lambda client: cancelled(client, lambda job: job.status().rank is not None),
}


def within(what, limit, work):
    """What came of some work; it hangs if it takes longer than so many seconds."""
    outcome = []

    def attempt():
        try:
            outcome.append({"type": "value", "value": work()})
        except BaseException as error:
            outcome.append({"type": "error", "code": type(error).__name__, "message": str(error)})

    thread = threading.Thread(target=attempt, daemon=True)
    thread.start()
    thread.join(limit)
    return outcome[0] if outcome else {"type": "hang", "what": what}


def report(**line):
    answers.write(json.dumps(line) + "\n")
    answers.flush()


def run(order):
    limit = order["limit"] / 1000
    clients = []
    started = time.monotonic()
    outcome = within("connect", limit, lambda: clients.append(connect(order)))
    connecting = time.monotonic() - started
    if clients:
        outcome = within("the call", limit, lambda: SCENARIOS[order["scenario"]](clients[0]))
    took = time.monotonic() - started - connecting
    report(id=order["id"], ran={"outcome": outcome, "connecting": connecting * 1000, "took": took * 1000})
    going_on.wait()

    def further():
        if not clients:
            clients.append(connect(order))
        return clients[0].submit("next", api_name="/echo").result()

    outcome = within("the next call", limit, further)
    for client in clients:
        client.close()
    report(id=order["id"], next={"outcome": outcome, "left": []})


def listen():
    for line in sys.stdin:
        {"know": struck, "go on": going_on}[json.loads(line)["do"]].set()


first = json.loads(sys.stdin.readline())
listening = threading.Thread(target=listen, daemon=True)
listening.start()
run(first)
# Then nothing keeps this process but what the client leaves behind.
listening.join()
