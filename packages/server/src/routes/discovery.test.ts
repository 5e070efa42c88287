import { describe, expect, test } from "vitest";
import { z } from "zod";
import { choice } from "../fields/choice.js";
import { number } from "../fields/number.js";
import { text } from "../fields/text.js";
import { Server } from "../server.js";
import { TestClient } from "../testing/test-client.js";

const app = () =>
  new Server({ title: "calculator", description: "Adds." })
    .api("/add", {
      inputs: {
        a: number({ description: "the first" }),
        op: choice(["plus", "minus"], { default: "plus" }),
        note: text({ default: null, label: "Note" }),
      },
      output: [number(), text()],
      description: "Adds two.",
    })
    .handle(() => [1, ""])
    .api("/quiet", { visibility: "undocumented", output: text(), queue: false })
    .handle(() => "q")
    .api("/secret", { visibility: "private" })
    .handle(async function* () {});

type Json = Record<string, never>;
const config = async (server: Server<never> | ReturnType<typeof app>, headers = {}): Promise<Json> =>
  (await server.fetch("http://app/config", { headers })).json();
const info = async (query = ""): Promise<{ named_endpoints: Record<string, never> }> =>
  (await new TestClient(app()).get(`/info${query}`)).json();

describe("/config", () => {
  test("S1, S2, S3, S4, S14: has what no client can do without", async () => {
    const document = await config(app());
    expect(document).toMatchObject({
      version: "6.31.0",
      api_prefix: "/gradio_api",
      protocol: "sse_v3",
      root: "http://app",
      title: "calculator",
      username: null,
      space_id: null,
      connect_heartbeat: false,
      max_file_size: null,
      pages: [["", "Home", true]],
    });
    expect(Number.isSafeInteger(document["app_id"])).toBe(true);
  });

  test("S5, S6, S7, S8, S9, S10, S11: numbers functions by position, and describes every component they use", async () => {
    const { dependencies, components, layout, page } = (await config(app())) as unknown as {
      dependencies: {
        id: number;
        inputs: number[];
        outputs: number[];
        targets: unknown;
        api_name: string;
        queue: boolean;
        backend_fn: boolean;
        api_visibility: string;
        types: object;
      }[];
      components: { id: number; type: string; skip_api: boolean; props: { name: string } }[];
      layout: { children: { id: number }[] };
      page: Record<string, { components: number[]; dependencies: number[] }>;
    };
    expect(dependencies.map(({ id, api_name }) => [id, api_name])).toEqual([
      [0, "add"],
      [1, "quiet"],
      [2, "secret"],
    ]);
    for (const { targets } of dependencies) expect(targets).toEqual([[1, "click"]]);
    expect(dependencies.map(({ backend_fn, api_visibility }) => [backend_fn, api_visibility])).toEqual([
      [true, "public"],
      [true, "undocumented"],
      [true, "private"],
    ]);
    expect(components.find(({ id }) => id === 1)?.type).toBe("button");
    expect(dependencies[1]?.queue).toBe(false);
    expect(dependencies.map(({ types }) => types)).toMatchObject([{ generator: false }, { generator: false }, { generator: true }]);
    const ids = components.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(dependencies.flatMap(({ inputs, outputs }) => [...inputs, ...outputs])));
    expect(layout.children.map(({ id }) => id)).toEqual(ids);
    expect(page[""]).toMatchObject({ components: ids, dependencies: [0, 1, 2] });
    for (const { type, props } of components) expect(props.name).toBe(type);
    // A skipped component in a slot would shift every value after it.
    const skipped = new Set(components.filter(({ skip_api }) => skip_api).map(({ id }) => id));
    expect(dependencies.flatMap(({ inputs, outputs }) => [...inputs, ...outputs]).filter((id) => skipped.has(id))).toEqual([]);
  });

  test("S13: asks for a heartbeat exactly if there is state", async () => {
    expect(await config(new Server({ state: () => 1 }) as never)).toMatchObject({ connect_heartbeat: true });
  });

  test("S14: has the same app_id as the route that tells of restarts, another for another start", async () => {
    const server = app();
    const { app_id } = await (await new TestClient(server).get("/app_id")).json();
    expect((await config(server))["app_id"]).toBe(app_id);
    expect((await config(app()))["app_id"]).not.toBe(app_id);
  });
});

describe("/info", () => {
  test("S16, S17, S18, S20, S22: tells parameters and returns with types, defaults and examples", async () => {
    const { named_endpoints } = await info();
    expect(named_endpoints["/add"]).toMatchObject({
      description: "Adds two.",
      api_visibility: "public",
      parameters: [
        {
          label: "a",
          parameter_name: "a",
          parameter_has_default: false,
          parameter_default: null,
          type: { type: "number" },
          component: "Number",
          python_type: { type: "float", description: "the first" },
        },
        { parameter_name: "op", parameter_has_default: true, parameter_default: "plus", component: "Dropdown", example_input: "plus" },
        {
          label: "Note",
          parameter_name: "note",
          parameter_has_default: true,
          parameter_default: null,
          python_type: { type: "str | None" },
        },
      ],
      returns: [
        { label: "output", type: { type: "number" }, python_type: { type: "float", description: "" }, component: "Number" },
        { component: "Textbox" },
      ],
    });
  });

  test("S25: lists public endpoints, undocumented ones only when asked with any value, private ones never", async () => {
    expect(Object.keys((await info()).named_endpoints)).toEqual(["/add"]);
    expect(Object.keys((await info("?all_endpoints=False")).named_endpoints)).toEqual(["/add", "/quiet"]);
  });

  test("S28: has snippets that name the caller's own root, required values filled in", async () => {
    const answer = await app().fetch("http://inside/gradio_api/info", {
      headers: { "x-forwarded-host": "pub.example", "x-forwarded-proto": "https" },
    });
    const { code_snippets } = (await answer.json()).named_endpoints["/add"];
    expect(code_snippets.python).toContain('client = Client("https://pub.example")');
    expect(code_snippets.python).toContain("a=3,\n\top='plus',\n\tnote=None,\n\tapi_name=\"/add\",");
    expect(code_snippets.bash).toContain(`https://pub.example/gradio_api/call/v2/add`);
    expect(code_snippets.bash).toContain(`-d '{"a":3,"op":"plus","note":null}'`);
    expect(code_snippets.javascript).toContain('op: "plus",');
    expect(code_snippets.cli).toContain("gradio predict https://pub.example /add '{");
  });

  test("S12, S18: shows a schema's default and constraint", async () => {
    const server = new Server()
      .api("/x", { inputs: { n: z.number().int().min(1).max(9).default(2) }, output: number() })
      .handle(({ n }) => n);
    const answer = await (await new TestClient(server).get("/info/")).json();
    expect(answer.named_endpoints["/x"].parameters[0]).toMatchObject({
      component: "Slider",
      parameter_has_default: true,
      parameter_default: 2,
      type: { type: "integer", minimum: 1, maximum: 9 },
    });
  });
});

test("S29: /openapi.json describes the curl API of public endpoints (users.md row 56)", async () => {
  const document = await (await new TestClient(app()).get("/openapi.json")).json();
  expect(document).toMatchObject({ openapi: "3.0.2", info: { title: "calculator", description: "Adds.", version: "6.31.0" } });
  expect(Object.keys(document.paths)).toEqual(["/gradio_api/upload", "/gradio_api/call/v2/add", "/gradio_api/call/add/{event_id}"]);
  expect(document.paths["/gradio_api/call/v2/add"].post.requestBody.content["application/json"].schema).toEqual({
    type: "object",
    properties: {
      a: { type: "number", description: "the first" },
      op: { type: "string", enum: ["plus", "minus"], default: "plus" },
      note: { type: "string", title: "Note", nullable: true },
    },
    required: ["a"],
  });
});

describe("routes", () => {
  const server = app();
  const status = async (method: string, path: string) => (await server.fetch(`http://app${path}`, { method })).status;

  test("S32: answer the wrong method with 405 and the right one", async () => {
    const answer = await server.fetch("http://app/config", { method: "POST" });
    expect([answer.status, answer.headers.get("allow"), await answer.json()]).toEqual([405, "GET", { detail: "Method Not Allowed" }]);
    expect(await status("HEAD", "/config")).toBe(405);
    expect(await status("OPTIONS", "/gradio_api/queue/join")).toBe(405);
  });

  test("S32: answer 404 where there is nothing", async () => {
    const answer = await server.fetch("http://app/gradio_api/nosuch");
    expect([answer.status, await answer.json()]).toEqual([404, { detail: "Not Found" }]);
  });

  test("S1, S16, S32: send a trailing slash away, except where Gradio has both", async () => {
    const answer = await server.fetch("http://app/gradio_api/queue/join/?x=1", { method: "POST", redirect: "manual" });
    expect([answer.status, answer.headers.get("location")]).toEqual([307, "http://app/gradio_api/queue/join?x=1"]);
    for (const path of ["/config/", "/gradio_api/info/", "/gradio_api/app_id/"]) expect(await status("GET", path)).toBe(200);
  });

  test("S31, S57: answer the small questions", async () => {
    const client = new TestClient(app());
    const json = async (path: string) => (await client.get(path)).json();
    expect([await json("/startup-events"), await json("/startup-events")]).toEqual([true, false]);
    expect(await json("/user")).toBe(null);
    expect(await json("/login_check")).toBe(null);
    expect(await json("/deep_link?session_hash=x")).toBe("");
    expect(await json("/queue/status")).toEqual({ msg: "estimation", event_id: null, rank: null, queue_size: 0, rank_eta: null });
    expect(await (await server.fetch("http://app/robots.txt")).text()).toBe("User-agent: *\nDisallow: ");
  });
});
