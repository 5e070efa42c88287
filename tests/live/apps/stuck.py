"""An app that keeps its event loop busy, so that it answers nobody meanwhile, or its caller waiting, for as long as it is told to."""

import time

from serve import serve

import gradio as gr


async def block(seconds):
    time.sleep(seconds)
    return f"blocked for {seconds:g} s"


def wait(seconds):
    time.sleep(seconds)
    return f"waited for {seconds:g} s"


with gr.Blocks() as demo:
    seconds, told = gr.Number(label="seconds"), gr.Textbox()
    gr.Button().click(block, seconds, told, api_name="block")
    gr.Button().click(wait, seconds, told, api_name="wait")
    gr.Button().click(wait, seconds, told, api_name="direct_wait", queue=False)

serve(demo)
