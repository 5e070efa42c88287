import { html } from "hono/html";
import type { Settings } from "../endpoint/settings.js";
import type { Markup } from "./page.js";
import { placeOf } from "./page-frame.js";

/** The form that stands where a locked app's page would be: posted as a form, it needs no script. */
export function loginMarkup({ title, authMessage }: Settings, root: string, refused: boolean): Markup {
  return html`
<h1>${title}</h1>
${authMessage === null ? "" : html`<p class="text">${authMessage}</p>`}
${refused ? html`<p role="alert">This name and password do not fit.</p>` : ""}
<form method="post" action="${placeOf(root)}/login">
<label>User name <input name="username" autocomplete="username" required autofocus></label>
<label>Password <input name="password" type="password" autocomplete="current-password" required></label>
<button>Log in</button>
</form>`;
}
