"""Stands in for a translation model."""

import gradio as gr

FRENCH = {"hello": "Bonjour", "thank you": "Merci", "good evening": "Bonsoir"}


def translate(text):
    if text.lower() not in FRENCH:
        raise gr.Error(f"No translation of {text}")
    return FRENCH[text.lower()]


demo = gr.Interface(translate, gr.Textbox(label="text"), gr.Textbox(label="translation"), api_name="predict", flagging_mode="never")

if __name__ == "__main__":
    demo.launch()
