import { html } from "hono/html";
import type { Markup } from "./page.js";
import { placeOf } from "./page-frame.js";
import { API_PREFIX } from "./version.js";

/** Where the console's files are, below an app's root. */
export const CONSOLE_SCRIPT = `${API_PREFIX}/console.js`;
export const CONSOLE_STYLE = `${API_PREFIX}/console.css`;

/** What makes a page the console, where scripts run; elsewhere the page's own text stays. */
export function consoleHead(root: string): Markup {
  const place = placeOf(root);
  return html`<meta name="gradio-app" content="${place}/">
<link rel="stylesheet" href="${place}${CONSOLE_STYLE}">
<script type="module" src="${place}${CONSOLE_SCRIPT}"></script>`;
}
