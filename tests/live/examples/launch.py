"""Launches the apps named in APPS in one process, so that Gradio is imported once, and prints where each is."""

import os
import runpy
import threading

for script in os.environ["APPS"].split(os.pathsep):
    _, url, _ = runpy.run_path(script)["demo"].launch(prevent_thread_lock=True, quiet=True)
    print(f"{os.path.basename(script)} is at {url}")
print("READY")
threading.Event().wait()
