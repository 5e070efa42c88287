"""The app of app.ts in Python: open at GRADIO_SERVER_PORT, and locked (ann / pw) at the URL that it prints after READY."""

import os
import socket
import tempfile
import threading
import time

import gradio as gr

SHAPES = [
    {"list": [1, 2, 3], "nested": [[1, 2, 3], [4]]},
    {"list": [1], "nested": [[1]]},
    [[1, 2, 3], [4, 5, 6]],
    [[1]],
    None,
    {"last": True},
]


def greet(name, greeting, times):
    """Says hello."""
    return " ".join(f"{greeting} {name}" for _ in range(int(times)))


def choose(fruit, size):
    return f"{size} {fruit}"


def order(extras, warm, spoons):
    return f"{'warm' if warm else 'cold'} with {', '.join(extras)}", {"spoons": spoons}


def reshape(value):
    return value


def grow(n):
    grown = ""
    for i in range(int(n)):
        grown += f"wörd{i} 😀 "
        yield grown
        time.sleep(0.02)


def shapes():
    for shape in SHAPES:
        yield shape
        time.sleep(0.02)


def pair(n):
    for i in range(int(n)):
        yield "a" * (i + 1), i
        time.sleep(0.02)


def read(pages, progress=gr.Progress()):
    gr.Info("opening the book", title="Note", duration=3)
    for page in range(int(pages)):
        progress((page, int(pages)), desc="reading", unit="pages")
        time.sleep(0.25)
    gr.Warning("it was short")
    return "read"


def refuse(word):
    raise gr.Error(f"won't do {word}", title="Closed", duration=3)


def refuse_late(word):
    yield word
    time.sleep(0.05)
    raise gr.Error("enough")


def fail(word):
    raise ValueError(f"secret {word}")


def check(age):
    return f"at {int(age)}"


def remember(word, words):
    words = [*words, word]
    return " ".join(words), words


def weigh(document):
    return {"name": os.path.basename(document), "size": os.path.getsize(document)}


def write(name, text):
    path = os.path.join(tempfile.mkdtemp(), name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def look(picture):
    return picture


def talk(history):
    said = ""
    for word in ("well", " well"):
        said += word
        yield [*history, {"role": "assistant", "content": said}]
        time.sleep(0.02)


def shout(word):
    return [[one.upper() for one in word]]


def direct(word):
    return f"direct: {word}"


def nothing(word):
    pass


def who(request: gr.Request):
    return f"{request.username}"


def hidden(word):
    return f"hidden: {word}"


def private(word):
    return f"private: {word}"


def text(label="output", **options):
    return gr.Textbox(label=label, **options)


def number(label="output", **options):
    return gr.Number(label=label, **options)


def build():
    with gr.Blocks(title="conformance") as demo:
        button = gr.Button("Run")

        def api(function, inputs, outputs, **options):
            button.click(function, inputs, outputs, api_name=function.__name__, **options)

        api(greet, [text("name"), text("greeting", value="Hello"), number("times", value=1, precision=0)], text())
        api(choose, [gr.Dropdown(["apple", "pear"], value="pear", label="fruit"), gr.Radio(["small", "large"], label="size")], text())
        extras = gr.CheckboxGroup(["sugar", "milk"], label="extras")
        spoons = {"value": 2, "step": 1, "precision": 0, "label": "spoons"}
        api(order, [extras, gr.Checkbox(label="warm"), gr.Slider(0, 5, **spoons)], [text("said"), gr.JSON(label="details")])
        api(reshape, gr.JSON(label="value"), gr.JSON(label="output"))
        api(grow, number("n", precision=0), text())
        api(shapes, None, gr.JSON(label="output"))
        api(pair, number("n", precision=0), [text("letters"), number("count")])
        api(read, number("pages", precision=0), text())
        api(refuse, text("word"), text())
        api(refuse_late, text("word"), text())
        api(fail, text("word"), text())
        api(check, number("age"), text(), validator=lambda age: gr.validate(age >= 18, "must be 18 or more"))
        words = gr.State([])
        api(remember, [text("word"), words], [text(), words])
        api(weigh, gr.File(label="document"), gr.JSON(label="output"))
        api(write, [text("name"), text("text")], gr.File(label="output"))
        api(look, gr.Image(label="picture", type="filepath"), gr.Image(label="output", type="filepath"))
        api(talk, gr.Chatbot(label="history"), gr.Chatbot(label="output"))
        api(shout, text("word"), text(), batch=True, max_batch_size=4)
        api(direct, text("word"), text(), queue=False)
        api(nothing, text("word"), None)
        api(who, None, text())
        api(hidden, text("word"), text(), api_visibility="undocumented")
        api(private, text("word"), text(), api_visibility="private")
    return demo


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def launch(**options):
    # ssr_mode: it would look for a Node to render pages with.
    return build().launch(server_name="127.0.0.1", prevent_thread_lock=True, quiet=True, ssr_mode=False, max_file_size=1_000_000, **options)


launch(mcp_server=True)
_, locked, _ = launch(server_port=free_port(), auth=[("ann", "pw")], auth_message="Ask Ann.")
print(f"READY {locked}", flush=True)
threading.Event().wait()
