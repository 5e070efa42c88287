import { describe, expect, it } from "vitest";
import { viewOf } from "./view-of.js";

describe("how a value is shown", () => {
  it.each([
    [null, "", "nothing"],
    ["text", "Textbox", "text"],
    [7, "Number", "text"],
    [false, "Checkbox", "text"],
    [[], "Json", "json"],
    [[], "Chatbot", "chat"],
    [[["hi", null]], "Chatbot", "chat"],
    [[{ role: "user", content: "hi" }], "Chatbot", "chat"],
    [[7], "Chatbot", "json"],
    [[1, 2], "Json", "json"],
    [{ headers: ["a"], data: [[1]] }, "Json", "table"],
    [{ headers: ["a"], data: [1] }, "Json", "json"],
    [{ label: "cat", confidences: null }, "Label", "label"],
    [{ label: "cat", confidences: 7 }, "Label", "json"],
    [{ type: "matplotlib", plot: "data:image/png;base64,AA==" }, "Plot", "picture"],
    [{ type: "plotly", plot: "{}" }, "Plot", "json"],
  ])("%j of a %s is shown as %s", (value, component, kind) => {
    expect(viewOf(value, component).kind).toBe(kind);
  });

  it("tells of a conversation who says what, in pairs and in messages", () => {
    const messages = [
      { role: "user", content: [{ type: "text", text: "a" }] },
      { role: "assistant", content: "b" },
    ];
    const lines = [
      { role: "user", parts: ["a"] },
      { role: "assistant", parts: ["b"] },
    ];
    expect(viewOf([["a", "b"]], "chatbot")).toEqual({ kind: "chat", lines });
    expect(viewOf(messages, "Chatbot")).toEqual({ kind: "chat", lines });
  });
});
