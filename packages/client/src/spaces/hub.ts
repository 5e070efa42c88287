import { ProtocolError, type SpaceStage } from "../errors.js";
import type { Http } from "../http/request.js";
import type { RequestOptions } from "../http/request-options.js";
import { hubError } from "./hub-error.js";

/** A Space as the hub knows it (protocol.md §15). */
export interface Space {
  readonly id: string;
  /** Where its app answers. */
  readonly base: URL;
  readonly runtime: Runtime;
}

export interface Runtime {
  readonly stage: SpaceStage;
  /** Why it failed, if it did and the hub tells. */
  readonly reason: string | undefined;
  /** What it runs on, or waits for; `undefined` before its first build. */
  readonly hardware: string | undefined;
}

type Asking = Pick<RequestOptions, "signal" | "repeat" | "timeout">;

/** What is asked of huggingface.co. Every answer that is not what was asked for is an error that says what to do. */
export class Hub {
  readonly #http: Http;
  readonly #hasToken: boolean;

  constructor(http: Http, hasToken: boolean) {
    this.#http = http;
    this.#hasToken = hasToken;
  }

  /** @throws SpaceError, AuthenticationError, RateLimitError, HttpError, ProtocolError, and what a request fails with. So do all of them. */
  async space(name: string, { signal }: Asking): Promise<Space> {
    return readSpace(await this.#get(`api/spaces/${name}`, { signal }, name));
  }

  /** The Space that answers at a host. */
  async spaceAt(host: URL, asking: Asking): Promise<Space> {
    const [subdomain] = host.hostname.split(".");
    return readSpace(await this.#get(`api/spaces/by-subdomain/${subdomain}`, asking, host.origin), host);
  }

  async runtime(id: string, asking: Asking): Promise<Runtime> {
    const path = `api/spaces/${id}/runtime`;
    return readRuntime(await this.#get(path, asking, id), path);
  }

  /** The account a token belongs to. */
  async account(asking: Asking): Promise<string> {
    const path = "api/whoami-v2";
    return text((await this.#get(path, asking))["name"], path, "name");
  }

  /** Has a Space copied. @returns `false` if there is a Space of that name already. */
  async duplicate(fromId: string, wanted: object, asking: Asking): Promise<boolean> {
    const answer = await this.#http.answer(`api/spaces/${fromId}/duplicate`, { ...asking, json: wanted });
    if (answer.status === 409) return false;
    if (answer.status < 300 && isObject(answer.body)) return true;
    throw hubError(answer, { space: fromId, hasToken: this.#hasToken });
  }

  async #get(path: string, asking: Asking, space?: string): Promise<Record<string, unknown>> {
    const answer = await this.#http.answer(path, asking);
    if (answer.status < 300 && isObject(answer.body)) return answer.body;
    throw hubError(answer, { space, hasToken: this.#hasToken });
  }
}

function readSpace(body: Record<string, unknown>, base?: URL): Space {
  const id = text(body["id"], "the hub's answer", "id");
  return { id, base: base ?? readHost(body["host"], id), runtime: readRuntime(body["runtime"], id) };
}

/** A Space may be given a token, so its host has to be an encrypted one. */
function readHost(host: unknown, id: string): URL {
  const url = typeof host === "string" && URL.canParse(host) ? new URL("./", host) : undefined;
  if (url?.protocol === "https:") return url;
  throw new ProtocolError(`Hugging Face does not tell where the Space ${id} answers.`, { body: host });
}

function readRuntime(body: unknown, about: string): Runtime {
  const { stage, errorMessage, hardware } = isObject(body) ? body : {};
  const { current, requested } = isObject(hardware) ? hardware : {};
  return {
    stage: text(stage, about, "stage"),
    reason: typeof errorMessage === "string" ? errorMessage : undefined,
    hardware: [current, requested].find((name) => typeof name === "string"),
  };
}

function text(value: unknown, about: string, name: string): string {
  if (typeof value === "string" && value !== "") return value;
  throw new ProtocolError(`Hugging Face told no ${name} (${about}).`, { body: value });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
