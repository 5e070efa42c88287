import type { JSX } from "preact";
import type { Connected } from "./use-app.js";

/** Which app this is. */
export function AppHead({ app, count }: { readonly app: Connected; readonly count: number }): JSX.Element {
  const { title, description } = app.client.config as { readonly title?: string; readonly description?: string };
  return (
    <header class="head">
      <h1>{title || app.info.src}</h1>
      {description && <p class="text">{description}</p>}
      <p>
        {count === 1 ? "1 endpoint" : `${count} endpoints`} at <code>{app.info.src}</code>
      </p>
    </header>
  );
}
