import { describe, expect, test } from "vitest";
import { choice } from "./fields/choice.js";
import { choices } from "./fields/choices.js";
import { number } from "./fields/number.js";
import { Server } from "./server.js";
import { result, TestClient } from "./testing/test-client.js";

/** What TypeScript would refuse, and JavaScript does not. */
const untyped = (value: unknown) => value as never;

describe("an author is told at once of", () => {
  const mistakes: [string, () => unknown, string][] = [
    ["a title that is no text", () => new Server({ title: untyped(5) }), "Server: title must be a text."],
    ["a root path that is no text", () => new Server({ rootPath: untyped(/x/) }), "Server: rootPath must be a text."],
    ["a switch that is a text", () => new Server({ showErrors: untyped("no") }), "Server: showErrors must be true or false."],
    ["a logger that is not whole", () => new Server({ logger: untyped({ error() {} }) }), "Server: logger has no debug()."],
    ["options that are none", () => new Server(untyped(8080)), "Server: the options must be an object."],
    ["an endpoint without a definition", () => new Server().api("/x", untyped(undefined)), "Endpoint /x: the options must be an object."],
    [
      "an endpoint given twice",
      () =>
        new Server()
          .api("/x", {})
          .handle(() => {})
          .api("/x", {}),
      "Endpoint /x is defined twice.",
    ],
    ["choices that are no list", () => choice(untyped(undefined)), "choice() needs a list of at least one choice."],
    ["several choices that are no list", () => choices(untyped("ab")), "choices() needs a list of at least one choice."],
  ];
  test.each(mistakes)("%s", (_, make, message) => {
    expect(make).toThrow(message);
  });

  test("a port in place of options", async () => {
    await expect(new Server().listen(untyped(8080))).rejects.toThrow("listen(): the options must be an object.");
    await expect(new Server().listen(untyped({ prt: 8080 }))).rejects.toThrow('listen() has no option "prt". Options: port, host.');
  });

  test("a handler that was forgotten", async () => {
    const server = new Server();
    const described = server.api("/x", { output: number() });
    await expect(server.listen({ port: 0 })).rejects.toThrow("Endpoint /x has no handler: call .handle() on what .api() returns.");
    described.handle(() => 1);
    await server.listen({ port: 0 });
    await server.close();
  });
});

test("a time limit of any length is kept, and one that never comes is none", async () => {
  const slow = () => new Promise<number>((resolve) => setTimeout(() => resolve(1), 20));
  const server = new Server()
    .api("/month", { output: number(), timeout: 2 ** 31 })
    .handle(slow)
    .api("/never", { output: number(), timeout: Number.POSITIVE_INFINITY })
    .handle(slow);
  const client = new TestClient(server);
  expect(result(await client.call(0, []))).toEqual([1]);
  expect(result(await client.call(1, []))).toEqual([1]);
  const id = client.call(0, []);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await server.close({ drain: Number.POSITIVE_INFINITY });
  expect(result(await id)).toEqual([1]);
});

test("a page may pass on what came from fetch, which takes no headers", async () => {
  const server = new Server({ page: () => Response.redirect("https://elsewhere.example/") });
  const answer = await new TestClient(server).request("/", { headers: { origin: "https://page.example" } });
  expect([answer.status, answer.headers.get("location")]).toEqual([302, "https://elsewhere.example/"]);
});
