"""Two apps under one roof: one for everybody at /mounted/here, one with a login at /intranet."""

import os

import gradio as gr
import uvicorn
from fastapi import FastAPI


def greet(name, request: gr.Request):
    return f"Hello {name}, from {request.username or 'nobody in particular'}"


def greeter():
    return gr.Interface(greet, gr.Textbox(label="name"), gr.Textbox(label="greeting"), api_name="greet", flagging_mode="never")


app = FastAPI()
gr.mount_gradio_app(app, greeter(), path="/mounted/here")
gr.mount_gradio_app(app, greeter(), path="/intranet", auth=("ada", "swordfish"))

if __name__ == "__main__":
    uvicorn.run(app, port=int(os.environ.get("GRADIO_SERVER_PORT", 7860)))
