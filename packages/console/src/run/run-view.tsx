import { CancelledError, type ProgressUnit, type ReturnInfo } from "@gradio-ts/client";
import type { JSX } from "preact";
import { ErrorView } from "../outputs/error-view.js";
import { OutputsView } from "../outputs/outputs-view.js";
import type { Run } from "./runs.js";
import { progressText, shareOf, statusText, statusWord } from "./status-text.js";

/** A call while it runs, and what it gave. */
export function RunView(props: { readonly run: Run; readonly returns: readonly ReturnInfo[]; readonly onLogin: () => void }): JSX.Element {
  const { run, returns, onLogin } = props;
  const { state } = run;
  const trackers = state.ended ? [] : (state.status?.progressData ?? []);
  const uploads = state.ended ? [] : Object.values(state.uploads).filter(({ loaded, total }) => loaded !== total);
  return (
    <section aria-label="Run" class="run" aria-busy={!state.ended}>
      <p class={state.ended ? "status" : "status busy"}>{statusText(state)}</p>
      <p role="status" class="unseen">
        {statusWord(state)}
      </p>
      {uploads.map(({ name, loaded, total }) => (
        <label key={name}>
          Uploading {name} <progress value={loaded} max={total ?? undefined} />
        </label>
      ))}
      {trackers.map((tracker, index) => (
        <Tracker key={index} tracker={tracker} />
      ))}
      {state.logs.length > 0 && (
        <ul class="logs" aria-label="Log" tabIndex={0}>
          {state.logs.map(({ level, title, message }, index) => (
            <li key={index} class={`log-${level}`}>
              <strong>{title || level}</strong> {message}
            </li>
          ))}
        </ul>
      )}
      {state.error !== undefined && !(state.error instanceof CancelledError) && <ErrorView error={state.error} onLogin={onLogin} />}
      {state.outputs > 0 && <OutputsView output={state.output} returns={returns} />}
    </section>
  );
}

function Tracker({ tracker }: { readonly tracker: ProgressUnit }): JSX.Element {
  return (
    <label>
      {progressText(tracker)} <progress value={shareOf(tracker)} max={1} />
    </label>
  );
}
