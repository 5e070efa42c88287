import type { FetchFunction, FetchInit, FetchResponse } from "@gradio-ts/client";
import { html, json } from "./scripted-server.js";

/** A request as it reached the hub, or a Space. */
export interface HubRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON. */
  readonly body: unknown;
}

export interface SpaceOptions {
  /** What answers at its host while it is up. Default: nothing but 404. */
  readonly app?: FetchFunction | undefined;
  /** The stages it goes through: one further each time the hub has told of one that passes. It sleeps until its host is asked. Default RUNNING. */
  readonly stages?: readonly string[] | undefined;
  /** The token that may read it. Default: everybody may. */
  readonly token?: string | undefined;
  readonly hardware?: string | undefined;
  /** Why it failed. */
  readonly reason?: string | undefined;
}

const HUB = "https://huggingface.co";
const ASLEEP = ["SLEEPING", "STOPPED"];
const PASSING = ["BUILDING", "APP_STARTING"];

/** One Space of a {@link FakeHub}. */
export class FakeSpace {
  readonly id: string;
  readonly host: string;
  readonly options: SpaceOptions;
  /** What its copy was made with. */
  readonly made: unknown;
  #stages: string[];

  constructor(id: string, options: SpaceOptions, made?: unknown) {
    this.id = id;
    this.host = `https://${id.toLowerCase().replace(/[^a-z\d]+/g, "-")}.hf.space`;
    this.options = options;
    this.made = made;
    this.#stages = [...(options.stages ?? ["RUNNING"])];
  }

  get stage(): string {
    return this.#stages[0] ?? "RUNNING";
  }

  /** As the hub tells of it. What passes has then passed. */
  runtime(): object {
    const { stage } = this;
    if (PASSING.includes(stage)) this.#next();
    const { hardware = "cpu-basic", reason } = this.options;
    return { stage, hardware: { current: hardware, requested: hardware }, ...(reason !== undefined && { errorMessage: reason }) };
  }

  wake(): void {
    if (ASLEEP.includes(this.stage)) this.#next();
  }

  #next(): void {
    if (this.#stages.length > 1) this.#stages.shift();
  }
}

/** Hugging Face as a client sees it (protocol.md §15): the hub, and every Space at its host. It keeps all that it was asked. */
export class FakeHub {
  readonly requests: HubRequest[] = [];
  readonly #spaces = new Map<string, FakeSpace>();
  readonly #accounts = new Map<string, string>();
  readonly #answers: { readonly path: RegExp; readonly answer: () => FetchResponse | Promise<FetchResponse> }[] = [];
  /** What is to answer in the copies. */
  appOfCopies: FetchFunction | undefined;
  stagesOfCopies: readonly string[] = ["BUILDING", "APP_STARTING", "RUNNING"];

  space(id: string, options: SpaceOptions = {}): FakeSpace {
    const space = new FakeSpace(id, options);
    this.#spaces.set(id, space);
    return space;
  }

  /** What became of a Space, or of a copy. */
  get(id: string): FakeSpace | undefined {
    return this.#spaces.get(id);
  }

  account(name: string, token: string): void {
    this.#accounts.set(token, name);
  }

  /** The next request to such a path of the hub is answered so. */
  once(path: RegExp, answer: () => FetchResponse | Promise<FetchResponse>): void {
    this.#answers.push({ path, answer });
  }

  /** `"GET api/spaces/user/space"`, `"GET user-space.hf.space/config"` … in order. */
  asked(): string[] {
    return this.requests.map(
      ({ method, url }) => `${method} ${url.origin === HUB ? "" : url.host}${url.pathname.slice(url.origin === HUB ? 1 : 0)}`,
    );
  }

  to(origin: string): readonly HubRequest[] {
    return this.requests.filter(({ url }) => url.origin === origin);
  }

  readonly fetch: FetchFunction = async (address, init: FetchInit = {}) => {
    const url = new URL(address);
    const headers = Object.fromEntries(Object.entries(init.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
    const body: unknown =
      typeof init.body === "string" && headers["content-type"] === "application/json" ? JSON.parse(init.body) : init.body;
    const request: HubRequest = { method: init.method ?? "GET", url, headers, body };
    init.signal?.throwIfAborted();
    this.requests.push(request);
    const answer = url.origin === HUB ? this.#hub(request) : this.#host(request, init);
    const aborted = new Promise<never>((_, reject) => init.signal?.addEventListener("abort", () => reject(init.signal?.reason)));
    return Promise.race([answer, aborted]);
  };

  async #hub({ method, url, headers, body }: HubRequest): Promise<FetchResponse> {
    const at = this.#answers.findIndex(({ path }) => path.test(url.pathname));
    const [scripted] = at < 0 ? [] : this.#answers.splice(at, 1);
    if (scripted !== undefined) return scripted.answer();
    const token = headers["authorization"]?.replace(/^Bearer /, "");
    if (token !== undefined && !this.#knows(token)) return json({ error: "Invalid credentials in Authorization header" }, 401);
    if (url.pathname === "/api/whoami-v2") {
      const name = this.#accounts.get(token ?? "");
      return name === undefined ? json({ error: "Invalid username or password." }, 401) : json({ type: "user", name });
    }
    const [, subdomain] = /^\/api\/spaces\/by-subdomain\/([^/]+)$/.exec(url.pathname) ?? [];
    const [, id = "", part] = /^\/api\/spaces\/([^/]+\/[^/]+)(?:\/(\w+))?$/.exec(url.pathname) ?? [];
    const space = subdomain === undefined ? this.#spaces.get(id) : this.#at(`https://${subdomain}.hf.space`);
    if (space === undefined || (space.options.token !== undefined && space.options.token !== token))
      return token === undefined ? json({ error: "Invalid username or password." }, 401) : json({ error: "Repository not found" }, 404);
    if (method === "POST" && part === "duplicate") return this.#duplicate(body as Record<string, unknown>, token);
    if (method === "GET" && part === "runtime") return json(space.runtime());
    if (method === "GET" && (part === undefined || subdomain !== undefined))
      return json({ id: space.id, host: space.host, private: space.options.token !== undefined, sdk: "gradio", runtime: space.runtime() });
    return json({ error: "Not found" }, 404);
  }

  #duplicate(wanted: Record<string, unknown>, token: string | undefined): FetchResponse {
    const id = String(wanted["repository"]);
    if (this.#accounts.get(token ?? "") !== id.replace(/\/.*/, "")) return json({ error: "You cannot write there" }, 403);
    if (this.#spaces.has(id)) return json({ error: "You already created this space repo" }, 409);
    const options: SpaceOptions = {
      app: this.appOfCopies,
      stages: this.stagesOfCopies,
      token: wanted["private"] === true ? token : undefined,
      hardware: String(wanted["hardware"]),
    };
    this.#spaces.set(id, new FakeSpace(id, options, wanted));
    return json({ url: `${HUB}/spaces/${id}` });
  }

  /** What is not up, and what may not be seen, answers with a page of Hugging Face's. */
  async #host({ url, headers }: HubRequest, init: FetchInit): Promise<FetchResponse> {
    const space = this.#at(url.origin);
    const token = space?.options.token;
    if (space === undefined || (token !== undefined && headers["x-hf-authorization"] !== `Bearer ${token}`)) return html(404);
    if (!space.stage.startsWith("RUNNING")) {
      space.wake();
      return html(503);
    }
    return space.options.app?.(url.href, init) ?? html(404);
  }

  #at(origin: string): FakeSpace | undefined {
    return [...this.#spaces.values()].find(({ host }) => host === origin);
  }

  #knows(token: string): boolean {
    return this.#accounts.has(token) || [...this.#spaces.values()].some(({ options }) => options.token === token);
  }
}
