"""An app that takes and gives files in every way there is, on every Gradio from 3.23 to 6.x. serve.py says what its environment may tell it."""

import hashlib
import inspect
import io
import json
import os
import tempfile
import time
import wave

from serve import VERSION, known, serve

import gradio as gr


def path_of(file):
    return getattr(file, "name", file)


def describe(file):
    """What the function was given, for tests to compare with what they sent."""
    if file is None:
        return None
    with open(path_of(file), "rb") as content:
        data = content.read()
    return {"name": os.path.basename(path_of(file)), "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def fresh(name):
    return os.path.join(tempfile.mkdtemp(), name)


# ------------------------------------------------------------------ files in

def look_at(file):
    return json.dumps(describe(file))


def look_at_all(files):
    return json.dumps([describe(file) for file in files or []])


def look_at_media(image, audio, video):
    return json.dumps([None if image is None else image.size, describe(audio), describe(video)])


def look_at_message(message):
    return json.dumps([message["text"], [describe(file) for file in message["files"]]])


def hold(file, seconds):
    time.sleep(seconds)
    return json.dumps(describe(file))


# ------------------------------------------------------------------ files out

def write(name, text):
    path = fresh(name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def write_many(names):
    return [write(name, name) for name in names.split(",")]


def write_big(megabytes):
    path = fresh("big.bin")
    with open(path, "wb") as file:
        for _ in range(int(megabytes)):
            file.write(os.urandom(1 << 20))
    return path


def give_back(file):
    return path_of(file)


def give_back_image(image):
    return image


def paint(color):
    from PIL import Image

    path = fresh(f"{color}.png")
    Image.new("RGB", (4, 3), color).save(path)
    return path, [(path, color), path]


def speak(seconds):
    path = fresh("voice.wav")
    with open(path, "wb") as file:
        file.write(tone(seconds))
    return path


def chat(text):
    path = write("note.txt", text)
    if MESSAGES:
        return [{"role": "user", "content": text}, {"role": "assistant", "content": {"path": path}}]
    return [(text, (path,))]


def write_stepwise(n):
    for i in range(int(n)):
        yield write(f"{i}.txt", str(i))


# ------------------------------------------------------------------ media that is still being made

def tone(seconds):
    """A second of it is 16,000 bytes, after 44 that say what it is."""
    with io.BytesIO() as file:
        with wave.open(file, "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(8000)
            out.writeframes(bytes(range(0, 250, 5)) * int(320 * seconds))
        return file.getvalue()


def stream_bytes(n):
    """Bytes as they come, which nothing looks into before 5.0."""
    for i in range(int(n)):
        yield f"chunk {i};".encode()
        time.sleep(0.2)


def stream_tone(n):
    for _ in range(int(n)):
        yield tone(1)
        time.sleep(0.3)


def stream_film(path, n):
    for _ in range(int(n)):
        yield path
        time.sleep(0.3)


MESSAGES = VERSION >= (6, 0) or "type" in inspect.signature(gr.Chatbot.__init__).parameters

with gr.Blocks(title="files") as demo:
    button = gr.Button("press")

    def api(function, inputs, outputs, name=None):
        if VERSION < (4, 23):
            # Before, the API knows a parameter by the label of its component only.
            for parameter, component in zip(inspect.signature(function).parameters, inputs):
                component.label = parameter
        button.click(function, inputs, outputs, api_name=name or function.__name__)

    text, number = gr.Textbox, gr.Number
    api(look_at, [gr.File()], text())
    api(look_at_all, [gr.File(file_count="multiple")], text())
    api(look_at_media, [gr.Image(type="pil"), gr.Audio(type="filepath"), gr.Video()], text())
    if hasattr(gr, "MultimodalTextbox"):
        api(look_at_message, [gr.MultimodalTextbox()], text())
    api(hold, [gr.File(), number()], text())
    api(write, [text(), text()], gr.File())
    api(write_many, [text()], gr.File(file_count="multiple"))
    api(write_big, [number()], gr.File())
    api(give_back, [gr.File()], gr.File())
    api(give_back_image, [gr.Image(type="filepath")], gr.Image(type="filepath"))
    api(paint, [text()], [gr.Image(type="filepath"), gr.Gallery()])
    api(speak, [number()], gr.Audio())
    api(chat, [text()], gr.Chatbot(**known(gr.Chatbot.__init__, type="messages")))
    api(write_stepwise, [number()], gr.File())
    if (3, 40) <= VERSION < (5, 0):
        api(stream_bytes, [number()], gr.Audio(streaming=True, **known(gr.Audio.__init__, source="microphone")))
    if VERSION >= (5, 0):
        api(stream_tone, [number()], gr.Audio(streaming=True))
        api(stream_film, [text(), number()], gr.Video(streaming=True))

serve(demo)
