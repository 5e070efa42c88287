import { AppError, GradioError, ValidationError } from "@gradio-ts/client";
import type { JSX } from "preact";

/** What went wrong, in the app's words or ours, and what to do. */
export function ErrorView({ error }: { readonly error: unknown }): JSX.Element {
  const message = error instanceof Error ? error.message : String(error);
  const title = error instanceof AppError ? error.title : "Error";
  return (
    <div class="error" role="alert">
      <strong>{title}</strong>
      {error instanceof GradioError && <code>{error.code}</code>}
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
      {error instanceof GradioError && error.retryable && <p>Trying again later may help.</p>}
    </div>
  );
}
