"""A gr.ChatInterface: its endpoint /chat keeps the history of the session in a state that callers do not see."""

from serve import known, serve

import gradio as gr


def said_by_user(history):
    """Pairs of texts, or messages; since Gradio 6 the content of a message is a list of parts."""
    texts = []
    for turn in history:
        if isinstance(turn, dict):
            if turn["role"] != "user":
                continue
            content = turn["content"]
            texts.append(content if isinstance(content, str) else content[0]["text"])
        else:
            texts.append(turn[0])
    return texts


def chat(message, history):
    words = [*said_by_user(history), message]
    for n in range(1, len(words) + 1):
        yield " ".join(words[:n])


serve(gr.ChatInterface(chat, **known(gr.ChatInterface.__init__, type="messages")))
