import time

import gradio as gr


def count(n):
    for i in range(int(n)):
        time.sleep(0.5)
        yield i


with gr.Blocks() as demo:
    number = gr.Number(value=10)
    button = gr.Button("Count")
    output = gr.Textbox()
    button.click(count, number, output)

if __name__ == "__main__":
    demo.launch()
