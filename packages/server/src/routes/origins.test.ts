import { describe, expect, test } from "vitest";
import { rootUrl } from "../documents/root-url.js";
import { file } from "../fields/file.js";
import { number } from "../fields/number.js";
import { Server } from "../server.js";
import { goldenApp } from "../testing/golden-app.js";
import { goldenFile } from "../testing/golden-file.js";

const CORS = [
  "access-control-allow-origin",
  "access-control-allow-credentials",
  "access-control-allow-methods",
  "access-control-allow-headers",
  "access-control-max-age",
];

describe("S152, S153: origins, as recorded of a real Gradio", () => {
  const cors = goldenFile("cors").filter(({ note }) => note !== "errors carry the headers too?");
  test.each(cors.map((step) => [`${step.request?.method} ${step.note}`, step]))("%s", async (_, { request, response }) => {
    const headers = new Headers(request?.headers);
    // A request's own Host cannot be set by hand: the URL says it.
    const host = headers.get("host") ?? "localhost:7860";
    headers.delete("host");
    if (request?.json !== undefined) headers.set("content-type", "application/json");
    const answer = await goldenApp().fetch(`http://${host}${request?.path}`, {
      method: request?.method ?? "GET",
      headers,
      ...(request?.json === undefined ? {} : { body: JSON.stringify(request.json) }),
    });
    const expected = (response as unknown as { headers: Record<string, string> }).headers;
    expect(answer.status).toBe(response?.status);
    for (const name of CORS) expect([name, answer.headers.get(name)]).toEqual([name, expected[name] ?? null]);
  });

  test("S152: refusals carry the headers, too", async () => {
    const answer = await goldenApp().fetch("http://app.example/gradio_api/run/nosuch", {
      method: "POST",
      headers: { origin: "https://page.example" },
    });
    expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([422, "https://page.example"]);
  });

  // Browsers look up no name below localhost, and connect to every one of these addresses.
  test.each([
    "[::1]",
    "[::]",
    "127.0.0.2",
    "127.1",
    "[::ffff:127.0.0.1]",
    "[::ffff:0.0.0.0]",
    "app.localhost",
    "localhost.",
  ])("S154: %s is local", async (host) => {
    const answer = await goldenApp().fetch(`http://${host}:7860/config`, { headers: { origin: "https://page.example" } });
    expect(answer.headers.get("access-control-allow-origin")).toBe(null);
  });

  test.each(["localhost.example", "mylocalhost", "127.0.0.1.example", "128.0.0.1"])("S152: %s is not", async (host) => {
    const answer = await goldenApp().fetch(`http://${host}:7860/config`, { headers: { origin: "https://page.example" } });
    expect(answer.headers.get("access-control-allow-origin")).toBe("https://page.example");
  });
});

describe("the root, as recorded of a real Gradio", () => {
  const app = (rootPath?: string) =>
    new Server({ rootPath }).api("/html", { output: file() }).handle(() => new File(["<b>hi</b>"], "x.html"));
  /** `x-gradio-server` is what Gradio's own proxy for pages sends: there is none here. */
  const root = goldenFile("root").filter(({ request }) => !request?.headers?.["X-Gradio-Server"]);
  /** Gradio shows errors of mounted apps; here it is `showErrors` that says so, mounted or not. */
  const mounted = goldenFile("mounted").filter(({ request }) => /^\/sub\/(?!.*\/err)/.test(request?.path ?? ""));
  const cases = [...root.map((step) => ({ step, rootPath: "" })), ...mounted.map((step) => ({ step, rootPath: "/sub" }))];

  test.each(
    cases.map((one) => [one.step.request?.path, JSON.stringify(one.step.request?.headers ?? {}), one] as const),
  )("S150, S151: %s %s", async (path, _, { step: { request, response }, rootPath }) => {
    const headers = new Headers(request?.headers);
    const host = headers.get("host") ?? "host:81";
    headers.delete("host");
    if (request?.json !== undefined) headers.set("content-type", "application/json");
    const body = request?.json === undefined ? {} : { body: JSON.stringify(request.json) };
    const answer = await app(rootPath).fetch(`http://${host}${path}`, {
      method: request?.method ?? "GET",
      headers,
      ...body,
      redirect: "manual",
    });
    const said = (text: string | null | undefined) => text?.replace("{root}", `http://${host}`).replace("{host}", host);
    if (path?.endsWith("/run/err")) return expect(answer.status).toBe(404);
    expect(answer.status).toBe(response?.status);
    expect(answer.headers.get("location") ?? undefined).toBe(said(response?.headers?.["location"]));
    if (path?.endsWith("/config")) expect((await answer.json()).root).toBe(said((response?.body as { root: string }).root));
    if (!path?.endsWith("/run/html")) return undefined;
    const [given] = (await answer.json()).data;
    // Gradio forgets the path it is mounted under here.
    const before = said((response?.body as { data: { url: string }[] }).data[0]?.url)?.split("/gradio_api/")[0];
    expect(given.url).toMatch(new RegExp(`^${before}${rootPath}/gradio_api/file=.*/x\\.html$`));
    return undefined;
  });
});

describe("the root", () => {
  const root = (headers: Record<string, string>, rootPath = "", url = "http://host:81/config") =>
    rootUrl(new Request(url, { headers }), rootPath);

  test("S150: is the request's, or the first forwarded one", () => {
    expect(root({})).toBe("http://host:81");
    expect(root({ "x-forwarded-host": "pub.example" })).toBe("http://pub.example");
    expect(root({ "x-forwarded-host": "a.example, b.example", "x-forwarded-proto": "https, http" })).toBe("https://a.example");
    expect(root({ "x-forwarded-proto": "https" })).toBe("https://host:81");
  });

  test("S150: is never a forwarded text that is no host", () => {
    for (const text of ['x"><script>', "x/path", "a b", "$(reboot)", "user@x", "[::1", ""])
      expect(root({ "x-forwarded-host": text })).toBe("http://host:81");
    expect(root({ "x-forwarded-host": "[::1]:7860" })).toBe("http://[::1]:7860");
  });

  test("S150: is never the request's own host where that is none: no command gets into a snippet", async () => {
    const server = new Server();
    for (const host of ["$(reboot)", "`reboot`", "a'b", "a;b", "$(reboot).example", "a&b", "é"]) {
      const url = new URL("/config", `http://${host}`);
      const answer = await server.fetch(url);
      // What is no ASCII stands in a URL as the name that machines use for it.
      if (host === "é") expect((await answer.json()).root).toBe("http://xn--9ca");
      else expect([host, answer.status, await answer.json()]).toEqual([host, 400, { detail: "Invalid host header" }]);
    }
    for (const host of ["app", "127.0.0.1:1", "[::1]:7860", "a_b-c.example"])
      expect((await (await server.fetch(`http://${host}/config`)).json()).root).toBe(`http://${host}`);
  });

  test("S150: has the configured path; a configured URL wins over everything", () => {
    expect(root({}, "/sub/")).toBe("http://host:81/sub");
    expect(root({ "x-forwarded-host": "pub.example" }, "sub")).toBe("http://pub.example/sub");
    expect(root({ "x-forwarded-host": "pub.example" }, "https://mine.example/x/")).toBe("https://mine.example/x");
  });

  test("S151: under a path: whether the router in front cuts it off or not", async () => {
    const server = new Server({ rootPath: "/sub" }).api("/one", { output: number() }).handle(() => 1);
    for (const url of ["http://app/sub/config", "http://app/config"]) {
      expect((await (await server.fetch(url)).json()).root).toBe("http://app/sub");
    }
    const answer = await server.fetch("http://app/sub/gradio_api/run/one", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"data":[]}',
    });
    expect((await answer.json()).data).toEqual([1]);
  });
});
