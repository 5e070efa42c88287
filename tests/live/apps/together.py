"""Serves the apps of this folder named in APPS in one process, so that Gradio is imported once. Prints where each is, and then READY."""

import os
import runpy
import socket
import threading

import serve


def free_port():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


def serve_one_of_several(name):
    def launch(demo, **queue):
        port = free_port()
        serve.launch(demo, queue, port)
        print(f"{name} is at http://127.0.0.1:{port}/", flush=True)

    return launch


for app in os.environ["APPS"].split():
    serve.serve = serve_one_of_several(app)
    runpy.run_path(os.path.join(os.path.dirname(os.path.abspath(__file__)), f"{app}.py"))
print("READY", flush=True)
threading.Event().wait()
