import { AppError, AuthenticationError, GradioError, ValidationError } from "@gradio-ts/client";
import type { JSX } from "preact";
import { adviceOn } from "./advice-on.js";

/** What went wrong, in the app's words or ours, and what to do. */
export function ErrorView({ error, onLogin }: { readonly error: unknown; readonly onLogin?: () => void }): JSX.Element {
  const message = error instanceof Error ? error.message : String(error);
  const title = error instanceof AppError ? error.title : "Error";
  const advice = adviceOn(error);
  return (
    <div class="error" role="alert">
      <strong>{title}</strong> {error instanceof GradioError && <code>{error.code}</code>}
      <p class="text">{message}</p>
      {error instanceof ValidationError && (
        <ul>
          {error.issues.map(({ parameter, message: issue }, index) => (
            <li key={index}>
              <code>{parameter}</code> {issue}
            </li>
          ))}
        </ul>
      )}
      {advice !== "" && <p>{advice}</p>}
      {onLogin !== undefined && error instanceof AuthenticationError && (
        <p>
          <button type="button" onClick={onLogin}>
            Log in
          </button>
        </p>
      )}
    </div>
  );
}
