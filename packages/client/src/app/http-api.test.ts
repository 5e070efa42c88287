import { expect, it } from "vitest";
import { httpApi } from "./http-api.js";
import { parseVersion } from "./parse-version.js";

it.each([
  ["3.50.2", "", { route: "run", fileKey: "name", keywords: false }],
  ["4.0.2", "", { route: "run", fileKey: "path", keywords: false }],
  ["4.19.2", "", { route: "run", fileKey: "path", keywords: false }],
  ["4.20.1", "", { route: "call", fileKey: "path", keywords: false }],
  ["4.23.0", "", { route: "call", fileKey: "path", keywords: true }],
  ["6.31.0", "gradio_api/", { route: "call", fileKey: "path", keywords: true }],
])("says how Gradio %s is called without this client", (version, prefix, rest) => {
  expect(httpApi(parseVersion(version), prefix)).toEqual({ prefix, ...rest });
});
