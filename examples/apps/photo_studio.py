"""Stands in for models that paint, restyle and describe pictures."""

import gradio as gr
from PIL import Image, ImageOps

STYLES = {"sketch": ImageOps.grayscale, "negative": ImageOps.invert, "mirror": ImageOps.mirror}


def not_empty(prompt):
    return gr.validate(prompt.strip() != "", "Say what to paint")


def render(prompt):
    """Paint a picture."""
    if "dragon" in prompt:
        raise gr.Error("Dragons are too large", title="Does not fit")
    return Image.new("RGB", (64, 48), "teal")


def edit(image, prompt, style):
    """Restyle a picture."""
    variants = [(restyle(image), name) for name, restyle in STYLES.items()]
    return STYLES[style](image), variants, {"prompt": prompt, "size": image.size}


def describe(message):
    """Say what there is to see, word by word."""
    words = f"Files: {len(message['files'])}. Question: {message['text']}".split()
    for end in range(1, len(words) + 1):
        yield " ".join(words[:end])


def picture(label):
    return gr.Image(type="pil", format="png", label=label)


with gr.Blocks() as demo:
    image, prompt = picture("image"), gr.Textbox(label="prompt")
    style = gr.Dropdown(list(STYLES), value="sketch", label="style")
    message = gr.MultimodalTextbox(label="message", file_count="multiple")
    result, variants, metadata = picture("result"), gr.Gallery(format="png", label="variants"), gr.JSON(label="metadata")
    description = gr.Textbox(label="description")
    prompt.submit(render, prompt, result, validator=not_empty)
    gr.Button("Edit").click(edit, [image, prompt, style], [result, variants, metadata])
    message.submit(describe, message, description)

if __name__ == "__main__":
    demo.launch()
