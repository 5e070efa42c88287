import type { JSX } from "preact";
import type { Run, Runs } from "./runs.js";
import { statusText } from "./status-text.js";
import { useRuns } from "./use-runs.js";

/** What this page has called: to see again, and to take up the inputs of. */
export function History({ runs, onChoose }: { readonly runs: Runs; readonly onChoose: (run: Run) => void }): JSX.Element | null {
  const all = useRuns(runs);
  if (all.length === 0) return null;
  return (
    <section aria-labelledby="history">
      <h3 id="history">Calls of this page</h3>
      <ol class="history" reversed>
        {all.map((run) => (
          <li key={run.id}>
            <button type="button" class="quiet" title="Show it, and put its inputs back" onClick={() => onChoose(run)}>
              {run.key}
            </button>{" "}
            <time dateTime={run.started.toISOString()}>{run.started.toLocaleTimeString()}</time> {statusText(run.state)}
          </li>
        ))}
      </ol>
    </section>
  );
}
