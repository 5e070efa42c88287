"""The app whose files are measured: it takes one, or many, and gives one, beside the queue."""

import os
import tempfile
import threading

import gradio as gr

MEGABYTES = int(os.environ["MEGABYTES"])

path = os.path.join(tempfile.mkdtemp(), "big.bin")
with open(path, "wb") as file:
    for _ in range(MEGABYTES):
        file.write(os.urandom(1_000_000))


def take(file):
    return os.path.getsize(file)


def take_many(files):
    return sum(os.path.getsize(file) for file in files)


def give(text):
    return path


with gr.Blocks(title="files") as demo:
    button = gr.Button("press")
    button.click(take, gr.File(label="file"), gr.Number(), api_name="take", queue=False)
    button.click(take_many, gr.File(label="files", file_count="multiple"), gr.Number(), api_name="take_many", queue=False)
    button.click(give, gr.Textbox(label="text"), gr.File(), api_name="give", queue=False)

# ssr_mode would look for a Node to render pages with.
demo.launch(server_name="127.0.0.1", prevent_thread_lock=True, quiet=True, ssr_mode=False)
print("READY", flush=True)
threading.Event().wait()
