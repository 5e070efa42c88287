/**
 * What the functions of `values.py` give here: made by one rule for the server, which sends it, and for the checks of what arrives.
 * Each value shares with the one before what did not change.
 */
export const STREAMS = ["text", "chat", "tokens", "table"] as const;
export type StreamName = (typeof STREAMS)[number];

/** Calls that give one big value; the list also as a step of a stream. */
export const BIG = ["list", "growing-list", "json"] as const;
export type BigName = (typeof BIG)[number];

export type Endpoint = StreamName | BigName;

/** In the order of `values.py`. */
export const ENDPOINTS: readonly Endpoint[] = [...STREAMS, ...BIG];

/** The values of an endpoint, in order. @param size Steps of a stream, elements of a big value. */
export function valuesOf(endpoint: Endpoint, size: number): Iterable<unknown> {
  switch (endpoint) {
    case "text":
      return growingText(size);
    case "chat":
      return growingChat(size);
    case "tokens":
      return tokens(size);
    case "table":
      return changingTable(size);
    case "list":
      return [list(size)];
    case "growing-list":
      return [[], list(size)];
    case "json":
      return [records(size)];
  }
}

function words(step: number): string {
  return `step ${step} of many, `;
}

/** A Textbox: what a language model writes. 200 kB in 10,000 steps. */
function* growingText(steps: number): Iterable<string> {
  let text = "";
  for (let step = 0; step < steps; step++) {
    text += words(step);
    yield text;
  }
}

/** A Chatbot of Gradio 6: the last message grows, a new one begins at every hundredth step. */
function* growingChat(steps: number): Iterable<unknown> {
  const message = (index: number, text: string) => ({
    role: index % 2 === 0 ? "user" : "assistant",
    metadata: null,
    content: [{ text, type: "text" }],
    options: null,
  });
  let earlier: readonly unknown[] = [];
  let text = "";
  for (let step = 0; step < steps; step++) {
    text += words(step);
    const messages = [...earlier, message(earlier.length, text)];
    yield messages;
    if (step % 100 !== 99) continue;
    earlier = messages;
    text = "";
  }
}

/** A Textbox that shows one word after another. */
function* tokens(steps: number): Iterable<string> {
  for (let step = 0; step < steps; step++) yield `token ${step}`;
}

/** A Dataframe: a row comes at every 25th step, between them one cell changes. */
function* changingTable(steps: number): Iterable<unknown> {
  const headers = ["step", "name", "state", "count", "share"];
  let rows: readonly (readonly unknown[])[] = [];
  for (let step = 0; step < steps; step++) {
    if (step % 25 === 0) rows = [...rows, [step, `row ${rows.length}`, "new", 0, step % 100]];
    else {
      const changed = (step * 7) % rows.length;
      rows = rows.map((row, index) => (index === changed ? [...row.slice(0, 3), step, row[4]] : row));
    }
    yield { headers, data: rows, metadata: null };
  }
}

/** A HighlightedText. */
function list(length: number): readonly unknown[] {
  return Array.from({ length }, (_, index) => ({ token: `token ${index}`, class_or_confidence: index % 3 === 0 ? null : "kind" }));
}

/** A JSON of 200 bytes per record. */
function records(length: number): readonly unknown[] {
  const text = "One of many sentences that are only here to be long. ".repeat(3).slice(0, 126);
  return Array.from({ length }, (_, index) => ({
    id: 1_000_000 + index,
    name: `record ${1_000_000 + index}`,
    tags: ["a", "b"],
    score: index % 100,
    text,
  }));
}
