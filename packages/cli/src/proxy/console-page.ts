import { escapeHtml, html } from "./html.js";
import type { PlainAnswer } from "./plain-answer.js";

/** The console's script and style sheet (packages/console), as they were built. */
export interface ConsoleFiles {
  readonly script: string;
  readonly style: string;
}

/** Below the place of the app's page; no app has anything there. */
const SCRIPT = "gradio-ts/console.js";
const STYLE = "gradio-ts/console.css";

/** The page talks to this process, and shows files of the app and of whoever sits there. It can do nothing else, whatever an app sends. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' data: blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The page and its files, which stand in the place of the app's own page; `undefined` for whatever else is asked for. */
export function consolePage(
  files: ConsoleFiles,
  url: string,
  { app, base }: { readonly app: string; readonly base: URL | undefined },
): PlainAnswer | undefined {
  const place = base?.pathname ?? "/";
  switch (url.replace(/\?.*/s, "")) {
    case place:
      return page(place, /^[a-z]+:/i.test(app) && base !== undefined ? base.href : app);
    case place + SCRIPT:
      return { status: 200, type: "text/javascript", body: files.script };
    case place + STYLE:
      return { status: 200, type: "text/css", body: files.style };
    default:
      return undefined;
  }
}

/** @param app As code names it. */
function page(place: string, app: string): PlainAnswer {
  const at = encodeURI(place);
  const head = `<meta name="gradio-app" content="${at}">
<meta name="gradio-app-name" content="${escapeHtml(app)}">
<link rel="stylesheet" href="${at}${STYLE}">
<script type="module" src="${at}${SCRIPT}"></script>`;
  const headers = { "content-security-policy": POLICY, "referrer-policy": "no-referrer", "cross-origin-opener-policy": "same-origin" };
  return { status: 200, type: "text/html", body: html(app, head, "<p>The console needs JavaScript.</p>"), headers };
}
