"""The app that the checks call, made with Gradio; app.ts is the same made with our server. At /open/, and at /locked/ with a login."""

import os
import sys
import threading
import time

sys.path.insert(0, os.environ["LIVE_APPS"])
import serve  # noqa: F401  before gradio
import gradio as gr
import uvicorn
from fastapi import FastAPI


def add(a, b):
    return a + b


def add_at_once(a, b):
    return a + b


def count(n):
    for end in range(1, int(n) + 1):
        yield " ".join(str(step) for step in range(1, end + 1))


def endless():
    step = 0
    while True:
        yield step
        step += 1
        time.sleep(0.05)


def fail():
    raise gr.Error("Not today.")


def visit(visits):
    return visits + 1, visits + 1


def shout(file):
    path = os.path.join(os.path.dirname(file), "loud.txt")
    with open(file, encoding="utf8") as said, open(path, "w", encoding="utf8") as out:
        out.write(said.read().upper())
    return path


def blocks():
    with gr.Blocks(title="runtimes") as demo:

        def api(function, inputs, outputs, **options):
            gr.Button().click(function, inputs, outputs, api_name=function.__name__, concurrency_limit=10, **options)

        number, text = gr.Number, gr.Textbox
        api(add, [number(), number()], number())
        api(add_at_once, [number(), number()], number(), queue=False)
        api(count, [number()], text())
        api(endless, None, number())
        api(fail, None, text())
        visits = gr.State(0)
        api(visit, [visits], [number(), visits])
        api(shout, [gr.File()], gr.File())
    return demo.queue()


app = FastAPI()
gr.mount_gradio_app(app, blocks(), path="/open", ssr_mode=False)
gr.mount_gradio_app(app, blocks(), path="/locked", auth=("ada", "swordfish"), ssr_mode=False)
server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=int(os.environ["GRADIO_SERVER_PORT"]), log_level="warning"))
threading.Thread(target=server.run, daemon=True).start()
while not server.started:
    time.sleep(0.05)
print("READY", flush=True)
threading.Event().wait()
