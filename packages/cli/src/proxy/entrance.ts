import { html } from "./html.js";
import type { PlainAnswer } from "./plain-answer.js";

/**
 * Hands out the key and leads on: by a page, not a redirect, as a browser that comes from another site would not show the cookie where it is
 * redirected to.
 * @param place Where the app's page is, from `/`.
 */
export function entrance(cookie: string, place: string): PlainAnswer {
  return {
    status: 200,
    type: "text/html",
    body: html("gradio-ts", `<meta http-equiv="refresh" content="0; url=${encodeURI(place)}">`, ""),
    headers: { "set-cookie": cookie, "referrer-policy": "no-referrer" },
  };
}
