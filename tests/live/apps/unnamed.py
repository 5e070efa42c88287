"""An app whose functions have no names: up to Gradio 4.11 they can be called by number only."""

from serve import serve

import gradio as gr


def add(a, b):
    return a + b


def count(n):
    for i in range(int(n)):
        yield str(i)


def listen(*what):
    """In 4.0 and later button.click names its function, while gr.on leaves that until 4.12."""
    if hasattr(gr, "on"):
        gr.on([button.click], *what)
    else:
        button.click(*what)


with gr.Blocks(title="unnamed") as demo:
    button = gr.Button("press")
    listen(add, [gr.Number(label="a"), gr.Number(label="b", value=1)], gr.Number())
    listen(count, gr.Number(label="n"), gr.Textbox())

serve(demo)
