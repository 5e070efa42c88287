"""The app of server-app.ts, made with Python's gradio.Server."""

import os
import threading

import gradio as gr

server = gr.Server()


@server.api(name="queued", concurrency_limit=None)
def queued(text: str) -> str:
    return f"echo: {text}"


@server.api(name="direct", queue=False)
def direct(text: str) -> str:
    return f"echo: {text}"


@server.api(name="count", concurrency_limit=None)
async def count(n: int) -> str:
    for i in range(1, n + 1):
        yield f"step {i}"


@server.api(name="in_turn", concurrency_limit=1)
def in_turn(text: str) -> str:
    return f"echo: {text}"


@server.api(name="memory", queue=False)
def memory() -> int:
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


server.launch(server_name="127.0.0.1", prevent_thread_lock=True, quiet=True, ssr_mode=False)
print("READY", flush=True)
threading.Event().wait()
