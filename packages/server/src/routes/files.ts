import type { Context, Hono } from "hono";
import { API_PREFIX } from "../documents/version.js";
import { isInline, typeOfName } from "../files/file-type.js";
import type { Opened } from "../files/vault.js";
import type { App } from "./app.js";
import { byteRange } from "./byte-range.js";
import { Refusal } from "./refusal.js";
import { route } from "./router.js";

/** Files that clients fetch: uploads, outputs, and what lies in allowed directories (protocol.md §7.4). */
export function fileRoutes(hono: Hono, app: App): void {
  const send = async ({ req }: Context) => {
    const path = pathOf(req.raw.url);
    if (/^https?:\/\//i.test(path)) return sendFromWeb(app, path);
    const file = await app.files.open(path);
    if (file === undefined) throw notAllowed(path);
    return answer(req.raw, file);
  };
  const refuse = () => {
    throw new Refusal(400, "This URL cannot be proxied.");
  };
  route(hono, app, `${API_PREFIX}/:path{file=.*}`, { GET: send, HEAD: send }, "same");
  route(hono, app, `${API_PREFIX}/:path{file/.*}`, { GET: send, HEAD: send }, "same");
  route(hono, app, `${API_PREFIX}/:path{proxy=.*}`, { GET: refuse, HEAD: refuse }, "same");
}

/** What stands behind `file=`, percent-decoded once. @throws Refusal */
function pathOf(url: string): string {
  const [path = ""] = url.split(/[?#]/);
  const wanted = path.slice(path.indexOf(`${API_PREFIX}/file`) + `${API_PREFIX}/file=`.length);
  try {
    return decodeURIComponent(wanted);
  } catch {
    throw notAllowed(wanted);
  }
}

function notAllowed(path: string): Refusal {
  return new Refusal(403, `File not allowed: ${path}.`);
}

async function answer(request: Request, file: Opened): Promise<Response> {
  const etag = `"${file.version}"`;
  const headers = new Headers({ ...(await describe(file.name, file.type)), etag, "accept-ranges": "bytes" });
  const known = request.headers.get("if-none-match")?.split(",") ?? [];
  if (known.some((one) => one.trim() === etag)) return empty(file, 304, headers);
  const range = rangeOf(request, file.size, etag);
  if (range === "malformed") return empty(file, 400, {}, "Malformed range header.");
  if (range === "unsatisfiable") return empty(file, 416, { "content-range": `bytes */${file.size}` });
  const { start, end } = range ?? { start: 0, end: file.size };
  headers.set("content-length", String(end - start));
  if (range !== undefined) headers.set("content-range", `bytes ${start}-${end - 1}/${file.size}`);
  const status = range === undefined ? 200 : 206;
  return request.method === "HEAD" ? empty(file, status, headers) : new Response(file.read(start, end), { status, headers });
}

/** A range of another version of the file is of no use to whoever has the beginning of this one. */
function rangeOf(request: Request, size: number, etag: string): ReturnType<typeof byteRange> {
  const asked = request.headers.get("range");
  const version = request.headers.get("if-range");
  return asked === null || (version !== null && version !== etag) ? undefined : byteRange(asked, size);
}

function empty(file: Opened, status: number, headers: HeadersInit, text: string | null = null): Response {
  file.cancel();
  return new Response(text, { status, headers });
}

/** A file on the web, where anybody may read it. @throws Refusal */
async function sendFromWeb(app: App, url: string): Promise<Response> {
  try {
    const { content, type, url: found } = await app.files.openPublic(url);
    return new Response(content, { headers: await describe(found.pathname.split("/").at(-1) ?? "", type) });
  } catch {
    throw notAllowed(url);
  }
}

/** What could hold a script is to be saved, not shown: it would speak for the app. */
async function describe(name: string, type: string): Promise<Record<string, string>> {
  const known = (await typeOfName(name)) || type;
  const inline = isInline(known);
  const encoded = encodeURIComponent(name);
  const filename = encoded === name ? `filename="${name}"` : `filename*=utf-8''${encoded}`;
  return {
    "content-type": inline ? (known.startsWith("text/") ? `${known}; charset=utf-8` : known) : "application/octet-stream",
    "content-disposition": `${inline ? "inline" : "attachment"}; ${filename}`,
    "x-content-type-options": "nosniff",
  };
}
