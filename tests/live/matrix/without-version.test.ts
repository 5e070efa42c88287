import { expect, it } from "vitest";
import { withoutVersion } from "./without-version.js";

it("leaves the subject of a title", () => {
  expect(withoutVersion("Errors of Gradio '4.8.0'", "4.8.0")).toBe("Errors");
  expect(withoutVersion("Cancelling with Gradio 4.8.0", "4.8.0")).toBe("Cancelling");
  expect(withoutVersion("Streams, Gradio 4.8.0", "4.8.0")).toBe("Streams");
  expect(withoutVersion("What the functions of Gradio '4.8.0' see of a request", "4.8.0")).toBe("What the functions see of a request");
  expect(withoutVersion("A Gradio '4.8.0' app mounted under a path", "4.8.0")).toBe("A Gradio app mounted under a path");
});

it("leaves other numbers and other titles as they are", () => {
  expect(withoutVersion("Errors of Gradio '4.18.0'", "4.8.0")).toBe("Errors of Gradio '4.18.0'");
  expect(withoutVersion("Errors of Gradio 4x8.0", "4.8.0")).toBe("Errors of Gradio 4x8.0");
  expect(withoutVersion("an app of ours", undefined)).toBe("an app of ours");
});
