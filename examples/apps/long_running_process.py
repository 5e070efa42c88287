import time
from pathlib import Path

import gradio as gr

PARTS = 4


def process(file, progress=gr.Progress()):
    """Works through a file, part by part, and tells of it."""
    size = Path(file).stat().st_size
    gr.Info(f"{size} bytes to go")
    for part in range(PARTS):
        progress((part, PARTS), desc="processing", unit="parts")
        time.sleep(0.3)
        if part == PARTS - 1:
            gr.Warning("The last part is short")
        yield f"{(part + 1) * size // PARTS} bytes done"


with gr.Blocks() as demo:
    file, done = gr.File(label="file"), gr.Textbox(label="done")
    gr.Button("Process").click(process, file, done)

if __name__ == "__main__":
    demo.launch()
