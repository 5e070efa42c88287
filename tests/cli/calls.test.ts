import { choice, number, Server } from "@gradio-ts/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "./run-command.js";

const app = new Server({ title: "calculator" })
  .api("/predict", {
    inputs: {
      num1: number(),
      operation: choice(["add", "subtract", "multiply", "divide"], { default: "add" }),
      num2: number({ default: 3 }),
    },
    output: number(),
  })
  .handle(({ num1, operation, num2 }) => (operation === "multiply" ? num1 * num2 : num1 + num2));

let url = "";
beforeAll(async () => {
  ({ url } = await app.listen({ port: 0 }));
});
afterAll(() => app.close({ drain: 0 }));

describe("gradio-ts predict", () => {
  it.concurrent.each<[string, readonly string[], string | undefined, string]>([
    ["name=value", ["num1=4", "operation=multiply", "num2=5"], undefined, "20\n"],
    ["the endpoint's name", ["/predict", "num1=4"], undefined, "7\n"],
    ["the endpoint's number", ["0", "num1=4"], undefined, "7\n"],
    ["a JSON object", ['{"num1": 4, "num2": 1}'], undefined, "5\n"],
    ["a JSON array", ['[4, "multiply"]'], undefined, "12\n"],
    ["JSON from stdin", ["-"], '{"num1": 4}', "7\n"],
  ])("takes %s", async (_, words, stdin, stdout) => {
    expect(await runCommand(["predict", url, ...words], stdin === undefined ? {} : { stdin })).toEqual({ code: 0, stdout, stderr: "" });
  });

  it.concurrent("refuses what does not fit, before anything is sent", async () => {
    expect(await runCommand(["predict", url, "num1=4", "operation=modulo"])).toEqual({
      code: 2,
      stdout: "",
      stderr: 'error INVALID_ARGUMENT: operation must be one of "add", "subtract", "multiply", "divide", not "modulo"\n',
    });
  });
});
