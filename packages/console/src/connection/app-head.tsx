import type { JSX } from "preact";
import type { Connected } from "./use-app.js";

/** Which app this is. */
export function AppHead(props: { readonly app: Connected; readonly count: number; readonly onReconnect: () => void }): JSX.Element {
  const { app, count, onReconnect } = props;
  const title = app.client.config.title;
  return (
    <header class="head">
      <h1>{title}</h1>
      <p>
        {count === 1 ? "1 endpoint" : `${count} endpoints`} at <code>{app.info.src}</code>{" "}
        <button type="button" class="quiet" onClick={onReconnect} title="The app may have been changed since">
          Read again
        </button>
      </p>
    </header>
  );
}
