/**
 * Puts apps of this machine, and a Hugging Face of ours, in place of the addresses that pages name, and leaves the pages' programs as they are.
 * Loaded before a command (`node --import`) with APPS in the environment: origins, and where they are found.
 */
import type { FetchFunction } from "@gradio-ts/client";
import { FakeHub } from "../together/fake-hub.js";

/** The app at an origin or Space → the URL where it listens. */
export type Places = Readonly<Record<string, string>>;

export function redirectFetch(places: Places): void {
  const { fetch } = globalThis;
  const at =
    (place: string): FetchFunction =>
    (url, init) => {
      const { pathname, search } = new URL(url);
      return fetch(new URL(pathname + search, place), init);
    };
  const hub = new FakeHub();
  hub.account("ada", "hf_ada");
  for (const [name, place] of Object.entries(places)) if (!name.includes(":")) hub.space(name, { app: at(place) });
  hub.space("ada/sleeper", { app: at(places["gradio/calculator"] ?? ""), stages: ["SLEEPING", "BUILDING", "RUNNING"] });
  hub.appOfCopies = at(places["gradio/calculator"] ?? "");
  const redirected: FetchFunction = (url, init) => {
    const { origin, hostname } = new URL(url);
    const place = places[origin];
    if (place !== undefined) return at(place)(url, init);
    return /(^|\.)(huggingface\.co|hf\.space)$/.test(hostname) ? hub.fetch(url, init) : fetch(url, init);
  };
  Object.assign(globalThis, {
    fetch: (input: string | URL | Request, init?: RequestInit) =>
      input instanceof Request ? fetch(input) : redirected(String(input), init as never),
  });
}

if (process.env["APPS"] !== undefined) redirectFetch(JSON.parse(process.env["APPS"]) as Places);
