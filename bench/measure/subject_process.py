"""Does one task (task.ts), given as an argument, with gradio_client, and prints its cost. subject-process.ts is the same in TypeScript."""

import json
import statistics
import sys
import time

from gradio_client import Client
from value_calls import value_calls


def run(task):
    if task["action"] == "connect":
        return connects(task)
    client = Client(task["url"], verbose=False)
    return value_calls(client, task) if "endpoint" in task else calls(client, task)


def connects(task):
    def connect(_):
        connected.append(Client(task["url"], verbose=False))

    connected = []
    return measure(task, connect, lambda: connected.pop().close())


def calls(client, task):
    def call(index):
        answer = client.predict(f"call {index}", api_name=f"/{task['action']}")
        if answer != f"echo: call {index}":
            raise ValueError(f"Call {index} was answered with {answer!r}")

    return measure(task, call, lambda: None)


def measure(task, run, after):
    walls = []
    before = time.process_time()
    for index in range(-task["warmUp"], task["times"]):
        if index == 0:
            before = time.process_time()
        start = time.perf_counter()
        run(index)
        if index >= 0:
            walls.append(time.perf_counter() - start)
        after()
    cpu = time.process_time() - before
    return {"cpu": cpu * 1000 / task["times"], "wall": statistics.median(walls) * 1000}


print(json.dumps(run(json.loads(sys.argv[1]))))
