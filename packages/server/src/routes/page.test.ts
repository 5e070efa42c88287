import { describe, expect, test } from "vitest";
import { choice } from "../fields/choice.js";
import { number } from "../fields/number.js";
import { text } from "../fields/text.js";
import { Server } from "../server.js";
import type { ServerOptions } from "../server-options.js";

const HOSTILE = `"><script>alert(1)</script>'</code><img src=x onerror=alert(2)>&amp;`;

function app(options: ServerOptions = {}) {
  return new Server({ title: "calculator", description: "Adds **two**.", ...options })
    .api("/add", {
      inputs: { a: number({ description: "the first" }), b: number({ default: 1 }) },
      output: number(),
      description: "A sum.",
    })
    .handle(({ a, b }) => a + b)
    .api("/quiet", { visibility: "undocumented" })
    .handle(() => {});
}

const get = (options?: ServerOptions, init?: RequestInit, url = "http://app/") => app(options).fetch(url, init);

describe("the page at /", () => {
  test("S190, S192, S197: tells the API with types, defaults and snippets", async () => {
    const answer = await get();
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    const page = await answer.text();
    for (const said of [
      "<h1>calculator</h1>",
      "Adds **two**.",
      "1 endpoint at",
      "/add",
      "A sum.",
      "the first",
      "Accepts 2 parameters",
      "required",
      "float",
      "Returns 1 value",
    ]) {
      expect(page).toContain(said);
    }
    for (const snippet of [
      "from gradio_client import Client",
      "@gradio/client",
      "curl -X POST http://app/gradio_api/call/v2/add",
      "gradio predict",
    ]) {
      expect(page).toContain(snippet);
    }
    expect(page).not.toContain("quiet");
  });

  test("S190: says that there is no API", async () => {
    expect(await (await new Server().fetch("http://app/")).text()).toContain("This app has no API.");
  });

  test("S196: has no scripts, and allows none", async () => {
    const answer = await get();
    expect(answer.headers.get("content-security-policy")).toBe("default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'");
    expect(await answer.text()).not.toMatch(/<script|\son\w+=|style=/i);
  });

  test("S197: shows every text of the author as text", async () => {
    const server = new Server({ title: HOSTILE, description: HOSTILE, mcp: true })
      .api("/evil", {
        description: HOSTILE,
        inputs: {
          a: text({ label: HOSTILE, description: HOSTILE, default: HOSTILE, example: HOSTILE }),
          b: choice([HOSTILE, "x"], { example: HOSTILE }),
        },
        output: text({ label: HOSTILE, description: HOSTILE }),
      })
      .handle(() => "");
    const page = await (await server.fetch("http://app/", { headers: { "x-forwarded-host": "a.example" } })).text();
    expect(page.match(/&lt;script&gt;/g)?.length).toBeGreaterThan(8);
    expect(page).not.toMatch(/<script|<img/i);
    // Everything that is left of tags is the page's own.
    const tags = new Set([...page.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name));
    expect([...tags].sort()).toEqual(
      [
        "body",
        "code",
        "details",
        "h1",
        "h2",
        "h3",
        "head",
        "header",
        "html",
        "li",
        "link",
        "main",
        "meta",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
        "a",
      ].sort(),
    );
  });

  test("S197: a hostile host name stays text", async () => {
    const answer = await get({}, { headers: { "x-forwarded-host": `x"><script>1</script>` } });
    expect(answer.status).toBe(200);
    expect(await answer.text()).not.toContain("<script");
  });

  test("S197: HEAD has the headers alone; other methods are refused", async () => {
    const answer = await get({}, { method: "HEAD" });
    expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([200, "text/html; charset=utf-8", ""]);
    const posted = await get({}, { method: "POST" });
    expect([posted.status, posted.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });

  test("S197: is not there, or another one, if the app says so", async () => {
    expect((await get({ page: false })).status).toBe(404);
    const own = await get({ page: (request) => new Response(`mine at ${request.url}`) });
    expect(await own.text()).toBe("mine at http://app/");
    expect(() => app({ page: "mine" as never })).toThrow("page must be true, false or a function");
  });

  const locked = { auth: [["ann", "pw"]] as const, authMessage: HOSTILE };

  test("S138: is a login form where the app is locked, which needs no script and tells nothing of the app", async () => {
    const answer = await get(locked);
    expect([answer.status, answer.headers.get("content-security-policy")]).toEqual([200, expect.stringContaining("default-src 'none'")]);
    const page = await answer.text();
    expect(page).toContain('<form method="post" action="/login">');
    expect(page).toContain("&lt;script&gt;");
    expect(page).not.toMatch(/<script|<img|\/add|A sum/);
    expect((await get(locked, { method: "HEAD" })).status).toBe(200);
  });

  test("S138: the form lets in, and leads to the page", async () => {
    const server = app(locked);
    const post = (password: string) =>
      server.fetch("http://app/login", {
        method: "POST",
        headers: { accept: "text/html,*/*;q=0.8" },
        body: new URLSearchParams({ username: "ann", password }),
      });
    const refused = await post("wrong");
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining("This name and password do not fit.")]);
    const taken = await post("pw");
    expect([taken.status, taken.headers.get("location")]).toEqual([303, "http://app"]);
    const cookie = taken.headers.getSetCookie()[1]?.split(";")[0] ?? "";
    expect(await (await server.fetch("http://app/", { headers: { cookie } })).text()).toContain("/add");
  });

  test("S151: finds its style below the path the app is mounted under", async () => {
    const server = app({ rootPath: "/sub" });
    expect(await (await server.fetch("http://app/sub/")).text()).toContain('href="/sub/theme.css"');
    expect(await (await server.fetch("http://app/sub/theme.css")).text()).toContain("font");
  });
});
