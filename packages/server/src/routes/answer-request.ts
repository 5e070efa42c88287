import type { Hono } from "hono";
import { isHost } from "../documents/root-url.js";
import type { Settings } from "../endpoint/settings.js";
import { changedRequest } from "./changed-request.js";
import { corsHeaders, preflight } from "./cors.js";

/** Answers what a caller of `fetch` passes: a request, or what makes one. */
export async function answerRequest(routes: Hono, settings: Settings, input: string | URL | Request, init: unknown): Promise<Response> {
  if (typeof input !== "string" && !(input instanceof URL)) return answer(routes, settings, input);
  const request = new Request(input, init as RequestInit | undefined);
  const { signal } = request;
  signal.throwIfAborted();
  // As with any `fetch`: an aborted one rejects at once, whatever its handler is doing.
  let abort: () => void = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
  });
  try {
    return abortable(await Promise.race([answer(routes, settings, request), aborted]), signal);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

/** The response with a body that fails when the signal fires: over a socket, the connection would see to that. */
function abortable(response: Response, signal: AbortSignal): Response {
  if (!response.headers.get("content-type")?.startsWith("text/event-stream") || response.body === null) return response;
  const reader = response.body.getReader();
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        signal.addEventListener("abort", () => controller.error(signal.reason), { once: true });
      },
      async pull(controller) {
        const { done, value } = await reader.read();
        if (signal.aborted) return;
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  return new Response(body, response);
}

async function answer(routes: Hono, settings: Settings, request: Request): Promise<Response> {
  // To Hono a method is a member of an object: one called "constructor" would be found.
  if (!/^[A-Z]+$/.test(request.method)) return Response.json({ detail: "Method Not Allowed" }, { status: 405 });
  // It comes from the Host header.
  if (!isHost(new URL(request.url).host)) return Response.json({ detail: "Invalid host header" }, { status: 400 });
  const early = preflight(request);
  if (early !== undefined) return early;
  const response = await routes.fetch(belowRoot(request, settings.rootPath));
  for (const [name, value] of Object.entries(corsHeaders(request))) {
    if (name === "vary") response.headers.append(name, value);
    else response.headers.set(name, value);
  }
  return response;
}

/** The request as if the app stood at the root, where the router in front has left the path on. */
function belowRoot(request: Request, rootPath: string): Request {
  const prefix = rootPath === "" ? "" : new URL(rootPath, "http://app").pathname.replace(/\/+$/, "");
  if (prefix === "") return request;
  const url = new URL(request.url);
  if (!url.pathname.startsWith(`${prefix}/`)) return request;
  url.pathname = url.pathname.slice(prefix.length);
  return changedRequest(request, { url });
}
