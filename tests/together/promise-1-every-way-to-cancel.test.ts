import { CancelledError, Client, type Job, TimeoutError } from "@gradio-ts/client";
import { afterEach, describe, expect, it, vi } from "vitest";
import { completed, estimation, generating, json, ScriptedServer, starts } from "./scripted-server.js";

const CANCEL = "gradio_api/cancel";
const JOIN = "gradio_api/queue/join";
const RUN = "gradio_api/run/predict";
const UPLOAD = "gradio_api/upload";
const TIMEOUT = 60_000;

const never = () => new Promise<never>(() => {});

/** How far a call has come. */
interface Moment {
  readonly endpoint: string;
  readonly input?: unknown;
  /** Makes the server stop there. */
  readonly prepare?: (server: ScriptedServer) => void;
  readonly reach?: (server: ScriptedServer) => Promise<void>;
  /** What happens afterwards. */
  readonly follow?: (server: ScriptedServer) => void;
  /** The request that is let go. */
  readonly aborts?: string;
  /** Whether the server has a call to end. */
  readonly told: boolean;
}

let answerJoin = () => {};

/** The sibling's join is the first. */
const joined = (server: ScriptedServer) => server.until(() => server.to(JOIN).length === 2);
const hearing = async (server: ScriptedServer, ...messages: readonly Readonly<Record<string, unknown>>[]) => {
  await joined(server);
  // A row of a map has a session, and so a stream, of its own.
  const [one, other] = server.to(JOIN).map(({ body }) => (body as { readonly session_hash: string }).session_hash);
  (await server.stream(one === other ? 0 : 1)).send(...messages);
  // A message later than these has been heard.
  await new Promise((resolve) => setImmediate(resolve));
};

const MOMENTS: Readonly<Record<string, Moment>> = {
  "before anything is sent": { endpoint: "/echo", told: false },
  "while its file is uploaded": {
    endpoint: "/echo",
    input: new Blob(["x"]),
    prepare: (server) => server.on(UPLOAD, never),
    reach: (server) => server.until(() => server.to(UPLOAD).length === 1),
    aborts: UPLOAD,
    told: false,
  },
  "while its join is not answered": {
    endpoint: "/echo",
    prepare: (server) =>
      server.on(JOIN, async () => {
        await new Promise<void>((resolve) => {
          answerJoin = resolve;
        });
        return json({ event_id: "e2" });
      }),
    reach: joined,
    follow: () => answerJoin(),
    told: true,
  },
  "while it waits in the queue": { endpoint: "/echo", reach: (server) => hearing(server, estimation("e2", 1, 2)), told: true },
  "while it runs": { endpoint: "/echo", reach: (server) => hearing(server, starts("e2")), told: true },
  "between the steps of a generator": {
    endpoint: "/stream",
    reach: (server) => hearing(server, starts("e2"), generating("e2", "a")),
    told: true,
  },
  "while it runs beside the queue": {
    endpoint: "/direct",
    prepare: (server) => server.on(RUN, never),
    reach: (server) => server.until(() => server.to(RUN).length === 1),
    aborts: RUN,
    told: false,
  },
};

/** Begins a call; ends it; looks whether it has ended so. */
interface Way {
  readonly begin: (client: Client, endpoint: string, input: unknown) => Ending;
  /** What the client is good for afterwards. */
  readonly closes?: boolean;
}

interface Ending {
  readonly end: () => unknown;
  readonly check: () => Promise<void>;
}

const byJob = (end: (job: Job, client: Client) => unknown): Way["begin"] => {
  return (client, endpoint, input) => {
    const job = client.submit(endpoint, [input]);
    return { end: () => end(job, client), check: () => isCancelled(job) };
  };
};

const isCancelled = async (job: Job) => {
  expect(job.status()).toMatchObject({ code: "CANCELLED", success: false });
  await expect(job.result()).rejects.toBeInstanceOf(CancelledError);
};

const WAYS: Readonly<Record<string, Way>> = {
  "cancel()": { begin: byJob((job) => job.cancel()) },
  "cancel() twice at once": { begin: byJob((job) => Promise.all([job.cancel(), job.cancel()])) },
  "the end of its block": { begin: byJob((job) => job[Symbol.asyncDispose]()) },
  "close()": { begin: byJob((_, client) => client.close()), closes: true },
  "its signal": {
    begin(client, endpoint, input) {
      const controller = new AbortController();
      const job = client.submit(endpoint, [input], { signal: controller.signal });
      return { end: () => controller.abort(), check: () => isCancelled(job) };
    },
  },
  "its timeout": {
    begin(client, endpoint, input) {
      const job = client.submit(endpoint, [input], { timeout: TIMEOUT });
      const check = async () => {
        expect(job.status()).toMatchObject({ code: "FINISHED", success: false });
        await expect(job.result()).rejects.toBeInstanceOf(TimeoutError);
      };
      return { end: () => vi.advanceTimersByTimeAsync(TIMEOUT), check };
    },
  },
  "leaving its map": {
    begin(client, endpoint, input) {
      const results = client.map(endpoint, [[input]]);
      const result = results.next();
      const check = async () => expect(await result).toEqual({ done: true, value: undefined });
      return { end: () => results.return?.(), check };
    },
  },
};

describe("promise 1, cancelling: whenever and however", () => {
  afterEach(() => void vi.useRealTimers());

  describe.each(Object.entries(MOMENTS))("%s", (_, moment) => {
    // A call is sent at once: no timeout is over before.
    const ways = Object.entries(WAYS).filter(([way]) => moment.reach !== undefined || way !== "its timeout");
    it.each(ways)("by %s", async (_, { begin, closes = false }) => {
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
      const server = new ScriptedServer();
      const client = await Client.connect("http://app.test", { fetch: server.fetch });
      const sibling = client.submit("/count", ["y"]);
      const stream = await server.stream();
      stream.send(starts("e1"));
      moment.prepare?.(server);
      const { end, check } = begin(client, moment.endpoint, moment.input ?? "x");
      if (moment.reach !== undefined) await moment.reach(server);
      const ended = end();
      moment.follow?.(server);
      if (moment.told) {
        await server.until(() => server.to(CANCEL).some(({ body }) => (body as { event_id: string }).event_id === "e2"));
      }
      await ended;
      await check();
      if (moment.aborts !== undefined) expect(server.to(moment.aborts)[0]?.signal?.aborted).toBe(true);
      const cancels = server.to(CANCEL).filter(({ body }) => (body as { event_id: string }).event_id !== "e1");
      expect(cancels).toHaveLength(moment.told ? 1 : 0);
      expect(server.to(JOIN).length).toBe(moment.told ? 2 : 1);
      if (closes) return expect(sibling.status().code).toBe("CANCELLED");
      stream.send(completed("e1", "y", null));
      expect(await sibling.result()).toBe("y");
      await client.close();
    });
  });
});
