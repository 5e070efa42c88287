import type { Hono } from "hono";
import { compress } from "hono/compress";

/** What Gradio compresses: answers whose path ends like this (protocol.md §13). Never streams, never parts of files. */
const COMPRESSED = /\.(?:html|js|css|json|md|txt|csv|tsv|xml|svg)$/;
const MIN_BYTES = 400;

/** Compresses texts for those who take it. On workerd the platform does. */
export function compression(hono: Hono): void {
  if (globalThis.navigator?.userAgent === "Cloudflare-Workers") return;
  // By the path, not the type: a text file that is given as an attachment is a text all the same.
  const compressed = compress({
    encoding: "gzip",
    threshold: MIN_BYTES,
    contentTypeFilter: (type) => !type.startsWith("text/event-stream"),
  });
  hono.use("*", (context, next) =>
    COMPRESSED.test(context.req.path) && !context.req.header("range") ? compressed(context, next) : next(),
  );
}
