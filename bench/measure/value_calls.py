"""Does a task of streams or big values (task.ts). value-calls.ts is the same in TypeScript, and says more."""

import gc
import re
import statistics
import time
from pathlib import Path

from sightings import Sightings


def value_calls(client, task):
    return keep(client, task) if task["action"] == "keep" else read(client, task)


def read(client, task):
    walls = []
    sightings = Sightings(task["count"])
    before = time.process_time()
    idle = 0
    for call in range(-task["warmUp"], task["times"]):
        if call == 0:
            gc.collect()
            Path("/proc/self/clear_refs").write_text("5")
            idle = status("VmRSS")
            before = time.process_time()
        sightings = Sightings(task["count"])
        start = time.perf_counter()
        job = client.submit(str(task["size"]), api_name=f"/{task['endpoint']}")
        result = job.result()
        for value in job.outputs() if task["action"] == "stream" else [result]:
            sightings.see(value)
        if call >= 0:
            walls.append(time.perf_counter() - start)
    cpu = time.process_time() - before
    memory = status("VmHWM") - idle
    return {
        "cpu": cpu * 1000 / task["times"],
        "wall": statistics.median(walls) * 1000,
        "memory": memory,
        "digest": sightings.digest(),
    }


def keep(client, task):
    client.submit("100", api_name=f"/{task['endpoint']}").result()
    gc.collect()
    held = status("VmRSS")
    before = time.process_time()
    start = time.perf_counter()
    job = client.submit(str(task["size"]), api_name=f"/{task['endpoint']}")
    job.result()
    values = job.outputs()
    wall = time.perf_counter() - start
    cpu = time.process_time() - before
    gc.collect()
    memory = status("VmRSS") - held
    sightings = Sightings(task["count"])
    for value in values:
        sightings.see(value)
    return {"cpu": cpu * 1000, "wall": wall * 1000, "memory": memory, "digest": sightings.digest()}


def status(field):
    return int(re.search(rf"^{field}:\s+(\d+)", Path("/proc/self/status").read_text(), re.M)[1]) * 1024
