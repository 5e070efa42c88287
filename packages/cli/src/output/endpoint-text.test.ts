import type { EndpointInfo, ParameterInfo } from "@gradio-ts/client";
import { expect, it } from "vitest";
import { endpointText } from "./endpoint-text.js";

const VALUE = { label: "x", component: "Textbox", schema: {}, pythonType: "str", typescriptType: "string", file: false, description: "" };
const PARAMETER: ParameterInfo = { ...VALUE, name: "text", required: true };
const ENDPOINT: EndpointInfo = {
  name: "/call",
  fnIndex: 3,
  description: "",
  visibility: "public",
  queued: true,
  generator: false,
  oauthToken: null,
  parameters: [],
  slots: [],
  returnSlots: [],
  returns: [],
};

it("An endpoint is told with all that a caller needs", () => {
  const endpoint: EndpointInfo = {
    ...ENDPOINT,
    description: "Says it.\n\n  Loudly. ",
    oauthToken: "required",
    parameters: [
      PARAMETER,
      {
        ...PARAMETER,
        name: "volume",
        component: "Slider",
        typescriptType: "number",
        required: false,
        default: 0.5,
        description: "between 0 and 1",
      },
      { ...PARAMETER, name: "voice", typescriptType: "FileLike", component: "Audio", file: true, description: "A class of Python's." },
    ],
    returns: [VALUE, { ...VALUE, label: "", typescriptType: "x".repeat(60) }],
  };
  expect(endpointText(endpoint)).toBe(
    [
      "/call(text, volume=0.5, voice) -> [x, value]",
      "  Says it.",
      "  Loudly.",
      "  Takes your Hugging Face token (required): HF_TOKEN.",
      `  text     ${"string".padEnd(46)}  Textbox, required`,
      `  volume   ${"number".padEnd(46)}  Slider, between 0 and 1`,
      `  voice    ${"FileLike".padEnd(46)}  Audio, required`,
      `  returns  ${"string".padEnd(46)}  Textbox "x"`,
      `  returns  ${"x".repeat(60)}  Textbox`,
    ].join("\n"),
  );
  expect(endpointText({ ...ENDPOINT, name: null })).toBe("3() -> []");
});

it("Its columns stand below each other in a terminal, however wide the characters are", () => {
  const parameters = ["text", "提示词", "👩‍🎨", "é"].map((name) => ({ ...PARAMETER, name, typescriptType: `"${name}"` }));
  const lines = endpointText({ ...ENDPOINT, parameters })
    .split("\n")
    .slice(1);
  // Cells of a terminal, counted by hand: three wide characters, one emoji of three parts, one letter with an accent.
  expect(lines).toEqual([
    `  text    "text"${" ".repeat(40)}  Textbox, required`,
    `  提示词  "提示词"${" ".repeat(38)}  Textbox, required`,
    `  👩‍🎨      "👩‍🎨"${" ".repeat(42)}  Textbox, required`,
    `  é       "é"${" ".repeat(43)}  Textbox, required`,
  ]);
});
