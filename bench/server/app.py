"""The app that is measured: one function, through the queue and beside it."""

import os
import threading

import gradio as gr


def echo(text):
    return f"echo: {text}"


with gr.Blocks(title="bench") as demo:
    button = gr.Button("echo")
    text = gr.Textbox(label="text")
    answer = gr.Textbox(label="answer")
    button.click(echo, text, answer, api_name="queued")
    button.click(echo, text, answer, api_name="direct", queue=False)

# ssr_mode would look for a Node to render pages with.
demo.launch(server_name="127.0.0.1", prevent_thread_lock=True, quiet=True, ssr_mode=False)
print("READY", flush=True)
threading.Event().wait()
