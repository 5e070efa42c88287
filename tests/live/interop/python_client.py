"""Calls an app with Python's gradio_client and prints what came of it, as one JSON object: `python python_client.py URL`."""

import asyncio
import json
import sys
import time

from gradio_client import Client

url = sys.argv[1]
client = Client(url, verbose=False)
results = {}


def shown(update):
    return {
        "code": update.code.value,
        "rank": update.rank,
        "queue_size": update.queue_size,
        "progress": [
            {"index": unit.index, "length": unit.length, "unit": unit.unit, "progress": unit.progress, "desc": unit.desc}
            for unit in update.progress_data
        ]
        if update.progress_data
        else None,
        "log": update.log,
    }


def updates_of(job):
    """The statuses of a job, as its asynchronous iterator tells them."""

    async def collect():
        return [shown(update) async for update in job if update.type == "status"]

    return asyncio.run(collect())


def failure(*args, **kwargs):
    try:
        return {"value": client.predict(*args, **kwargs)}
    except Exception as error:
        return {"type": type(error).__name__, "message": str(error), "title": getattr(error, "title", None), "duration": getattr(error, "duration", None)}


def calls():
    results["version"] = client.config["version"]
    results["api"] = client.view_api(return_format="dict", print_info=False)
    results["text"] = client.view_api(return_format="str", print_info=False)
    results["by_position"] = client.predict("Ada", "Hi", 2, api_name="/greet")
    results["by_name"] = client.predict(name="Ada", greeting="Hi", api_name="/greet")
    results["defaults"] = client.predict("Ada", api_name="/greet")
    results["by_number"] = client.predict(1, 2, fn_index=1)
    results["several"] = client.predict("abba", api_name="/measure")
    results["none"] = client.predict("python", api_name="/nothing")
    results["direct"] = client.predict("x", api_name="/direct")
    results["hidden"] = client.predict("x", api_name="/hidden")
    results["headers"] = Client(url, verbose=False, headers={"X-Mine": "yes"}).predict(api_name="/headers")


def generators():
    for name, args in {"grow": [5], "shrink": [], "converse": [], "pair": [3]}.items():
        job = client.submit(*args, api_name=f"/{name}")
        values = list(job)
        results[name] = {"iterated": values, "result": job.result(), "outputs": job.outputs(), "done": job.done()}


def statuses():
    job = client.submit(2, api_name="/read")
    results["updates"] = updates_of(job)
    results["read"] = job.result()
    final = job.status()
    results["final"] = {"code": final.code.value, "success": final.success}


def errors():
    results["refuse"] = failure("x", api_name="/refuse")
    results["refuse_late"] = failure("x", api_name="/refuse_late")
    results["break"] = failure("x", api_name="/break")
    results["after_errors"] = client.predict(1, 1, api_name="/add")


def state():
    results["state"] = [client.predict(word, api_name="/remember") for word in ("one", "two")]
    client.reset_session()
    results["state_after_reset"] = client.predict("three", api_name="/remember")


def cancelling():
    job = client.submit("python ticks", 100, api_name="/tick")
    while len(job.outputs()) < 2:
        time.sleep(0.05)
    cancelled = job.cancel()
    deadline = time.time() + 5
    while not job.done() and time.time() < deadline:
        time.sleep(0.05)
    results["cancel"] = {"returned": cancelled, "done": job.done(), "outputs": len(job.outputs())}
    results["after_cancel"] = client.predict(2, 2, api_name="/add")


def many():
    jobs = [client.submit(i, 1000, api_name="/add") for i in range(10)]
    results["ten"] = [job.result(timeout=20) for job in jobs]
    tickers = [client.submit(f"many {i}", 3, api_name="/tick") for i in range(4)]
    results["four_generators"] = [list(ticker) for ticker in tickers]


for step in (calls, generators, statuses, errors, state, cancelling, many):
    step()
print(json.dumps(results, default=str))
