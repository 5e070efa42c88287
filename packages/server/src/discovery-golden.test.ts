import { describe, expect, test } from "vitest";
import { z } from "zod";
import { boolean } from "./fields/boolean.js";
import { number } from "./fields/number.js";
import { text } from "./fields/text.js";
import { Server } from "./server.js";
import { goldenApp } from "./testing/golden-app.js";
import { goldenFile } from "./testing/golden-file.js";
import { GoldenReplay, type GoldenStep } from "./testing/golden-replay.js";
import { TestClient } from "./testing/test-client.js";

/** The app of server-mode.json, written for this server. */
function calculator() {
  return new Server()
    .api("/add", { inputs: { a: number(), b: number({ default: 1 }) }, output: number(), description: "Add two numbers." })
    .handle(({ a, b }) => a + b)
    .api("/count", { inputs: { n: number({ integer: true }) } })
    .handle(function* ({ n }) {
      for (let i = 0; i < n; i++) yield;
    })
    .api("/many", {
      inputs: {
        words: z.array(z.string()),
        flag: boolean({ default: false }),
        opt: z.record(z.string(), z.unknown()).nullable().default(null),
      },
      output: [text(), number({ integer: true })],
    })
    .handle(({ words }) => [words.join(" "), words.length])
    .api("/ping", { output: text(), queue: false })
    .handle(() => "pong")
    .api("/quiet", { inputs: { x: text() }, output: text(), visibility: "undocumented" })
    .handle(({ x }) => x);
}

const SERVER_MODE = goldenFile("server-mode");
type Json = Record<string, unknown>;
const bodyOf = (path: string) => SERVER_MODE.find(({ request }) => request?.path === path)?.response?.body as Json;
const ask = async (path: string): Promise<Json> => (await new TestClient(calculator()).request(path)).json();

describe("discovery beside what a real Gradio 6.31 was recorded answering", () => {
  /** What is another for each app, or better here (gr.load cannot load components of type `api`), or a feature that is not here. */
  const OTHER = ["app_id", "components", "dependencies", "layout", "page", "root", "mode", "theme_hash", "footer_links", "run_history"];
  test("S1, S2, S3, S4, S15: /config has every key, and the same values but for those of the app itself", async () => {
    const recorded = bodyOf("/config");
    const own = await ask("/config");
    expect(Object.keys(own)).toEqual(expect.arrayContaining(Object.keys(recorded)));
    for (const [key, value] of Object.entries(recorded)) if (!OTHER.includes(key)) expect([key, own[key]]).toEqual([key, value]);
    expect(own["root"]).toBe("http://app");
  });

  test("S5, S6, S8, S9: functions and components have every key; only what makes gr.load work differs", async () => {
    const recorded = bodyOf("/config") as Record<string, Json[]>;
    const own = (await ask("/config")) as Record<string, Json[]>;
    const plain = (one: Json) => without(one, ["inputs", "outputs", "targets", "show_progress", "api_description"]);
    expect(own["dependencies"]?.map(plain)).toEqual(recorded["dependencies"]?.map(plain));
    const keys = new Set(recorded["components"]?.flatMap((component) => Object.keys(component)));
    const described = own["components"]?.filter(({ skip_api }) => !skip_api) ?? [];
    for (const component of described) expect(Object.keys(component)).toEqual(expect.arrayContaining([...keys]));
    expect(described.map(({ type }) => type)).not.toContain("api");
  });

  test("S16, S17, S18, S20, S22: /info has every key, and the same types, names and defaults", async () => {
    const recorded = (bodyOf("/gradio_api/info") as { named_endpoints: Record<string, { parameters: Json[]; returns: Json[] }> })
      .named_endpoints;
    const own = ((await ask("/gradio_api/info")) as { named_endpoints: typeof recorded }).named_endpoints;
    expect(Object.keys(own)).toEqual(Object.keys(recorded));
    for (const name of ["/add", "/count", "/ping"]) {
      // Labels are names here, and components real ones.
      const value = (one: Json) => without(one, ["label", "component", "example_input"]);
      expect(own[name]?.parameters.map(value)).toEqual(recorded[name]?.parameters.map(value));
      expect(own[name]?.returns.map(value)).toEqual(recorded[name]?.returns.map(value));
      expect(Object.keys(own[name] ?? {}).sort()).toEqual(Object.keys(recorded[name] ?? {}).sort());
    }
    const python = (parameters: Json[] = []) =>
      parameters.map(({ parameter_name, python_type }) => [parameter_name, (python_type as Json)["type"]]);
    expect(python(own["/many"]?.parameters)).toEqual([
      ["words", "list[str]"],
      ["flag", "bool"],
      ["opt", "dict(str, Any) | None"],
    ]);
  });

  test("S25, S26: undocumented endpoints are listed when asked for, and callable; S29: openapi.json has the same paths", async () => {
    const all = (await ask("/gradio_api/info?all_endpoints=True"))["named_endpoints"];
    expect(Object.keys(all as Json)).toEqual(bodyOf("/gradio_api/info?all_endpoints=True")["named_endpoints"]);
    const { paths } = await ask("/gradio_api/openapi.json");
    expect(Object.keys(paths as Json)).toEqual(bodyOf("/gradio_api/openapi.json")["paths"]);
  });

  test("S40, S21: the calls, but for types that are checked here", async () => {
    const calls = SERVER_MODE.filter(({ request }) => request?.path.includes("/queue/"));
    const checked = (index: number) => calls[index - 1]?.note?.startsWith("null") || calls[index - 1]?.note?.startsWith("types");
    const player = new GoldenReplay(new TestClient(calculator()));
    for (const [index, step] of calls.entries()) {
      const { actual, expected } = await player.play(step);
      if (!checked(index)) expect(actual, JSON.stringify(step.request)).toEqual(expected);
      else expect(JSON.stringify(actual)).toMatch(/"error":"[ab]: a (value|number) is required/);
    }
  });
});

describe("small routes beside what a real Gradio 6.31 was recorded answering", () => {
  /** Not here: monitoring, deep links, a logo, a component with server functions, and Gradio's page where any path is asked for. */
  const ABSENT = ["/monitoring", "deep_link=abc", "/manifest.json", "/openapi.json", "/theme.css", "all_endpoints=False"];
  const noted = (step: GoldenStep, text: string) => step.note?.includes(text);
  const steps = goldenFile("misc").filter(
    (step) =>
      !ABSENT.some((part) => step.request?.path.includes(part)) &&
      !/^\/(login|logout)$/.test(step.request?.path ?? "") &&
      !noted(step, "FileExplorer"),
  );

  test.each(
    steps.map((step) => [`${step.request?.method} ${step.request?.path}`, step] as const),
  )("S31, S32, S197, S205: %s", async (_, step) => {
    const { request, response } = step;
    const client = new TestClient(goldenApp());
    if (request?.path.endsWith("startup-events")) await client.get("/startup-events");
    const answer = await client.request(request?.path ?? "", {
      method: request?.method ?? "GET",
      ...(request?.json === undefined ? {} : { body: JSON.stringify(request.json), headers: { "content-type": "application/json" } }),
      ...(request?.body === undefined ? {} : { body: request.body }),
      redirect: "manual",
    });
    expect(answer.status).toBe(response?.status);
    for (const name of ["content-type", "allow", "location"]) {
      const recorded = response?.headers?.[name]?.replace("{root}", "http://app") ?? null;
      expect([name, answer.headers.get(name)]).toEqual([name, recorded]);
    }
    if (noted(step, "not compressed")) expect(answer.headers.get("content-encoding")).toBe(null);
    else if (request?.method !== "HEAD") expect(comparable(await answer.text())).toEqual(comparable(response?.body));
  });
});

function without(value: Json, keys: readonly string[]): Json {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}

/** JSON as its value, with what is another at each start in the recording's words. */
function comparable(body: unknown): unknown {
  if (typeof body !== "string") return body;
  try {
    const value = JSON.parse(body);
    return value?.app_id === undefined ? value : { app_id: "<uint64>" };
  } catch {
    return body;
  }
}
