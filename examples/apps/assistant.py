"""Knows whom it works for: by a header, and by the Hugging Face token that is given with a call."""

import wave

import gradio as gr


def generate(prompt, request: gr.Request, token: gr.OAuthToken | None):
    if token is None:
        raise gr.Error("Whose quota shall I use?")
    return f"{prompt}, painted for {request.headers['x-user']} with {token.token}"


def say(text, voice, request: gr.Request):
    with wave.open(voice) as recording:
        seconds = recording.getnframes() / recording.getframerate()
    return f"{request.headers['x-user']} hears: {text} (in a voice of {seconds:.1f} s)"


with gr.Blocks() as demo:
    prompt, text, voice = gr.Textbox(label="prompt"), gr.Textbox(label="text"), gr.Audio(type="filepath", label="voice")
    answer = gr.Textbox(label="answer")
    gr.Button("Generate").click(generate, prompt, answer)
    gr.Button("Say").click(say, [text, voice], answer)

if __name__ == "__main__":
    demo.launch()
