"""The app that the fault matrix calls, on every Gradio from 3.23 to 6.x. serve.py says what its environment may tell it."""

import os
import tempfile
import time

from serve import VERSION, known, serve

import gradio as gr


def grow(steps):
    grown = ""
    for step in range(int(steps)):
        time.sleep(0.04)
        grown += f"é{step}"
        yield grown


def echo(text):
    return text


def direct(text):
    return f"direct: {text}"


def large(length):
    return "é" * int(length)


def look_at(upload):
    return f"{os.path.getsize(getattr(upload, 'name', upload))} bytes"


def write(text):
    path = os.path.join(tempfile.mkdtemp(), "written.txt")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def remember(words, text):
    return text, [*(words or []), text]


with gr.Blocks(title="faults") as demo:
    button = gr.Button("press")

    def api(function, inputs, outputs, **options):
        return button.click(function, inputs, outputs, api_name=function.__name__, **options)

    growing = api(grow, gr.Number(label="steps"), gr.Textbox())
    # Before 4.31 a call is cancelled by a listener that says what it cancels.
    button.click(None, None, None, cancels=[growing])
    api(echo, gr.Textbox(label="text"), gr.Textbox())
    api(direct, gr.Textbox(label="text"), gr.Textbox(), queue=False)
    api(large, gr.Number(label="length"), gr.Textbox(), queue=False)
    api(look_at, gr.File(label="upload"), gr.Textbox())
    api(write, gr.Textbox(label="text"), gr.File())
    # State makes clients show that they are alive: before 6.7 it is the last event that says so.
    words = gr.State([])
    api(remember, [words, gr.Textbox(label="text")], [gr.Textbox(), words])

# Many cases at once.
serve(demo, **known(demo.queue, **({"concurrency_count": 40} if VERSION < (4, 0) else {"default_concurrency_limit": 40})))
