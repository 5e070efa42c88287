import { AuthenticationError } from "@gradio-ts/client";
import type { JSX } from "preact";
import { ErrorView } from "../outputs/error-view.js";
import { LoginForm } from "./login-form.js";
import type { AppState } from "./use-app.js";

/** What stands there until the app has let the page in. */
export function Connecting(props: {
  readonly state: AppState;
  /** Where the page reaches the app. */
  readonly url: string;
  /** What people call it. */
  readonly name: string;
  readonly onRetry: () => void;
}): JSX.Element {
  const { state, url, name, onRetry } = props;
  if (state.kind === "waking") {
    return (
      <section aria-label="Starting">
        <h1>{name}</h1>
        <p role="status">
          The app is not up yet: <strong>{state.stage}</strong>
        </p>
        {state.detail !== "" && <p class="text">{state.detail}</p>}
        <p>The page goes on by itself.</p>
        <progress aria-label="Waiting for the app" />
      </section>
    );
  }
  if (state.kind !== "failed") {
    return (
      <section aria-label="Connecting">
        <h1>{name}</h1>
        <p role="status">Asking the app for its API …</p>
      </section>
    );
  }
  if (state.error instanceof AuthenticationError) return <LoginForm url={url} name={name} onDone={onRetry} />;
  return (
    <section aria-label="Not connected">
      <h1>{name}</h1>
      <ErrorView error={state.error} />
      <p>
        <button type="button" class="main" onClick={onRetry}>
          Try again
        </button>
      </p>
    </section>
  );
}
