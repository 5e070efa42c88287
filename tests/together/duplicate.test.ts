import {
  AuthenticationError,
  Client,
  type DuplicateOptions,
  duplicateSpace,
  HttpError,
  InvalidArgumentError,
  RateLimitError,
  SpaceError,
} from "@gradio-ts/client";
import { Server, text } from "@gradio-ts/server";
import { beforeEach, describe, expect, it } from "vitest";
import { FakeHub } from "./fake-hub.js";
import { html, json, networkFailure } from "./scripted-server.js";

const greeter = () => new Server().api("/greet", { inputs: { name: text() }, output: text() }).handle(({ name }) => `Hello ${name}`);

describe("Client.duplicate", () => {
  let hub: FakeHub;
  const duplicate = (options: Partial<DuplicateOptions> = {}, from = "grace/greeter") =>
    Client.duplicate(from, { token: "hf_ada", fetch: hub.fetch, maxRetries: 0, ...options });
  const caught = (promise: Promise<unknown>) =>
    promise.then(
      () => expect.fail("resolved"),
      (error: unknown) => error as { message: string },
    );

  beforeEach(() => {
    hub = new FakeHub();
    hub.account("ada", "hf_ada");
    hub.space("grace/greeter", { app: greeter().fetch, hardware: "t4-small" });
    hub.appOfCopies = greeter().fetch;
    hub.stagesOfCopies = ["RUNNING"];
  });

  it("copies a Space with its hardware to the token's account, private and soon asleep, and connects to the copy (users.md row 55)", async () => {
    const client = await duplicate();
    expect([client.spaceId, client.src]).toEqual(["ada/greeter", "https://ada-greeter.hf.space/"]);
    expect(hub.get("ada/greeter")?.made).toEqual({ repository: "ada/greeter", private: true, hardware: "t4-small", sleepTimeSeconds: 300 });
    expect(hub.asked().slice(0, 4)).toEqual([
      "GET api/whoami-v2",
      "GET api/spaces/grace/greeter/runtime",
      "POST api/spaces/grace/greeter/duplicate",
      "GET api/spaces/ada/greeter",
    ]);
    expect(await client.predict("/greet", ["Ada"])).toBe("Hello Ada");
    await client.close();
  });

  it("waits for nothing where the copy alone is wanted", async () => {
    hub.stagesOfCopies = ["BUILDING"];
    const copy = () => duplicateSpace("grace/greeter", { token: "hf_ada", fetch: hub.fetch });
    const made = { spaceId: "ada/greeter", src: "https://ada-greeter.hf.space/", created: true };
    expect(await copy()).toEqual(made);
    expect(await copy()).toEqual({ ...made, created: false });
    expect(hub.to("https://ada-greeter.hf.space")).toEqual([]);
    await expect(duplicateSpace("no space", { token: "hf_ada" })).rejects.toThrow('takes the name of a Space, "user/space"');
    await expect(duplicateSpace("a/b", { tokn: "x" } as never)).rejects.toThrow('Did you mean "token"?');
  });

  it("makes the copy as it is told to, in one request, so that it never runs without its secrets", async () => {
    const client = await duplicate({
      toId: "mine",
      private: false,
      hardware: "a10g-small",
      secrets: { MODEL: "large", KEY: "s3cret" },
      sleepAfter: 3_600_500,
    });
    expect(client.spaceId).toBe("ada/mine");
    expect(hub.get("ada/mine")?.made).toEqual({
      repository: "ada/mine",
      private: false,
      hardware: "a10g-small",
      secrets: [
        { key: "MODEL", value: "large" },
        { key: "KEY", value: "s3cret" },
      ],
      sleepTimeSeconds: 3601,
    });
    expect(hub.requests.filter(({ method, url }) => method === "POST" && url.hostname === "huggingface.co")).toHaveLength(1);
    await client.close();
  });

  it.each<[string, Partial<DuplicateOptions>, object]>([
    ["free hardware sleeps when Hugging Face says", { hardware: "cpu-basic" }, { hardware: "cpu-basic" }],
    ["sleepAfter: Infinity is never", { sleepAfter: Number.POSITIVE_INFINITY }, { hardware: "t4-small", sleepTimeSeconds: -1 }],
  ])("%s", async (_what, options, made) => {
    await (await duplicate(options)).close();
    expect(hub.get("ada/greeter")?.made).toEqual({ repository: "ada/greeter", private: true, ...made });
  });

  it("takes the whole name of a copy, and the page of a Space, and then need not ask whose the token is", async () => {
    const client = await duplicate({ toId: "ada/other" }, "https://huggingface.co/spaces/grace/greeter");
    expect(client.spaceId).toBe("ada/other");
    expect(hub.asked()).not.toContain("GET api/whoami-v2");
    await client.close();
  });

  it("waits for the copy to be built, and tells of it", async () => {
    hub.stagesOfCopies = ["BUILDING", "RUNNING"];
    const heard: string[] = [];
    const client = await duplicate({ onSpaceStatus: ({ stage }) => heard.push(stage) });
    expect(heard).toEqual(["BUILDING", "RUNNING"]);
    await client.close();
  });

  it("connects to a copy that exists, as it is, and tells the logger so", async () => {
    hub.space("ada/greeter", { app: greeter().fetch, token: "hf_ada" });
    const warnings: string[] = [];
    const ignore = () => {};
    const warn = (message: string, fields?: object) => void warnings.push(`${message} ${JSON.stringify(fields)}`);
    const client = await duplicate({ secrets: { MODEL: "large" }, logger: { debug: ignore, info: ignore, warn, error: ignore } });
    expect(client.spaceId).toBe("ada/greeter");
    expect(hub.get("ada/greeter")?.made).toBeUndefined();
    expect(warnings).toEqual(['the copy exists already, and keeps its own hardware, secrets and sleep time {"spaceId":"ada/greeter"}']);
    expect(await client.predict("/greet", ["Ada"])).toBe("Hello Ada");
    await client.close();
  });

  it("sends the token to the hub and to the copy, and the secrets to the hub alone, once", async () => {
    const client = await duplicate({ secrets: { KEY: "s3cret" }, headers: { "x-mine": "1" } });
    await client.predict("/greet", ["Ada"]);
    for (const { headers } of hub.to("https://huggingface.co")) {
      expect(headers["authorization"]).toBe("Bearer hf_ada");
      expect(Object.keys(headers).every((name) => ["authorization", "content-type"].includes(name))).toBe(true);
    }
    for (const { headers } of hub.to("https://ada-greeter.hf.space"))
      expect(headers).toMatchObject({ "x-hf-authorization": "Bearer hf_ada", "x-mine": "1" });
    expect(hub.to("https://grace-greeter.hf.space")).toEqual([]);
    expect(hub.requests.filter((request) => JSON.stringify(request).includes("s3cret"))).toHaveLength(1);
    await client.close();
  });

  type ErrorClass = new (...args: never[]) => Error;
  it.each<[string, RegExp, () => Response | Promise<Response>, ErrorClass, RegExp]>([
    [
      "the token is wrong",
      /whoami/,
      () => json({ error: "Invalid user token." }, 401),
      AuthenticationError,
      /refuses the token \(401: Invalid user/,
    ],
    ["the original is missing", /runtime/, () => json({ error: "Repository not found" }, 404), SpaceError, /no Space grace\/greeter/],
    [
      "the token may not write",
      /duplicate/,
      () => json({ error: "no write" }, 403),
      AuthenticationError,
      /\(403: no write\)\. Check what the token/,
    ],
    ["hardware has to be paid", /duplicate/, () => json({ error: "Payment required" }, 402), HttpError, /answered 402: Payment required\./],
    ["the hub has had enough", /duplicate/, () => json({}, 429, { "retry-after": "5" }), RateLimitError, /Try again in 5 s\.$/],
    ["the hub is down", /duplicate/, () => html(502), HttpError, /status\.huggingface\.co/],
  ])("where %s, says so", async (_what, path, answer, errorClass, message) => {
    hub.once(path, answer);
    const error = await caught(duplicate());
    expect(error).toBeInstanceOf(errorClass);
    expect(error.message).toMatch(message);
    expect(hub.get("ada/greeter")).toBeUndefined();
  });

  it("does not ask twice for a copy that may have been made, and says that it may", async () => {
    hub.once(/duplicate/, () => Promise.reject(networkFailure("ECONNRESET")));
    const error = await caught(duplicate({ maxRetries: 2 }));
    expect(error).toMatchObject({ code: "CONNECTION_FAILED" });
    expect(error.message).toMatch(/may have been done all the same/);
    expect(hub.asked().filter((asked) => asked.startsWith("POST"))).toHaveLength(1);
  });

  it.each<[unknown, object, RegExp]>([
    ["greeter", {}, /takes the name of a Space, "user\/space", not greeter/],
    ["https://grace-greeter.hf.space", {}, /takes the name of a Space/],
    [null, {}, /not null/],
    ["grace/greeter", { token: undefined }, /needs a token/],
    ["grace/greeter", { token: "a\nb" }, /token holds characters/],
    ["grace/greeter", { toId: "a/b/c" }, /toId must be a name, or "user\/name"/],
    ["grace/greeter", { private: "yes" }, /private must be true or false/],
    ["grace/greeter", { hardware: "" }, /hardware must be/],
    ["grace/greeter", { secrets: { KEY: 1 } }, /secrets must be an object of names and texts/],
    ["grace/greeter", { sleepAfter: 0 }, /sleepAfter must be milliseconds/],
    ["grace/greeter", { sleepTimeout: 5 }, /no option "sleepTimeout"/],
    ["grace/greeter", { headers: { "a b": "c" } }, /cannot be the name of a header/],
  ])("duplicate(%j, %o) is a mistake that is told before anyone is asked", async (from, options, message) => {
    const error = await caught(duplicate(options, from as string));
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error.message).toMatch(message);
    expect(hub.requests).toEqual([]);
  });

  it("ends with the caller's signal", async () => {
    const controller = new AbortController();
    hub.once(/whoami/, () => new Promise<never>(() => {}));
    const copying = caught(duplicate({ signal: controller.signal }));
    controller.abort(new Error("enough"));
    expect(await copying).toMatchObject({ code: "CANCELLED" });
  });
});
