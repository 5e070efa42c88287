"""Does one crowd of jobs (jobs.ts), given as an argument, with gradio_client, and prints its cost. jobs-process.ts says more."""

import gc
import json
import os
import sys
import time
from pathlib import Path

from gradio_client import Client
from value_calls import status


def crowd(task):
    client = Client(task["url"], verbose=False)
    for call in range(task["warmUp"]):
        client.predict(f"call {call}", api_name="/queued")
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")
    idle = status("VmRSS")
    before = time.process_time()
    start = time.perf_counter()
    jobs = [client.submit(f"call {index}", api_name="/queued") for index in range(task["jobs"])]
    delivered = sum(answer_of(job, start + task["deadline"] / 1000) == f"echo: call {index}" for index, job in enumerate(jobs))
    wall = time.perf_counter() - start
    cpu = time.process_time() - before
    return {"cpu": cpu * 1000, "wall": wall * 1000, "memory": status("VmHWM") - idle, "delivered": delivered}


def answer_of(job, end):
    try:
        return job.result(timeout=max(0, end - time.perf_counter()))
    except Exception:
        return None


print(json.dumps(crowd(json.loads(sys.argv[1]))), flush=True)
# Threads of lost jobs would keep it.
os._exit(0)
