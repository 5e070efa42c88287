import { expect, it } from "vitest";
import type { ApiInfo, EndpointInfo, ParameterInfo, ReturnInfo } from "./api-info.js";
import { apiText } from "./api-text.js";

function value(label: string, rest: Partial<ReturnInfo> = {}): ReturnInfo {
  const schema = { type: "number" };
  return { label, component: "Number", schema, pythonType: "float", typescriptType: "number", file: false, description: "", ...rest };
}

function parameter(name: string, rest: Partial<ParameterInfo> = {}): ParameterInfo {
  return { ...value(name), name, required: true, ...rest };
}

function endpoint(rest: Partial<EndpointInfo>): EndpointInfo {
  const common = {
    name: null,
    fnIndex: 0,
    description: "",
    visibility: "public",
    queued: true,
    generator: false,
    oauthToken: null,
  } as const;
  return { ...common, parameters: [], slots: [], returns: [], returnSlots: [], ...rest };
}

function api(named: readonly EndpointInfo[], unnamed: readonly EndpointInfo[] = []): ApiInfo {
  const namedEndpoints = Object.fromEntries(named.map((one) => [`${one.name}`, one]));
  const unnamedEndpoints = Object.fromEntries(unnamed.map((one) => [one.fnIndex, one]));
  const http = { prefix: "gradio_api/", route: "call", fileKey: "path", keywords: true } as const;
  return { src: "http://localhost/", namedEndpoints, unnamedEndpoints, http };
}

it("tells how to call each public endpoint, as Python's view_api() does", () => {
  const operation = { component: "Radio", typescriptType: '"add" | "divide"', required: false, default: "add" } as const;
  const num2 = { required: false, default: 3, description: "numeric value between 0 and 10" } as const;
  const info = api([
    endpoint({
      name: "/predict",
      description: "Calculates.\n\n  Carefully.\n",
      parameters: [parameter("num1"), parameter("operation", operation), parameter("num 2", num2)],
      returns: [value("The output")],
    }),
    endpoint({ name: "/split", returns: [value("a"), value("🎤", { typescriptType: "OutputFile | null", component: "Audio" })] }),
    endpoint({ name: "/reset" }),
    endpoint({ name: "/hidden", visibility: "undocumented" }),
  ]);
  expect(apiText(info)).toBe(`Client.predict() usage
----------------------
Named API endpoints: 3

 - predict("/predict", { num1, operation, "num 2" }) -> the_output
    Calculates.
    Carefully.
    Parameters:
     - [Number] num1: number (required)
     - [Radio] operation: "add" | "divide" (not required, default "add")
     - [Number] "num 2": number (not required, default 3) (numeric value between 0 and 10)
    Returns:
     - [Number] the_output: number

 - predict("/split") -> [a, value]
    Parameters:
     - None
    Returns:
     - [Number] a: number
     - [Audio] value: OutputFile | null

 - predict("/reset") -> []
    Parameters:
     - None
    Returns:
     - None`);
});

it("tells of unnamed endpoints only where no endpoint has a name", () => {
  const unnamed = endpoint({ fnIndex: 2, parameters: [parameter("a")], returns: [value("output")] });
  expect(apiText(api([], [unnamed]))).toContain("Unnamed API endpoints: 1\n\n - predict(2, [a]) -> output\n");
  expect(apiText(api([endpoint({ name: "/x" })], [unnamed]))).not.toContain("predict(2");
});

it("says of an app without an API that it has none", () => {
  expect(apiText(api([]))).toMatch(/Named API endpoints: 0$/);
});

it("gives of a long description the first line", () => {
  const long = parameter("file", { description: "The FileData class.\n\nAttributes:\n    path: The path." });
  expect(apiText(api([endpoint({ name: "/x", parameters: [long] })]))).toContain(
    "- [Number] file: number (required) (The FileData class.)\n",
  );
});

it("says what an endpoint takes besides its parameters, and names a default file by its address", () => {
  const initial = { path: "/tmp/cat.png", url: "https://x.org/cat.png", meta: { _type: "gradio.FileData" } };
  const image = parameter("image", { component: "Image", typescriptType: "FileLike", required: false, default: initial });
  const text = apiText(api([endpoint({ name: "/x", oauthToken: "optional", parameters: [image] })]));
  expect(text).toContain("\n    Takes your Hugging Face token (optional): connect with { oauthToken }.\n    Parameters:\n");
  expect(text).toContain('- [Image] image: FileLike (not required, default handleFile("https://x.org/cat.png"))\n');
});
