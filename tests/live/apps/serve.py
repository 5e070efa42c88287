"""Serves an app of the live tests, on every Gradio from 3.23 to 6.x. Import it before gradio.

GRADIO_SERVER_PORT says where the app listens. It prints READY when it serves. Further environment:
AUTH=1        login "ada" / "swordfish"
SHOWERR=0     hide the texts of exceptions
MAXSIZE=n     calls that may wait
MOUNT=/path   mounted into a FastAPI app under that path
CHECK=1       and callers say who they are in the header x-user, from 4.20
MAXFILE=n     bytes of one upload (from 4.28 on)
"""

import inspect
import os
import threading
import time

# Before Gradio is imported, or 3.x and 4.x phone home from threads.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import gradio as gr

VERSION = tuple(int(part) for part in gr.__version__.split(".")[:2])

if VERSION < (4, 0):
    # It would take a port for one in use while old connections linger there: nothing could come back where it was.
    gr.networking.get_first_available_port = lambda first, last: first


def known(function, **options):
    """The options that this version's function takes."""
    parameters = inspect.signature(function).parameters
    return {name: value for name, value in options.items() if name in parameters}


def serve(demo, **queue):
    """Serve the app until the process ends, with further options for its queue."""
    launch(demo, queue)
    print("READY", flush=True)
    threading.Event().wait()


def launch(demo, queue, port=None):
    """Serve the app from now on: at the port given, else where the environment says."""
    auth = ("ada", "swordfish") if os.environ.get("AUTH") else None
    show_error = os.environ.get("SHOWERR") != "0"
    mount = os.environ.get("MOUNT", "")
    demo.queue(max_size=int(os.environ.get("MAXSIZE", "0")) or None, **queue)
    # ssr_mode: 5.0 and later would look for a Node to render pages with.
    options = {"auth": auth, "auth_message": "Ask Ada.", "show_error": show_error, "ssr_mode": False}
    if os.environ.get("MAXFILE"):
        options["max_file_size"] = int(os.environ["MAXFILE"])
    if os.environ.get("CHECK"):
        options["auth_dependency"] = lambda request: request.headers.get("x-user")
    if mount:
        serve_mounted(demo, mount, options)
    else:
        demo.launch(server_name="127.0.0.1", server_port=port, prevent_thread_lock=True, quiet=True, **known(demo.launch, **options))


def serve_mounted(demo, path, options):
    import uvicorn
    from fastapi import FastAPI

    app = FastAPI()
    gr.mount_gradio_app(app, demo, path=path, **known(gr.mount_gradio_app, **options))
    port = int(os.environ["GRADIO_SERVER_PORT"])
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
