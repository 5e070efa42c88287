import { GradioError } from "../errors.js";
import { idleTimer } from "../http/delay.js";
import { withoutKeepingAlive } from "../http/idle-requests.js";
import { onAbort } from "../http/on-abort.js";
import type { Http } from "../http/request.js";

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 60_000;

/**
 * Shows a server that a session is alive (protocol.md §9): an open request that the server answers with a word now and then. When it ends,
 * the server runs the app's `unload` functions and lets state expire. Opened again when it breaks; gone where the server knows no such route.
 * It keeps no process alive.
 * @returns a function that ends it.
 */
export function startHeartbeat(http: Http, path: string): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  let stopTimer: (() => void) | undefined;

  const beat = async (pause: number): Promise<void> => {
    let next = pause;
    const own = new AbortController();
    const forget = onAbort(signal, () => own.abort());
    try {
      // Nothing waits for the answer: a timer would keep the process alive.
      const options = { signal: own.signal, accept: "text/event-stream", repeat: "never", timeout: Number.POSITIVE_INFINITY } as const;
      const response = await withoutKeepingAlive((onAsk) => http.open(path, { ...options, onAsk }));
      next = FIRST_PAUSE;
      await drained(response.body as ReadableStream<Uint8Array> | null, own.signal);
    } catch (error) {
      if (signal.aborted) return;
      const known = error instanceof GradioError ? error : undefined;
      // Not the error itself: its URL holds the session's name.
      http.log?.debug("the heartbeat broke", { code: known?.code, status: known?.status });
      if (known?.status === 404) return;
    } finally {
      forget();
    }
    if (!signal.aborted) stopTimer = idleTimer(() => void beat(Math.min(next * 2, LONGEST_PAUSE)), next);
  };
  void beat(FIRST_PAUSE);

  return () => {
    stopTimer?.();
    controller.abort();
  };
}

async function drained(body: ReadableStream<Uint8Array> | null, signal: AbortSignal): Promise<void> {
  const reader = body?.getReader();
  signal.addEventListener("abort", () => reader?.cancel().catch(() => {}), { once: true });
  while (reader !== undefined && !(await reader.read()).done);
}
