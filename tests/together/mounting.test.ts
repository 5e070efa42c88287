import { createServer, type Server as NodeServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Client, type OutputFile } from "@gradio-ts/client";
import { file, number, Server, text } from "@gradio-ts/server";
import { createAdaptorServer, getRequestListener } from "@hono/node-server";
import express from "express";
import { Hono } from "hono";
import { cors } from "hono/cors";
import { afterEach, describe, expect, test } from "vitest";

function counter(rootPath = "/sub") {
  return new Server({ title: "counter", rootPath })
    .api("/add", { inputs: { a: number(), b: number({ default: 1 }) }, output: number() })
    .handle(({ a, b }) => a + b)
    .api("/shout", { inputs: { f: file() }, output: file() })
    .handle(async ({ f }) => new File([(await f.text()).toUpperCase()], "loud #1.txt"))
    .api("/count", { inputs: { n: number() }, output: text() })
    .handle(async function* ({ n }, { signal }) {
      for (let i = 1; i <= n && !signal.aborted; i++) {
        yield `${i}`;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    });
}
type App = ReturnType<typeof counter>;

/** Ways to put an app under a path of another; `cut`: whether the path is taken off before the app sees it. */
const MOUNTED: Record<string, (app: App) => NodeServer> = {
  "Hono's mount, which cuts the path off": (app) => {
    const outer = new Hono().get("/", (context) => context.text("outer"));
    outer.mount("/sub", app.fetch);
    return createAdaptorServer({ fetch: outer.fetch, overrideGlobalObjects: false }) as NodeServer;
  },
  "a route of Hono, which leaves the path on": (app) => {
    const outer = new Hono().get("/", (context) => context.text("outer")).all("/sub/*", (context) => app.fetch(context.req.raw));
    return createAdaptorServer({ fetch: outer.fetch, overrideGlobalObjects: false }) as NodeServer;
  },
  "Express, which cuts the path off": (app) => {
    const outer = express().get("/", (_, response) => void response.send("outer"));
    outer.use("/sub", getRequestListener(app.fetch, { overrideGlobalObjects: false }));
    return createServer(outer);
  },
};

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function listening(server: NodeServer): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function connected(url: string): Promise<Client> {
  const client = await Client.connect(url);
  open.push(() => client.close());
  return client;
}

describe.each(Object.keys(MOUNTED))("under a path: %s", (way) => {
  const mounted = (app = counter()) => listening((MOUNTED[way] as (app: App) => NodeServer)(app));

  test("S151: our client calls it, streams from it and cancels", async () => {
    const client = await connected(`${await mounted()}/sub`);
    expect(await client.predict("/add", { a: 2 })).toBe(3);
    const values: unknown[] = [];
    for await (const value of client.submit("/count", { n: 3 })) values.push(value);
    expect(values).toEqual(["1", "2", "3"]);
    const job = client.submit("/count", { n: 1e6 });
    for await (const _ of job) break;
    expect(await job.cancel()).toBe(true);
    expect(await client.predict("/add", { a: 2, b: 2 })).toBe(4);
  });

  test("S151, S170: files go in and out, and their addresses include the path", async () => {
    const url = await mounted();
    const client = await connected(`${url}/sub`);
    const loud = await client.predict("/shout", { f: new File(["hello"], "quiet.txt") });
    expect(await (loud as OutputFile).text()).toBe("HELLO");
    const direct = await fetch(`${url}/sub/gradio_api/run/shout`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-forwarded-host": "pub.example", "x-forwarded-proto": "https" },
      body: JSON.stringify({ data: [{ path: (loud as OutputFile).path, meta: { _type: "gradio.FileData" } }] }),
    });
    const [given] = (await direct.json()).data;
    expect(given.url).toMatch(/^https:\/\/pub\.example\/sub\/gradio_api\/file=.*\/loud%20%231\.txt$/);
    expect(await (await fetch(given.url.replace("https://pub.example", url))).text()).toBe("HELLO");
  });

  test("S150, S151: it tells the root the world sees, the path included", async () => {
    const url = await mounted();
    const root = async (headers = {}) => (await (await fetch(`${url}/sub/config`, { headers })).json()).root;
    expect(await root()).toBe(`${url}/sub`);
    expect(await root({ "x-forwarded-host": "pub.example" })).toBe("http://pub.example/sub");
    expect(await root({ "x-forwarded-host": "pub.example, inner", "x-forwarded-proto": "https" })).toBe("https://pub.example/sub");
  });

  test("S151, S197: its page, and a redirect, stay below the path", async () => {
    const url = await mounted();
    expect(await (await fetch(`${url}/sub/`)).text()).toContain(`${url}/sub/gradio_api/call/v2/add`);
    const moved = await fetch(`${url}/sub/gradio_api/queue/join/`, { method: "POST", redirect: "manual" });
    expect([moved.status, moved.headers.get("location")]).toEqual([307, `${url}/sub/gradio_api/queue/join`]);
  });

  test("S208: the rest of the surrounding app stays its own", async () => {
    const url = await mounted();
    expect(await (await fetch(url)).text()).toBe("outer");
    expect((await fetch(`${url}/config`)).status).toBe(404);
  });
});

test("S150: a configured URL wins over what proxies say", async () => {
  const url = await listening(
    createServer(getRequestListener(counter("https://mine.example/app").fetch, { overrideGlobalObjects: false })),
  );
  const config = await fetch(`${url}/config`, { headers: { "x-forwarded-host": "pub.example" } });
  expect((await config.json()).root).toBe("https://mine.example/app");
});

describe("inside a Hono app that answers CORS itself", () => {
  const origin = "https://page.example";
  const outer = new Hono().use("*", cors({ origin, exposeHeaders: ["x-mine"] }));
  outer.mount("/sub", counter().fetch);

  test("S154: origins it allows are told once, with what it says of them", async () => {
    const answer = await outer.request("http://host.example/sub/config", { headers: { origin } });
    expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([200, origin]);
    expect(answer.headers.get("access-control-expose-headers")).toBe("x-mine");
  });

  test("S154: preflights are its own", async () => {
    const headers = { origin: "https://other.example", "access-control-request-method": "POST" };
    const answer = await outer.request("http://host.example/sub/gradio_api/queue/join", { method: "OPTIONS", headers });
    expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([204, null]);
  });
});
