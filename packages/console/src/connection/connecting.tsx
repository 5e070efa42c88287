import { AuthenticationError } from "@gradio-ts/client";
import type { JSX } from "preact";
import { ErrorView } from "../outputs/error-view.js";
import type { AppState } from "./use-app.js";

/** What stands there until the app has answered. */
export function Connecting(props: { readonly state: AppState; readonly url: string; readonly onRetry: () => void }): JSX.Element {
  const { state, url, onRetry } = props;
  if (state.kind !== "failed") return <p role="status">Asking {url} for its API …</p>;
  const locked = state.error instanceof AuthenticationError;
  return (
    <section>
      <h1>{url}</h1>
      <ErrorView error={state.error} />
      <p>
        <button type="button" onClick={locked ? () => location.reload() : onRetry}>
          {locked ? "Log in" : "Try again"}
        </button>
      </p>
    </section>
  );
}
