import { expect, it } from "vitest";
import { typesCommand } from "./types-command.js";

it.each([
  ["gradio/calculator", {}, "gradio-ts types gradio/calculator"],
  ["https://a.example", { name: "App", all: true }, "gradio-ts types https://a.example --name App --all"],
  ["https://ada:secret@a.example/app?__theme=dark&token=t#x", {}, "gradio-ts types https://a.example/app"],
  ["http://a.example/it's`", {}, "gradio-ts types 'http://a.example/it'\\''s`'"],
])("The command for %j with %j keeps no secret, and can be pasted", (app, flags, command) => {
  expect(typesCommand(app, flags)).toBe(command);
});
