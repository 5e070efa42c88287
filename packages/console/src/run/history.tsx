import type { JSX } from "preact";
import type { Runs } from "./runs.js";
import { statusText } from "./status-text.js";
import { useRuns } from "./use-runs.js";

/** What this page has called. */
export function History({ runs, onChoose }: { readonly runs: Runs; readonly onChoose: (key: string) => void }): JSX.Element | null {
  const all = useRuns(runs);
  if (all.length < 2) return null;
  return (
    <section aria-label="History">
      <h3>Calls of this page</h3>
      <ol class="history" reversed>
        {all.map((run) => (
          <li key={run.id}>
            <button type="button" class="quiet" onClick={() => onChoose(run.key)}>
              {run.key}
            </button>{" "}
            <time dateTime={run.started.toISOString()}>{run.started.toLocaleTimeString()}</time> {statusText(run.state)}
          </li>
        ))}
      </ol>
    </section>
  );
}
