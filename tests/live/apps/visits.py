"""An app that notes who has left, on every Gradio from 4.25, and asks for tokens, from 6.21. serve.py says what its environment may tell it."""

import json

from serve import VERSION, serve

import gradio as gr

left = []


def journal(session):
    return json.dumps([name for name in left if name == session])


def leave(request: gr.Request):
    left.append(request.session_hash)


def visit(name, visits):
    return f"{name}, visit {visits + 1}", visits + 1


def tell_token(token):
    return token.token if token else "no token"


def may_sign(text, token: "gr.OAuthToken | None"):
    return f"{text}: {tell_token(token)}"


def must_sign(text, token: gr.OAuthToken):
    return f"{text}: {tell_token(token)}"


def anonymous(text):
    return text


with gr.Blocks() as demo:
    visits = gr.State(0)
    name, told = gr.Textbox(label="name"), gr.Textbox()
    gr.Button().click(journal, name, told, api_name="journal", queue=False)
    gr.Button().click(visit, [name, visits], [told, visits], api_name="visit")
    gr.Button().click(visit, [name, visits], [told, visits], api_name="direct_visit", queue=False)
    if VERSION >= (6, 21):
        for function in (may_sign, must_sign, anonymous):
            gr.Button().click(function, name, told, api_name=function.__name__)
            gr.Button().click(function, name, told, api_name=f"direct_{function.__name__}", queue=False)
    # The last one: before 6.7 it is the last event that says whether the app wants a heartbeat.
    demo.unload(leave)

serve(demo)
