import type { Context, Hono } from "hono";
import { API_PREFIX } from "../documents/version.js";
import { FileTooLargeError } from "../files/count-bytes.js";
import type { Arrival } from "../files/files.js";
import type { UploadWatch } from "../files/upload-watch.js";
import { refuseWhileClosing } from "./accept-call.js";
import type { App } from "./app.js";
import { type EventSource, eventStream } from "./event-stream.js";
import { unprocessable } from "./json-body.js";
import { MalformedFormError, uploadedParts } from "./multipart.js";
import { Refusal } from "./refusal.js";
import { route } from "./router.js";

/** How long a client that wants to see an upload's progress may be ahead of it, in ms (protocol.md §7.1). */
const WAIT_FOR_UPLOAD = 3_000;

/** Files that clients send, kept as they arrive, and how far they have come (protocol.md §7.1). */
export function uploadRoutes(hono: Hono, app: App): void {
  const upload = async ({ req }: Context) => {
    refuseWhileClosing(app);
    if (!/^multipart\/form-data\s*(;|$)/i.test(req.header("content-type") ?? "")) throw new Refusal(400, "Invalid content type.");
    const id = req.query("upload_id");
    const watch = id === undefined ? undefined : app.uploads.begin(id);
    try {
      return Response.json(await keepAll(app, req.raw, watch));
    } catch (error) {
      if (error instanceof FileTooLargeError) return new Response(error.message, { status: 413 });
      if (error instanceof MalformedFormError) return new Response(error.message, { status: 400 });
      refuseWhileClosing(app);
      throw error;
    } finally {
      if (id !== undefined && watch !== undefined) app.uploads.end(id, watch);
    }
  };
  const progress = async ({ req }: Context) => {
    const id = req.query("upload_id");
    if (id === undefined) throw unprocessable([{ type: "missing", loc: ["query", "upload_id"], msg: "Field required", input: null }]);
    const watch = await app.uploads.find(id, WAIT_FOR_UPLOAD);
    if (watch === undefined) return new Response("Upload not found", { status: 404 });
    return eventStream(req.raw, newsOf(watch, app.heartbeat), app.settings.logger);
  };
  route(hono, app, `${API_PREFIX}/upload`, { POST: upload });
  route(hono, app, `${API_PREFIX}/upload_progress`, { GET: progress });
}

/** All files of a form, or none. @returns their paths, in order */
async function keepAll(app: App, request: Request, watch: UploadWatch | undefined): Promise<string[]> {
  const arrivals: Arrival[] = [];
  try {
    for await (const { name, type, content } of uploadedParts(request)) {
      const tell = (bytes: number) => watch?.put({ msg: "update", orig_name: name, chunk_size: bytes });
      arrivals.push(await app.files.receive(name, type, content, tell));
    }
  } catch (error) {
    await Promise.all(arrivals.map((arrival) => arrival.discard()));
    throw error;
  }
  const kept = await Promise.all(arrivals.map((arrival) => arrival.keep()));
  return kept.map(({ path }) => path);
}

function newsOf(watch: UploadWatch, heartbeat: number): EventSource {
  let ended = false;
  return {
    async next() {
      if (ended) return undefined;
      const news = (await watch.next(heartbeat)) ?? { msg: "heartbeat" };
      ended = news.msg === "done";
      return `data: ${JSON.stringify(news)}\n\n`;
    },
    drop() {},
  };
}
