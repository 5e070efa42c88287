"""The app that the live tests call: one file for every Gradio from 3.23 to 6.x. serve.py says what its environment may tell it."""

import asyncio
import inspect
import json
import os
import tempfile
import time

from serve import VERSION, known, serve

import gradio as gr

# ------------------------------------------------------------------ what really happened, for tests to ask about

steps = []


def note(label, text):
    steps.append((label, text))


def journal(label):
    # As text: gr.JSON comes back damaged from unqueued calls of 5.46.1 to 5.49.1.
    return json.dumps([text for name, text in steps if name == label])


# ------------------------------------------------------------------ values

def echo(text):
    return f"echo: {text}"


def greet(name, greeting, times, mark=None):
    return " ".join([f"{greeting} {name}{mark or ''}"] * int(times))


def add(a, b):
    return a + b


def measure(text):
    return text.upper(), len(text), {"letters": sorted(set(text))}


def nothing(label):
    note(label, "called")


def give_none(text):
    return None


def pressed(button, text):
    return json.dumps([button, text])


def repeat(size):
    return "é😀" * int(size)


def recite(text, times):
    return text * int(times)


def many(n):
    return list(range(int(n)))


def choose(fruit, fruits, size, extras, amount):
    return fruit, fruits, size, extras, amount


def classify(text):
    return {"cat": 0.75, "dog": 0.25}


def mark(text):
    return [(text, "noun"), ("!", None)]


def double(table):
    return {"headers": ["a", "b"], "data": [[2 * cell for cell in row] for row in table]}


def unfold(text):
    update = gr.update if hasattr(gr, "update") else gr.Column
    return update(visible=True), text, update(visible=False)


def shout(labels):
    time.sleep(0.5)
    for label in labels:
        note(label, len(labels))
    return [[f"{label}!" for label in labels]]


def check_order(name, amount):
    return [
        gr.validate(name != "", "Say who you are."),
        gr.validate(amount > 0, "At least one."),
    ]


def order(name, amount):
    return f"{amount} for {name}"


def check_word(word):
    return gr.validate(len(word) < 5, f"{word} is too long.")


# ------------------------------------------------------------------ generators

def count(n):
    for i in range(int(n)):
        yield str(i)
        time.sleep(0.02)


def grow(n):
    text = ""
    for i in range(int(n)):
        text += f"wörd{i} 😀 "
        yield text
        time.sleep(0.01)


async def agrow(n):
    for i in range(int(n)):
        yield "a" * (i + 1)
        await asyncio.sleep(0.02)


def once(text):
    yield text


CONVERSATIONS = [
    [("hi", "h")],
    [("hi", "hello")],
    [("hi", "hello"), ("how are you?", "fine")],
    [("hi", "hello"), ("how are you?", "fine"), ("really?", "yes"), ("sure?", "no")],
    [("hi", "hello")],
    [],
]


def converse_in_pairs(text):
    for conversation in CONVERSATIONS:
        yield [list(turn) for turn in conversation]
        time.sleep(0.05)


def converse(text):
    for conversation in CONVERSATIONS:
        if MESSAGES:
            roles = ("user", "assistant")
            yield [{"role": roles[i], "content": turn[i]} for turn in conversation for i in range(2)]
        else:
            yield [list(turn) for turn in conversation]
        time.sleep(0.05)


TABLES = [
    [[1, 2, 3], [4, 5, 6], [7, 8, 9]],
    [[1, 2, 3], [4, 5, 6]],
    [[1], [4]],
    [[1]],
    [[1], [2], [3]],
]


def shrink_table(text):
    for rows in TABLES:
        yield {"headers": ["a", "b", "c"][: len(rows[0])], "data": rows}
        time.sleep(0.05)


SHAPES = [
    {"list": [1, 2, 3, 4, 5], "nested": {"a": 1, "b": 2, "c": [[1, 2, 3], [4, 5]]}},
    {"list": [1, 2], "nested": {"a": 1, "c": [[1], [4]]}},
    {"nested": {}},
    {"list": [{"x": [1, 2, 3]}, {"x": []}]},
    {"list": [{"x": [3]}]},
    [1, 2, 3],
    [3],
    {"/": {"~": 0}, "": "empty key", "__proto__": 1},
    True,
    0,
    1.5,
    None,
    {},
]


def change_shape(text):
    for shape in SHAPES:
        yield shape
        time.sleep(0.03)


HIGHLIGHTS = [
    [("aa", "x"), ("bb", "y"), ("cc", None), ("dd", "z")],
    [("aa", "x")],
    [("aa", "q"), ("zz", None)],
    [],
]


def highlight(text):
    for spans in HIGHLIGHTS:
        yield spans
        time.sleep(0.03)


GUESSES = [{"a": 0.5, "b": 0.3, "c": 0.2}, {"b": 1.0}, {"c": 0.6, "a": 0.4}]


def guess(text):
    for confidences in GUESSES:
        yield confidences
        time.sleep(0.03)


def many_stepwise(n):
    yield []
    yield list(range(int(n)))
    yield list(range(int(n) // 2))


def two_at_once(n):
    for i in range(int(n)):
        yield "a" * (i + 1), i
        time.sleep(0.03)


def now_and_then(text):
    for value in ["a", None, "a", "ab", ""]:
        yield value
        time.sleep(0.03)


def none_at_both_ends(text):
    for value in [None, text, None]:
        yield value, text
        time.sleep(0.03)


def relabel(text):
    update = gr.update if hasattr(gr, "update") else gr.Textbox
    for changes in [{"value": "a", "label": "A"}, {"label": "B"}, {"value": "ab", "label": "B"}]:
        yield update(**changes)
        time.sleep(0.03)


# ------------------------------------------------------------------ progress and logs

def read(chapters, pages, progress=gr.Progress()):
    for chapter in progress.tqdm(range(int(chapters)), desc="book", unit="chapters"):
        for _ in progress.tqdm(range(int(pages)), desc=f"chapter {chapter}", unit="pages"):
            time.sleep(0.15)
    return "read"


def paint(text, progress=gr.Progress()):
    for part in (0.25, 0.75):
        progress(part, desc="painting")
        time.sleep(0.3)
    return text


def talk(text):
    if hasattr(gr, "Info"):
        gr.Info(f"about {text}", **known(gr.Info, duration=3, title="Note"))
        gr.Warning(f"careful with {text}")
    return text


# ------------------------------------------------------------------ things that take time

def slow(label, seconds):
    note(label, "start")
    time.sleep(seconds)
    note(label, "end")
    return f"slow: {label}"


async def aslow(label, seconds):
    note(label, "start")
    try:
        await asyncio.sleep(seconds)
    except BaseException as reason:
        note(label, type(reason).__name__)
        raise
    note(label, "end")
    return f"slow: {label}"


def tick(label, times, seconds):
    note(label, "start")
    for i in range(int(times)):
        note(label, i)
        yield f"{label} {i}"
        time.sleep(seconds)
    note(label, "end")


def tick_five(label, times, seconds):
    yield from tick(label, times, seconds)


def left(label):
    return slow(label, 0.5)


def right(label):
    return slow(label, 0.5)


# ------------------------------------------------------------------ state

def remember(words, word):
    words = [*(words or []), word]
    return " ".join(words), words


def remember_stepwise(words, word):
    for letters in range(1, len(word) + 1):
        yield " ".join([*(words or []), word[:letters]]), [*(words or []), word[:letters]]
        time.sleep(0.03)


def tally_first(seen, a, b):
    seen = [*(seen or []), a, b]
    return seen, " ".join(seen), len(seen)


def tally_middle(a, seen, b):
    seen = [*(seen or []), a, b]
    return " ".join(seen), seen, len(seen)


def tally_last(a, b, seen):
    seen = [*(seen or []), a, b]
    return " ".join(seen), len(seen), seen


def tally_both_ends(calls, text, letters):
    calls, letters = (calls or 0) + 1, (letters or 0) + len(text)
    return calls, f"{calls} calls, {letters} letters", letters


# ------------------------------------------------------------------ errors

def refusal(message):
    return gr.Error(message, **known(gr.Error.__init__, duration=3, title="Closed", print_exception=False))


def fail(text):
    raise ValueError(f"cannot do {text}")


def refuse(text):
    raise refusal(f"won't do {text}")


def fail_late(text):
    yield text
    yield text * 2
    raise ValueError("tired")


def refuse_late(text):
    yield text
    raise refusal("enough")


# ------------------------------------------------------------------ files and the request

def path_of(file):
    return getattr(file, "name", file)


def look_at(file):
    if file is None:
        return "nothing"
    path = path_of(file)
    with open(path, "rb") as file:
        content = file.read()
    note(content[:50].decode(errors="replace"), "looked at")
    return json.dumps({"name": os.path.basename(path), "size": len(content)})


def give_back(file):
    return path_of(file)


def write_file(name, text):
    path = os.path.join(tempfile.mkdtemp(), name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def join_files(files):
    return json.dumps([os.path.basename(path_of(file)) for file in files or []])


def request_info(text, request: gr.Request):
    return json.dumps(
        {
            "headers": dict(request.headers),
            "query": dict(request.query_params),
            "username": getattr(request, "username", None),
            "session": getattr(request, "session_hash", None),
        },
        default=str,
    )


# ------------------------------------------------------------------ the app

MESSAGES = VERSION >= (6, 0) or "type" in inspect.signature(gr.Chatbot.__init__).parameters


def chatbot(type="messages"):
    return gr.Chatbot(**known(gr.Chatbot.__init__, type=type))


def label_inputs(function, inputs):
    """Before 4.23 the API knows a parameter by the label of its component only: here that is its name."""
    if VERSION < (4, 23):
        for name, component in zip(inspect.signature(function).parameters, inputs):
            if not isinstance(component, (gr.State, gr.Button)):
                component.label = name


with gr.Blocks(title="suite") as demo:
    button = gr.Button("press")

    def api(function, inputs, outputs, name=None, visibility="public", **options):
        """An endpoint. Options that this version does not know are left out."""
        if visibility == "public" or VERSION >= (6, 0):
            options.update(api_name=name or function.__name__, api_visibility=visibility)
        elif visibility == "undocumented":
            options.update(api_name=name or function.__name__, show_api=False)
        else:
            options.update(api_name=False)
        label_inputs(function, inputs if isinstance(inputs, list) else [inputs])
        return button.click(function, inputs, outputs, **known(button.click, **options))

    def text(label="text", **options):
        return gr.Textbox(label=label, **options)

    number = gr.Number

    api(journal, text(), text(), queue=False)

    api(echo, text(), text())
    api(greet, [text(), text(value="Hello"), gr.Slider(1, 5, value=2, step=1), text()], text())
    api(add, [number(), number()], number())
    api(measure, text(), [text(), number(), gr.JSON()])
    api(nothing, text(), None)
    api(give_none, text(), text())
    api(pressed, [button, text()], text())
    api(repeat, number(), text())
    api(recite, [text(), number()], text())
    api(many, number(), gr.JSON())
    choices = [
        gr.Dropdown(["apple", "pear"], value="pear", label="fruit"),
        gr.Dropdown(["apple", "pear"], value=["apple"], multiselect=True, label="fruits"),
        gr.Radio(["small", "large"], value="small", label="size"),
        gr.CheckboxGroup(["sugar", "cream"], value=[], label="extras"),
        gr.Slider(1, 9, value=2, step=1, label="amount"),
    ]
    api(choose, choices, choices)
    api(classify, text(), gr.Label())
    api(mark, text(), gr.HighlightedText())
    api(double, gr.Dataframe(headers=["a", "b"], datatype="number", type="array"), gr.Dataframe())
    with gr.Column(visible=False) as column:
        with gr.Row() as row:
            unfolded = text()
    api(unfold, text(), [column, unfolded, row])
    # Never over the queue of 4.0 to 4.10: no function runs there afterwards.
    api(shout, text(), text(), batch=True, max_batch_size=4)
    if hasattr(gr, "validate"):
        api(order, [text("name"), number(label="amount", precision=0)], text(), validator=check_order)
        api(echo, text("word"), text(), name="short_echo", validator=check_word)

    api(count, number(), text())
    api(grow, number(), text())
    api(agrow, number(), text())
    api(once, text(), text())
    api(converse, text(), chatbot())
    if VERSION < (6, 0):
        api(converse_in_pairs, text(), chatbot(type="tuples"))
    api(shrink_table, text(), gr.Dataframe())
    api(change_shape, text(), gr.JSON())
    api(highlight, text(), gr.HighlightedText())
    api(guess, text(), gr.Label())
    api(many_stepwise, number(), gr.JSON())
    api(none_at_both_ends, text(), [text(), text()])
    api(two_at_once, number(), [text(), number()])
    api(now_and_then, text(), text())
    api(relabel, text(), text())

    api(read, [number(), number()], text())
    api(paint, text(), text())
    api(talk, text(), text())

    api(slow, [text(), number()], text())
    api(slow, [text(), number()], text(), name="slow_five", concurrency_limit=5, concurrency_id="slow_five")
    slow_async = api(aslow, [text(), number()], text())
    ticking = api(tick, [text(), number(), number()], text())
    ticking_five = api(tick_five, [text(), number(), number()], text(), concurrency_limit=5)
    # Before 4.31 a call is cancelled by a listener that says what it cancels.
    for event in (slow_async, ticking, ticking_five):
        button.click(None, None, None, cancels=[event])
    api(left, text(), text(), concurrency_id="shared")
    api(right, text(), text(), concurrency_id="shared")

    words = gr.State([])
    api(remember, [words, text()], [text(), words])
    api(remember_stepwise, [words, text()], [text(), words])

    tallied = gr.State([])
    api(tally_first, [tallied, text(), text()], [tallied, text(), number()])
    api(tally_middle, [text(), tallied, text()], [text(), tallied, number()])
    api(tally_last, [text(), text(), tallied], [text(), number(), tallied])
    calls, letters = gr.State(0), gr.State(0)
    api(tally_both_ends, [calls, text(), letters], [calls, text(), letters])

    api(fail, text(), text())
    api(refuse, text(), text())
    api(fail_late, text(), text())
    api(refuse_late, text(), text())

    api(echo, text(), text(), name="direct", queue=False)
    api(add, [number(), number()], number(), name="direct_add", queue=False)
    api(measure, text(), [text(), number(), gr.JSON()], name="direct_measure", queue=False)
    api(slow, [text(), number()], text(), name="direct_slow", queue=False)
    api(count, number(), text(), name="direct_count", queue=False)
    api(remember, [words, text()], [text(), words], name="direct_remember", queue=False)
    api(fail, text(), text(), name="direct_fail", queue=False)
    api(refuse, text(), text(), name="direct_refuse", queue=False)

    api(echo, text(), text(), name="undocumented", visibility="undocumented")
    api(echo, text(), text(), name="private", visibility="private")
    if VERSION >= (6, 0):
        button.click(echo, text(), text(), api_name=False)

    api(look_at, gr.File(), text())
    api(give_back, gr.File(), gr.File())
    api(write_file, [text(), text()], gr.File())
    api(join_files, gr.File(file_count="multiple"), text())
    api(request_info, text(), text())

    if hasattr(gr, "render"):
        # Exists in a session that has run it, together with what it makes.
        @gr.render(inputs=text())
        def draw(value):
            gr.Button("drawn").click(echo, text(), text(), api_name="drawn")

serve(demo)
