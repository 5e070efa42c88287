"""What people do in a page, for the recorder: type, pick a file, press buttons, of which some use what others gave."""

import os
import tempfile

from serve import serve

import gradio as gr


def greet(name, loud, seen):
    greeting = f"Hello {name}, whom I have greeted {len(seen)} times before."
    return greeting.upper() if loud else greeting, seen + [name]


def path_of(file):
    # 3.x gives an open file.
    return getattr(file, "name", file)


def shout(text):
    path = os.path.join(tempfile.mkdtemp(), "shouted.txt")
    with open(path_of(text), encoding="utf-8") as source, open(path, "w", encoding="utf-8") as target:
        target.write(source.read().upper())
    return path


def measure(text):
    with open(path_of(text), encoding="utf-8") as file:
        return f"{len(file.read())} letters"


def repeat(greeting):
    return f"{greeting} {greeting}"


def spell(name):
    for end in range(1, len(name) + 1):
        yield "-".join(name[:end])


def fail():
    raise gr.Error("No luck.")


with gr.Blocks() as demo:
    seen = gr.State([])
    name, loud, greeting, answer = gr.Textbox(label="name"), gr.Checkbox(label="loud"), gr.Textbox(label="greeting"), gr.Textbox(label="answer")
    text, shouted = gr.File(label="text"), gr.File(label="shouted")
    gr.Button("Greet").click(greet, [name, loud, seen], [greeting, seen], api_name="greet")
    gr.Button("Shout").click(shout, text, shouted, api_name="shout")
    gr.Button("Measure").click(measure, shouted, answer, api_name="measure")
    gr.Button("Repeat").click(repeat, greeting, answer, api_name="repeat")
    gr.Button("Spell").click(spell, name, answer, api_name="spell")
    gr.Button("Quick").click(repeat, name, answer, api_name="quick", queue=False)
    gr.Button("Fail").click(fail, None, answer, api_name="fail")
    gr.Button("Hidden").click(repeat, name, answer, api_name=False)

serve(demo)
