"""The app of the streams and of the big values, as far as a client sees it before it calls: `values.ts` makes what its functions would give."""

import threading

import gradio as gr


def value(size):
    """Two of each, so that those that stream do."""
    yield size
    yield size


def result(size):
    return size


with gr.Blocks(title="bench values") as demo:
    button = gr.Button("go")
    size = gr.Textbox(label="size")
    text, tokens = gr.Textbox(label="text"), gr.Textbox(label="tokens")
    chat, table = gr.Chatbot(label="chat"), gr.Dataframe(label="table")
    items, json = gr.HighlightedText(label="items"), gr.JSON(label="json")
    # In the order of ENDPOINTS of values.ts.
    button.click(value, size, text, api_name="text")
    button.click(value, size, chat, api_name="chat")
    button.click(value, size, tokens, api_name="tokens")
    button.click(value, size, table, api_name="table")
    button.click(result, size, items, api_name="list")
    button.click(value, size, items, api_name="growing-list")
    button.click(result, size, json, api_name="json")

# ssr_mode would look for a Node to render pages with.
demo.launch(server_name="127.0.0.1", prevent_thread_lock=True, quiet=True, ssr_mode=False)
print("READY", flush=True)
threading.Event().wait()
