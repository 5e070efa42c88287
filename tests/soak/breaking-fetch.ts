import type { FetchFunction, FetchResponse } from "@gradio-ts/client";
import { choose, type Random } from "./random.js";

/** What happens to a request that is broken. */
type Fault = (send: () => Promise<FetchResponse>, random: Random) => Promise<FetchResponse>;

const FAULTS: Readonly<Record<string, Fault>> = {
  refused: async () => {
    throw failure("ECONNREFUSED");
  },
  "answer lost": async (send) => {
    const { body } = await send();
    await (body as ReadableStream | null)?.cancel();
    throw failure("ECONNRESET");
  },
  "busy for a moment": async () => new Response("busy", { status: 503, headers: { "retry-after": "0" } }),
  "too many requests": async () => new Response("slow down", { status: 429, headers: { "retry-after": "0" } }),
  "an error page": async () => new Response("<html>no</html>", { status: 502, headers: { "content-type": "text/html" } }),
  "cut off": async (send, random) => shortened(await send(), random, "reset"),
  "ended early": async (send, random) => shortened(await send(), random, "end"),
  late: async (send, random) => {
    await new Promise((resolve) => setTimeout(resolve, random() * 300));
    return send();
  },
};

export interface BreakingFetch {
  readonly fetch: FetchFunction;
  /** How often each fault has happened. */
  readonly faults: ReadonlyMap<string, number>;
  /** From now on so many of the requests are broken, 0 to 1. At first none is. */
  breakSome(rate: number): void;
}

/** The runtime's `fetch`, of whose requests some are broken. */
export function breakingFetch(random: Random): BreakingFetch {
  const faults = new Map<string, number>();
  let broken = 0;
  const fetch: FetchFunction = async (url, init = {}) => {
    const send = () => globalThis.fetch(url, init);
    if (random() >= broken) return send();
    const [name, fault] = choose(
      random,
      Object.entries(FAULTS).map((entry) => [1, entry] as const),
    );
    faults.set(name, (faults.get(name) ?? 0) + 1);
    return fault(send, random);
  };
  const breakSome = (rate: number) => {
    broken = rate;
  };
  return { fetch, faults, breakSome };
}

function failure(code: string): TypeError {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) });
}

/** The answer, of whose body only some comes. */
function shortened(response: FetchResponse, random: Random, how: "reset" | "end"): FetchResponse {
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader();
  let left = Math.floor(random() * 2000);
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
      if (done) return controller.close();
      controller.enqueue(value.subarray(0, left));
      left -= value.length;
      if (left > 0) return;
      void reader?.cancel().catch(() => {});
      if (how === "reset") controller.error(failure("ECONNRESET"));
      else controller.close();
    },
    cancel: (reason) => reader?.cancel(reason),
  });
  const headers = new Headers();
  for (const name of ["content-type", "retry-after", "location"]) {
    const value = response.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  return new Response(body, { status: response.status, headers });
}
