import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { Listed } from "../api/list-endpoints.js";
import type { Connected } from "../connection/use-app.js";
import { type Drafts, inputsOf, startingDrafts } from "../form/drafts.js";
import { EndpointForm } from "../form/endpoint-form.js";
import { GivenFiles } from "../form/given-files.js";
import { filesOf } from "../run/files-of.js";
import { RunView } from "../run/run-view.js";
import type { Runs } from "../run/runs.js";
import { useRuns } from "../run/use-runs.js";
import { SnippetView } from "../snippets/snippet-view.js";

/** One endpoint: what it does, its form, its last run, the call as code. */
export function EndpointView(props: { readonly endpoint: Listed; readonly app: Connected; readonly runs: Runs }): JSX.Element {
  const { endpoint, app, runs } = props;
  const { info } = endpoint;
  const [drafts, setDrafts] = useState<Drafts>(() => startingDrafts(info.parameters));
  const all = useRuns(runs);
  const run = all.find(({ key }) => key === endpoint.key);
  const inputs = inputsOf(info.parameters, drafts);
  const ended = all.filter(({ state }) => state.ended).length;
  const given = useMemo(() => filesOf(all), [ended, info]);
  const start = () => {
    if (inputs.kind === "inputs") runs.start(endpoint, inputs.values);
  };
  return (
    <article aria-labelledby="endpoint">
      <h2 id="endpoint">{endpoint.key}</h2>
      {info.description !== "" && <p class="text">{info.description}</p>}
      <GivenFiles.Provider value={given}>
        <EndpointForm
          parameters={info.parameters}
          drafts={drafts}
          running={run !== undefined && !run.state.ended}
          onChange={(name, draft) => setDrafts((before) => ({ ...before, [name]: draft }))}
          onRun={start}
          onCancel={() => run?.cancel()}
        />
      </GivenFiles.Provider>
      {inputs.kind === "unreadable" && (
        <p class="error" role="alert">
          {inputs.message}
        </p>
      )}
      {run !== undefined && <RunView run={run} returns={info.returns} />}
      <SnippetView info={app.info} endpoint={endpoint} inputs={inputs.kind === "inputs" ? inputs.values : {}} />
      <Returns endpoint={endpoint} />
    </article>
  );
}

function Returns({ endpoint: { info } }: { readonly endpoint: Listed }): JSX.Element {
  const { returns, generator } = info;
  return (
    <section aria-label="Returns">
      <h3>{returns.length === 0 ? "Returns nothing" : returns.length === 1 ? "Returns" : `Returns ${returns.length} values`}</h3>
      {generator && <p>Each output replaces the one before.</p>}
      <ul class="returns">
        {returns.map(({ label, component, typescriptType, description }, index) => (
          <li key={index}>
            <code>{typescriptType}</code> {component} “{label}”{description === "" ? "" : `: ${description}`}
          </li>
        ))}
      </ul>
    </section>
  );
}
